//! What a tired user wrote, of `faults/*.toml`: those that are read without a compiler.

use std::fs;

use serde::Deserialize;

use crate::toml;

/// The policy of a case, in one of three forms.
#[derive(Clone, Debug, Deserialize)]
pub struct Fault {
    /// The tokens in `csp! { .. }`.
    pub csp: Option<String>,
    /// The tokens in `talisman_policy! { .. }`.
    pub policy: Option<String>,
    /// The text of a field value: of a CSP, or of what `header` names.
    pub text: Option<String>,
    /// The field's name.
    pub header: Option<String>,
}

/// The cases whose text is written out.
///
/// # Panics
///
/// If a file cannot be read.
#[must_use]
pub fn faults() -> Vec<Fault> {
    #[derive(Deserialize)]
    struct File {
        case: Vec<::toml::Value>,
    }

    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/faults");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|found| found == "toml"))
        .collect();
    paths.sort();
    let cases = paths.into_iter().flat_map(|path| toml::<File>(path).case);
    // What is made of repeated parts is not a text here.
    cases.filter_map(|case| case.try_into().ok()).collect()
}
