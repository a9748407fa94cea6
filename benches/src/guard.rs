//! The guard of the continuous integration: no main row may cost three per cent more than what is recorded.
//!
//! Instructions, not time, so that a busy machine changes nothing. Another compiler or another libc does: the record says
//! which ones it is of.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::Error;
use crate::instructions;
use crate::report::Table;
use crate::subject::{Figures, Subject};

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/guard/instructions.txt");
/// How far a figure may rise.
const TOLERANCE: f64 = 1.03;

/// Compares the main rows with the record.
///
/// # Errors
///
/// If one rose too far, is not recorded, or valgrind is not there to count.
pub fn compare() -> Result<(), Error> {
    let record = fs::read_to_string(RECORD)?;
    let recorded: BTreeMap<&str, f64> = record
        .lines()
        .filter_map(|line| line.split_once(": "))
        .filter_map(|(name, figure)| Some((name, figure.parse().ok()?)))
        .collect();
    let mut table = Table::new(["row", "recorded", "now", "ratio"]);
    let mut risen = Vec::new();
    for (name, now) in count()? {
        let before = recorded.get(name.as_str()).copied();
        let ratio = before.map(|before| now / before);
        table.row([
            name.clone(),
            before.map_or_else(|| "-".to_owned(), |before| format!("{before:.0}")),
            format!("{now:.0}"),
            ratio.map_or_else(|| "-".to_owned(), |ratio| format!("{ratio:.3}")),
        ]);
        if ratio.is_none_or(|ratio| ratio > TOLERANCE) {
            risen.push(name);
        }
    }
    table.print("Instructions per response, the bare one's subtracted");
    let tools = tools();
    if !record.contains(&tools) {
        println!(
            "\nNOTE: the record is of other tools than these, which may be all the difference: {tools}"
        );
    }
    if risen.is_empty() {
        return Ok(());
    }
    Err(format!(
        "more than three per cent over the record, or not in it: {}. If that is meant: cargo run --release -p talisman-benches guard --update",
        risen.join(", ")
    )
    .into())
}

/// Writes the record anew.
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

fn count() -> Result<Vec<(String, f64)>, Error> {
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
