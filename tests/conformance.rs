//! Every row of `conformance/`, read from its text.
//!
//! The same rows are read from Rust tokens inside `talisman-expand`, where macros can be called as functions.

use talisman_tests::{FILES, Outcome, rows};

#[test]
fn every_row_is_what_its_text_says() {
    let failures: Vec<String> = FILES.iter().flat_map(|file| failures(file)).collect();
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// The rows of a file that have a text and give something else than they say.
fn failures(file: &str) -> Vec<String> {
    let rows = rows(file);
    rows.iter()
        .filter_map(|row| {
            let text = row.text.as_deref()?;
            let header = row
                .header(file)
                .unwrap_or_else(|| panic!("{}: no such field", row.name));
            let found = Outcome::of_text(header, text).about(file, row);
            let expected = row.expected();
            let differs = found != expected;
            differs.then(|| {
                format!(
                    "{file}: {}\n    {text}\n  expected {expected:?}\n  found    {found:?}\n",
                    row.name
                )
            })
        })
        .collect()
}
