//! The parameter `report-to` of structured fields: the endpoint that reports about a member go to.

use crate::word::{Member, Spelling, Word};

/// Why a value names no endpoint.
pub(crate) enum Mistake {
    /// It is not a name that an endpoint can have.
    Name(String),
    /// It is one, in quotes: Chromium reads a token alone.
    String(String),
}

/// Reads the value of a `report-to`.
pub(crate) fn read(member: &Member, value: Option<&Word>) -> Result<String, Mistake> {
    let word = value.map_or("", |value| value.text.as_str()).to_owned();
    // Among Rust tokens every name may stand in quotes.
    let is_string = member.key.spelling == Spelling::Text
        && value.is_some_and(|value| value.spelling == Spelling::Literal);
    if !is_endpoint_name(&word) {
        Err(Mistake::Name(word))
    } else if is_string {
        Err(Mistake::String(word))
    } else {
        Ok(word)
    }
}

/// sf-token = ( ALPHA / "*" ) *( tchar / ":" / "/" ), without what no endpoint of Reporting-Endpoints can be called
fn is_endpoint_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.*".contains(&byte))
}
