//! The code that is in a page itself: what a policy allows by hash.

use talisman_ask::text_of_javascript_url;

use crate::html::{Lines, Position};
use crate::needs::{What, needs};

/// Code in a page's text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct InlineCode {
    /// Where its element begins.
    pub position: Position,
    /// The element, and the attribute if the code is one: `<script>`, `<p onclick>`.
    pub element: String,
    /// What runs or applies it.
    pub kind: InlineKind,
    /// The text as a browser hashes it: line ends are line feeds, the character references of attributes are resolved, and the
    /// escapes of a `javascript:` URL, which counts as a whole, are decoded.
    pub text: String,
    /// The element's nonce.
    pub nonce: Option<String>,
}

/// What runs or applies a piece of inline code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum InlineKind {
    /// `<script>`: a script, a module, an import map or speculation rules.
    Script,
    /// An event handler.
    ScriptAttribute,
    /// `<style>`.
    Style,
    /// `style=`.
    StyleAttribute,
    /// A `javascript:` URL.
    JavascriptUrl,
}

/// The inline code of a page, in the order of the page, that of pages in `srcdoc` included.
///
/// ```
/// use talisman_pages::{InlineKind, inline_code};
///
/// let found = inline_code("<script>start()</script>\r\n<p style='color: red'>");
/// assert_eq!((found[0].kind, found[0].text.as_str()), (InlineKind::Script, "start()"));
/// assert_eq!((found[1].kind, found[1].position.line), (InlineKind::StyleAttribute, 2));
/// ```
#[must_use]
pub fn inline_code(html: &str) -> Vec<InlineCode> {
    let lines = Lines::new(html);
    let mut found = Vec::new();
    for need in needs(html) {
        let (kind, text, nonce) = match need.what {
            What::InlineScript { text, nonce, .. } => (InlineKind::Script, text, nonce),
            What::InlineStyle { text, nonce } => (InlineKind::Style, text, nonce),
            What::ScriptAttribute(text) => (InlineKind::ScriptAttribute, text, None),
            What::StyleAttribute(text) => (InlineKind::StyleAttribute, text, None),
            // One that is no text has a hash that nobody can write down from here; the check names it.
            What::JavascriptUrl(url) => match String::from_utf8(text_of_javascript_url(&url)) {
                Ok(text) => (InlineKind::JavascriptUrl, text, None),
                Err(_) => continue,
            },
            What::SourceDocument(html) => {
                let position = lines.position(need.at);
                for code in inline_code(&html) {
                    let element = format!("{} in {}", code.element, need.element);
                    found.push(InlineCode {
                        position,
                        element,
                        ..code
                    });
                }
                continue;
            }
            _ => continue,
        };
        found.push(InlineCode {
            position: lines.position(need.at),
            element: need.element,
            kind,
            text,
            nonce,
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{InlineKind, inline_code};

    #[test]
    fn code_is_found_in_every_place_and_as_a_browser_reads_it() {
        let html = "<style>a{}</style><script nonce='n'>1\r\n2</script><script src=a.js></script>\
                    <script type=application/json>{}</script><p onclick='a &amp;&amp; b()'>\
                    <iframe srcdoc='<script>&quot;in&quot;</script>'></iframe>\
                    <a href=' javascript:go(%22x%22)'>";
        let found = inline_code(html);
        let found: Vec<_> = found
            .iter()
            .map(|code| (code.kind, code.element.as_str(), code.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (InlineKind::Style, "<style>", "a{}"),
                (InlineKind::Script, "<script>", "1\n2"),
                (InlineKind::ScriptAttribute, "<p onclick>", "a && b()"),
                (InlineKind::Script, "<script> in <iframe srcdoc>", "\"in\""),
                (
                    InlineKind::JavascriptUrl,
                    "<a href>",
                    "javascript:go(\"x\")"
                ),
            ]
        );
    }
}
