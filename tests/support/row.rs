//! The rows of `conformance/*.toml`: a policy, and what it is or what is wrong with it.

use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use talisman_policy::headers::Header;
use talisman_policy::headers::csp;

use crate::{Outcome, toml, words};

/// What a good CSP leaves open. Every other file is about what is wrong with its policies, and most of those are small.
pub const WEAKNESSES: &str = "weaknesses";

/// Every file of rows: one for each header, one for what a CSP leaves open, and one for the options of a policy.
pub static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut files = vec![WEAKNESSES.to_owned(), "policy".to_owned()];
    for header in Header::ALL {
        let field = header.field_name();
        let file = field.trim_end_matches("-report-only").to_owned();
        if !files.contains(&file) {
            files.push(file);
        }
    }
    files
});

/// One policy and what must come of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConformanceRow {
    /// What the row shows, as a sentence.
    pub name: String,
    /// The serialized policy; absent where only the macro's words can say it.
    pub text: Option<String>,
    /// The same policy in the macro's words, where it is not what [`words`] makes of `text`.
    tokens: Option<String>,
    /// Whether the policy is only reported on.
    #[serde(default)]
    pub disposition: Disposition,
    /// Whether the row lists what a specialist would do further as well: among [`WEAKNESSES`] alone.
    #[serde(default)]
    pub advice: bool,
    /// What the policy is serialized as; absent if it is refused.
    pub serialized: Option<String>,
    /// Every problem, in the order in which it is reported, as `code@word`.
    #[serde(default)]
    pub problems: Vec<String>,
}

/// What a browser does with the policy of a row.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Disposition {
    /// Blocks.
    #[default]
    Enforce,
    /// Reports.
    Report,
}

impl From<Disposition> for csp::Disposition {
    fn from(disposition: Disposition) -> Self {
        match disposition {
            Disposition::Enforce => Self::Enforce,
            Disposition::Report => Self::Report,
        }
    }
}

impl ConformanceRow {
    /// The field that the row of this file is about; none for the options of a policy.
    #[must_use]
    pub fn header(&self, file: &str) -> Option<Header> {
        let name = if file == WEAKNESSES {
            Header::ContentSecurityPolicy.as_str()
        } else {
            file
        };
        match self.disposition {
            Disposition::Enforce => Header::from_word(name),
            Disposition::Report => Header::from_word(&format!("{name}-report-only")),
        }
    }

    /// What must come of the row.
    #[must_use]
    pub fn expected(&self) -> Outcome {
        Outcome {
            serialized: self.serialized.clone(),
            problems: self.problems.clone(),
        }
    }

    /// The macro's words that are in the row itself.
    #[must_use]
    pub fn written_tokens(&self) -> Option<&str> {
        self.tokens.as_deref()
    }

    /// The policy in the macro's words.
    #[must_use]
    pub fn tokens(&self) -> String {
        self.tokens
            .clone()
            .unwrap_or_else(|| self.text.as_deref().map(words).unwrap_or_default())
    }
}

/// The rows of `conformance/{file}.toml`.
///
/// # Panics
///
/// If the file cannot be read, or two of its rows have the same name.
#[must_use]
pub fn rows(file: &str) -> Vec<ConformanceRow> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        row: Vec<ConformanceRow>,
    }

    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("conformance")
        .join(file)
        .with_extension("toml");
    let File { row: rows } = toml(&path);
    for (index, row) in rows.iter().enumerate() {
        let twin = rows[..index].iter().find(|other| other.name == row.name);
        assert!(
            twin.is_none(),
            "{}: two rows are named {:?}",
            path.display(),
            row.name
        );
    }
    rows
}
