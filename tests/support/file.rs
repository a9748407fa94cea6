//! The files that tests are made of.

use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

/// What a file of TOML holds.
///
/// # Panics
///
/// If the file cannot be read.
#[must_use]
pub fn toml<T: DeserializeOwned>(path: impl AsRef<Path>) -> T {
    let path = path.as_ref();
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    ::toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the compiler is recorded to say to each case of `ui/`, by the names of the cases.
///
/// # Panics
///
/// If a record cannot be read.
#[must_use]
pub fn recorded() -> Vec<String> {
    let mut paths = Vec::new();
    find_records(
        concat!(env!("CARGO_MANIFEST_DIR"), "/ui").as_ref(),
        &mut paths,
    );
    paths.sort();
    let text = |path| fs::read_to_string(path).expect("the record can be read");
    paths.into_iter().map(text).collect()
}

fn find_records(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            find_records(&path, paths);
        } else if path.extension().is_some_and(|found| found == "stderr") {
            paths.push(path);
        }
    }
}
