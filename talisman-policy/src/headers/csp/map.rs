//! A directive that was written as an entry of a map, `"img-src": ["'self'", "data:"]`, as other languages have it.

use super::{DirectiveName, Keyword};
use crate::ground::suggest::kebab;

/// The directive among Rust tokens; none if the key is not a directive's name.
#[must_use]
pub fn from_map(key: &str, values: &[String]) -> Option<String> {
    let name = DirectiveName::from_word(&kebab(key))?;
    let mut directive = name.to_string();
    for text in values.iter().flat_map(|text| text.split_whitespace()) {
        directive.push(' ');
        let bare = text.trim_matches('\'');
        // Among Rust tokens a keyword has no quotes, and what has a sign in it is a string.
        let is_keyword = bare == "none" || Keyword::from_word(&format!("'{bare}'")).is_some();
        if is_keyword {
            directive.push_str(bare);
        } else if text == "*" || text.ends_with(':') {
            directive.push_str(text);
        } else {
            directive.push('"');
            directive.extend(text.escape_default());
            directive.push('"');
        }
    }
    directive.push(';');
    Some(directive)
}
