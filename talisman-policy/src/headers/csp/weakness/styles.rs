//! Which styles apply that the page's author did not write. Many pages cannot do without: all of it is advice.

use super::effective::Effective;
use super::{Findings, Problem, is_any_host, is_scheme};
use crate::headers::csp::directive::DirectiveName::{StyleSrcAttr, StyleSrcElem};

/// Inline styles, and style sheets from everywhere.
pub(super) fn advice(policy: Effective<'_>, found: &mut Findings<'_>) {
    let elements = policy.list(StyleSrcElem);
    let attributes = policy.list(StyleSrcAttr);
    for list in [elements, attributes].into_iter().flatten() {
        if let Some(source) = list.unsafe_inline() {
            let write = if list.name == StyleSrcAttr {
                "move the styles into a style sheet, and leave it out".to_owned()
            } else {
                format!(
                    "write {} in its place and give each style element that nonce, or write the hash of each",
                    found.nonce()
                )
            };
            let word = source.shown();
            found.source(source, Problem::StyleUnsafeInline { word, write });
        }
    }
    for source in elements.into_iter().flat_map(|list| list.sources) {
        if is_any_host(&source.node) {
            let word = source.shown();
            found.source(source, Problem::StyleAnyHost { word });
        // As with scripts, the URL holds the style sheet itself.
        } else if is_scheme(&source.node, "data") {
            let word = source.shown();
            found.source(source, Problem::StyleData { word });
        }
    }
}
