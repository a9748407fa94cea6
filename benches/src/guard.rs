//! The guard of the continuous integration: no main row may cost three per cent more than what is recorded, as a share of what
//! the hand-written inserts of the same fields cost in the same run.
//!
//! Instructions, not time, so that a busy machine changes nothing; and a share of them, because another compiler or libc moves
//! both sides alike.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::Error;
use crate::instructions;
use crate::report::Table;
use crate::subject::{Figures, Subject};

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/guard/instructions.txt");
/// The variant that the others are measured by.
const HAND: &str = "Hand";
/// How far a share may rise.
const TOLERANCE: f64 = 1.03;

/// Compares the main rows with the record.
///
/// # Errors
///
/// If one rose too far, is not recorded, or valgrind is not there to count.
pub fn compare() -> Result<(), Error> {
    let record = fs::read_to_string(RECORD)?;
    let recorded: Rows = record
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(name, figure)| Some((name.to_owned(), figure.parse().ok()?)))
        .collect();
    let now = count()?;
    let mut table = Table::new(["row", "recorded", "share", "now", "share", "risen to"]);
    let mut risen = Vec::new();
    for (name, figure) in now.iter().filter(|(name, _)| !is_hand(name)) {
        let before = share(name, &recorded);
        let after = share(name, &now);
        let ratio = before.zip(after).map(|(before, after)| after / before);
        let shown = |figure: Option<f64>, digits: usize| {
            figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.digits$}"))
        };
        table.row([
            name.clone(),
            shown(recorded.get(name).copied(), 0),
            shown(before, 3),
            shown(Some(*figure), 0),
            shown(after, 3),
            shown(ratio, 3),
        ]);
        if ratio.is_none_or(|ratio| ratio > TOLERANCE) {
            risen.push(name.as_str());
        }
    }
    table.print("Instructions per response, the bare one's subtracted, and their share of the hand-written inserts'");
    if risen.is_empty() {
        return Ok(());
    }
    Err(format!(
        "more than three per cent over the record, or not in it: {}. If that is intended: cargo run --release -p talisman-benches guard --update",
        risen.join(", ")
    )
    .into())
}

/// Instructions by the name of the row.
type Rows = BTreeMap<String, f64>;

/// A row's figure as a share of the hand-written one for the same case.
fn share(name: &str, rows: &Rows) -> Option<f64> {
    let (_, case) = name.split_once(' ')?;
    Some(rows.get(name)? / rows.get(&format!("{HAND} {case}"))?)
}

fn is_hand(name: &str) -> bool {
    name.starts_with(HAND)
}

/// Writes the record again.
///
/// # Errors
///
/// If valgrind is not there to count, or the file cannot be written.
pub fn update() -> Result<(), Error> {
    let mut record = String::from(
        "# Instructions per response, the bare one's subtracted. Variant, fields of the policy, nonce slots, the response's own\n\
         # fields, who wins. Written by: cargo run --release -p talisman-benches guard --update\n",
    );
    writeln!(record, "# {}", tools())?;
    for (name, figure) in count()? {
        writeln!(record, "{name}: {figure:.0}")?;
    }
    fs::write(RECORD, &record)?;
    print!("{record}");
    Ok(())
}

fn count() -> Result<Rows, Error> {
    if !instructions::is_possible() {
        return Err("valgrind is not installed: there is nothing to count with".into());
    }
    let subjects = Subject::guarded();
    let counts = instructions::count(&subjects)?;
    let figures = Figures::new(subjects.iter().copied().zip(counts));
    Ok(subjects
        .into_iter()
        .filter(|subject| subject.bare().is_some())
        .filter_map(|subject| Some((subject.to_string(), figures.net(subject)?)))
        .collect())
}

/// The compiler, the allocator's libc and the counter.
#[must_use]
pub fn tools() -> String {
    let first_line = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output();
        let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        text.ok()
            .and_then(|text| text.lines().next().map(str::to_owned))
            .unwrap_or_else(|| format!("no {program}"))
    };
    [
        first_line("rustc", "--version"),
        first_line("ldd", "--version"),
        first_line("valgrind", "--version"),
        std::env::consts::ARCH.to_owned(),
    ]
    .join(", ")
}
