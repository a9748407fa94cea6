//! The rows of `corpus/*.toml`: values that are in use, and what talisman may say about each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use talisman_policy::headers::Header;

use crate::toml;

/// Every file of the corpus.
pub const CORPUS: &[&str] = &[
    "services",
    "sites",
    "libraries",
    "documentation",
    "other-headers",
];

/// One value of a field, as somebody publishes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specimen {
    /// Who publishes it: a document's title and which of its values this is.
    pub source: String,
    /// Where it is published.
    pub address: String,
    /// The field's name.
    #[serde(default = "content_security_policy")]
    pub header: String,
    /// The value, with `'nonce'` for the placeholder of one.
    pub value: String,
    /// What browsers make of it, if that is not what its author means: only such a value may be refused.
    pub broken: Option<String>,
    /// The codes of the warnings that are right about it.
    #[serde(default)]
    pub problems: Vec<String>,
    /// The codes of the weaknesses that it has.
    #[serde(default)]
    pub weaknesses: Vec<String>,
}

fn content_security_policy() -> String {
    Header::ContentSecurityPolicy.as_str().to_owned()
}

impl Specimen {
    /// The field, if talisman has a grammar for it.
    #[must_use]
    pub fn known_header(&self) -> Option<Header> {
        Header::from_word(&self.header)
    }
}

/// Where the rows of `corpus/{file}.toml` are.
#[must_use]
pub fn corpus_path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(file)
        .with_extension("toml")
}

/// The rows of `corpus/{file}.toml`, in order.
///
/// # Panics
///
/// If the file cannot be read.
#[must_use]
pub fn corpus(file: &str) -> Vec<Specimen> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        row: Vec<Specimen>,
    }

    toml::<File>(corpus_path(file)).row
}

/// Why each code of the corpus is right, by the code.
///
/// # Panics
///
/// If `corpus/why.toml` cannot be read.
#[must_use]
pub fn reasons() -> BTreeMap<String, String> {
    toml(corpus_path("why"))
}
