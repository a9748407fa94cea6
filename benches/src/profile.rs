//! Where the instructions of the main case go, function by function.

use std::collections::{BTreeSet, HashMap};

use crate::Error;
use crate::case::Case;
use crate::instructions;
use crate::report::Table;
use crate::subject::Subject;
use crate::variant::{Bare, Variant};

/// Functions that are shown; the rest is summed up.
const SHOWN: usize = 16;

/// What is profiled.
fn subjects() -> [Subject; 4] {
    let main = Case::MAIN;
    let nonce = Case { slots: 2, ..main };
    [
        Subject::Bare(Bare::Function, main.own),
        Subject::Variant(Variant::Talisman, main),
        Subject::Variant(Variant::Talisman, nonce),
        Subject::Variant(Variant::HandConst, main),
    ]
}

/// Prints the profiles, the bare response's instructions subtracted function by function.
///
/// # Errors
///
/// If valgrind fails.
pub fn print() -> Result<(), Error> {
    let profiles = subjects()
        .into_iter()
        .map(|subject| Ok(by_function(&instructions::profile(subject)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let [bare, plain, nonce, hand] = &profiles[..] else {
        return Err("a profile for each subject".into());
    };
    table("talisman, ten fields on two, no nonce", plain, bare);
    table("what a nonce in two slots adds to that", nonce, plain);
    table("hand-written with every name in a constant", hand, bare);
    Ok(())
}

/// Prints what one profile has over another.
fn table(title: &str, profile: &HashMap<String, f64>, less: &HashMap<String, f64>) {
    let functions: BTreeSet<&String> = profile.keys().chain(less.keys()).collect();
    let of = |profile: &HashMap<String, f64>, name| profile.get(name).copied().unwrap_or_default();
    let mut costs: Vec<(f64, &String)> = functions
        .into_iter()
        .map(|name| (of(profile, name) - of(less, name), name))
        .collect();
    costs.sort_by(|left, right| right.0.total_cmp(&left.0));
    let mut table = Table::new(["instructions", "function"]);
    for (cost, name) in costs.iter().take(SHOWN) {
        table.row([format!("{cost:.0}"), format!("`{name}`")]);
    }
    let rest: f64 = costs.iter().skip(SHOWN).map(|(cost, _)| cost).sum();
    let all: f64 = costs.iter().map(|(cost, _)| cost).sum();
    table.row([format!("{rest:.0}"), "the rest".to_owned()]);
    table.row([format!("{all:.0}"), "all".to_owned()]);
    table.print(title);
}

/// Sums up a callgrind profile: instructions per response of each function, without those that it calls.
fn by_function(profile: &str) -> HashMap<String, f64> {
    let mut names: HashMap<&str, &str> = HashMap::new();
    let mut costs: HashMap<String, f64> = HashMap::new();
    let mut function = "";
    let mut is_call = false;
    for line in profile.lines() {
        if let Some(reference) = line.strip_prefix("fn=").or(line.strip_prefix("cfn=")) {
            let (id, name) = reference.split_once(' ').unwrap_or((reference, ""));
            if !name.is_empty() {
                names.insert(id, name);
            }
            if line.starts_with("fn=") {
                function = names.get(id).copied().unwrap_or(id);
            }
        } else if line.starts_with("calls=") {
            is_call = true;
        } else if line.starts_with(|first: char| first.is_ascii_digit() || "+-*".contains(first)) {
            // The line after a call has the callee's cost.
            if !std::mem::take(&mut is_call) {
                let cost = line.rsplit(' ').next().and_then(|cost| cost.parse().ok());
                *costs.entry(short(function)).or_default() +=
                    cost.unwrap_or(0.0) / f64::from(instructions::COUNTED);
            }
        }
    }
    costs
}

/// The name without its hash.
fn short(name: &str) -> String {
    let hash = name
        .rfind("::h")
        .filter(|at| name.len() - at == "::h0123456789abcdef".len());
    name[..hash.unwrap_or(name.len())].to_owned()
}
