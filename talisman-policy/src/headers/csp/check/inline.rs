//! Inline code: what makes 'unsafe-inline' void, and what hashes of attributes need.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::{self, DefaultSrc, ScriptSrc, ScriptSrcAttr};
use crate::headers::csp::Keyword;
use crate::headers::csp::directive::{Governs, Language, Part};
use crate::headers::csp::list::List;
use crate::headers::csp::source::SourceExpression;

/// A nonce or a hash makes browsers ignore 'unsafe-inline'; in lists of scripts 'strict-dynamic' does so too.
///
/// Beside a nonce or 'strict-dynamic' it is how a policy for browsers of before 2016 is written in script-src; the newer
/// directives were never read by those. Beside hashes alone it is rather meant to count for what has no hash.
pub(super) fn keyword_holds(list: &List<'_>, out: &mut Diagnostics) {
    let Some(by) = voids_inline(list) else {
        return;
    };
    // 'unsafe-inline' beside a nonce is the usual fallback for browsers of CSP level 1, which do not know the nonce.
    let is_for_older = matches!(list.name, ScriptSrc | DefaultSrc)
        && (list.has_nonce() || list.keyword(Keyword::StrictDynamic).is_some());
    for source in list.sources {
        let SourceExpression::Keyword(keyword) = source.node else {
            continue;
        };
        if !keyword.is_void_beside_nonce() || !keyword.is_effective_in(list.name) {
            continue;
        }
        let problem = if keyword == Keyword::UnsafeInline && is_for_older {
            Problem::InlineFallback {
                keyword: source.shown(),
                by: by.clone(),
            }
        } else {
            Problem::VoidKeyword {
                keyword: source.shown(),
                directive: list.name.as_str().to_owned(),
                by: by.clone(),
                what: code(keyword, list.name),
            }
        };
        out.report(source.site, problem);
    }
}

/// The code that the keyword would allow.
fn code(keyword: Keyword, name: DirectiveName) -> &'static str {
    // It is for one type of script element, whatever else the list governs.
    if keyword == Keyword::InlineSpeculationRules {
        return "block of speculation rules";
    }
    match name.fact().governs {
        Governs::Code(Language::Style, Part::Attributes) => "style attribute",
        Governs::Code(Language::Script, Part::Attributes) => "event handler",
        Governs::Code(Language::Style, Part::All | Part::Elements) => "inline style",
        Governs::Code(Language::Script, Part::All | Part::Elements)
        | Governs::Everything
        | Governs::Connections
        | Governs::Children
        | Governs::Places
        | Governs::Passive
        | Governs::Nothing => "inline script",
    }
}

/// What in the list makes 'unsafe-inline' void, unless that is reported already.
fn voids_inline(list: &List<'_>) -> Option<String> {
    if list.has_nonce() {
        return Some("a nonce".to_owned());
    }
    if list.hash().is_some() {
        return (!needs_unsafe_hashes(list)).then(|| "a hash".to_owned());
    }
    // Without a nonce or hash it is a problem in the lists of script elements.
    list.keyword(Keyword::StrictDynamic)
        .filter(|_| list.name == ScriptSrcAttr)
        .map(|keyword| format!("`{}`", keyword.shown()))
}

/// Attributes are compared with hashes only where 'unsafe-hashes' says so.
pub(super) fn hash_is_compared(list: &List<'_>, out: &mut Diagnostics) {
    if !list.is_whole || !needs_unsafe_hashes(list) {
        return;
    }
    if let Some(hash) = list.hash() {
        let keyword = hash.spelling.keyword(Keyword::UnsafeHashes.as_str());
        out.report(
            hash.site,
            Problem::HashOfAttribute {
                directive: list.name.as_str().to_owned(),
                write: format!("{keyword} {}", hash.written()),
                keyword,
            },
        );
    }
}

fn needs_unsafe_hashes(list: &List<'_>) -> bool {
    list.name.is_for_attributes()
        && list.keyword(Keyword::UnsafeHashes).is_none()
        // A word that talisman does not know may be the keyword of tomorrow.
        && !list.has_unknown()
}

/// 'unsafe-hashes' allows nothing by itself.
pub(super) fn unsafe_hashes_has_hashes(list: &List<'_>, out: &mut Diagnostics) {
    let has_hashes = list.hash().is_some() || list.has_unknown();
    if !list.is_whole || has_hashes || !Keyword::UnsafeHashes.is_effective_in(list.name) {
        return;
    }
    if let Some(keyword) = list.keyword(Keyword::UnsafeHashes) {
        out.report(
            keyword.site,
            Problem::UnsafeHashesAlone {
                keyword: keyword.shown(),
                directive: list.name.as_str().to_owned(),
            },
        );
    }
}
