//! `README.md` has a row for everything that the two origins offer, and what a row names is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const TABLE: &str = include_str!("README.md");
const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// How many rows of each kind there are.
const KINDS: [(&str, usize); 6] = [
    ("FT-O", 22),
    ("FT-B", 19),
    ("FT-X", 30),
    ("HF-O", 11),
    ("HF-B", 10),
    ("HF-X", 20),
];

#[test]
fn every_code_has_one_row() {
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, _) in table() {
        *rows.entry(code).or_default() += 1;
    }
    let codes: BTreeMap<String, usize> = KINDS
        .iter()
        .flat_map(|(kind, count)| (1..=*count).map(move |number| (format!("{kind}{number}"), 1)))
        .collect();
    let rows: BTreeMap<String, usize> = rows
        .into_iter()
        .map(|(code, count)| (code.to_owned(), count))
        .collect();
    assert_eq!(rows, codes);
}

#[test]
fn everything_that_guards_a_row_exists() {
    let configured = configured();
    let tests = tests_in(&Path::new(FOLDER).join("parity"));
    for (code, guards) in table() {
        assert!(!guards.trim().is_empty(), "{code} has no guard");
        for guard in guards.split(',').map(str::trim) {
            let exists = match (guard.strip_prefix("row"), guard.trim_matches('`')) {
                (Some(other), _) => {
                    configured.contains(if other.is_empty() { code } else { other.trim() })
                }
                (None, file) if file.starts_with("ui/") => {
                    let file = Path::new(FOLDER).join(file);
                    file.exists() && file.with_extension("stderr").exists()
                }
                (None, file) if file.starts_with("examples/") => {
                    Path::new(FOLDER).join("..").join(file).exists()
                }
                (None, test) => tests.contains(test),
            };
            assert!(exists, "{code}: there is no {guard}");
        }
    }
}

#[test]
fn every_configuration_has_a_row() {
    let rows: BTreeSet<&str> = table().map(|(code, _)| code).collect();
    for code in configured() {
        assert!(rows.contains(code), "{code}");
    }
}

/// Code and guards of each row.
fn table() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter_map(|line| {
        let mut cells = line.split(" | ");
        let code = cells
            .next()?
            .strip_prefix("| ")
            .filter(|code| code.contains('-') && !code.starts_with('-'))?;
        Some((code, cells.nth(2)?.trim_end_matches('|')))
    })
}

fn configured() -> BTreeSet<&'static str> {
    crate::options::rows()
        .iter()
        .map(|row| row.code)
        .chain(crate::hyperflask::codes())
        .collect()
}

/// The names of the tests of this package's folder.
fn tests_in(folder: &Path) -> BTreeSet<String> {
    let files = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path());
    let sources = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs"));
    sources
        .flat_map(|file| {
            let text = fs::read_to_string(file).expect("a file of text");
            let names = text
                .split("#[test]\nfn ")
                .skip(1)
                .filter_map(|test| test.split('(').next());
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_page_on_porting_has_every_option() {
    let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../src/porting.md"));
    let theirs = TABLE
        .lines()
        .filter(|line| line.starts_with("| FT-O") || line.starts_with("| HF-O"))
        .flat_map(|line| {
            let cell = line.split(" | ").nth(1).expect("a row has their option");
            cell.split('`').skip(1).step_by(2)
        });
    for option in theirs.chain(
        talisman_policy::policy::OptionName::ALL
            .iter()
            .map(|option| option.as_str()),
    ) {
        assert!(
            page.contains(&format!("`{option}")) || page.contains(&format!("{option}:")),
            "{option}"
        );
    }
}
