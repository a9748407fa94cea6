//! Whole declarations in the text of remedies, spelled as the policy is.

use super::feature::FeatureName;
use crate::ground::word::{Spelling, Word};

/// Everything that a member may say.
pub(super) fn choices(key: &Word) -> String {
    format!(
        "write {} for nobody, {} for the page's own origin, {} for it and another one, {} for everyone",
        declaration(key, "()"),
        declaration(key, "(self)"),
        declaration(key, "(self \"https://a.example\")"),
        declaration(key, "*")
    )
}

/// A member of the policy, as the front end has it that wrote `key`.
pub(super) fn declaration(key: &Word, allowlist: &str) -> String {
    let name = FeatureName::from_word(&key.text).map_or(key.text.as_str(), |name| name.as_str());
    match key.spelling {
        Spelling::Bare | Spelling::Literal => format!("{name}: {allowlist}"),
        Spelling::Text => format!("{name}={allowlist}"),
        Spelling::UncheckedLiteral | Spelling::UncheckedText => allowlist.to_owned(),
    }
}
