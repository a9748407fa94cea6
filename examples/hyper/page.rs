//! The page: `page.html` with a nonce and the fields that it is sent with.

use hyper::HeaderMap;
use talisman::Nonce;

/// Writes the page.
///
/// It shows its nonce, being a demonstration. Other pages keep theirs in `nonce` attributes, where the browser hides it.
/// Under a policy without a nonce it shows that its scripts did not run.
pub(crate) fn page(nonce: Option<Nonce>, fields: &HeaderMap) -> String {
    let rows = fields.iter().map(|(name, value)| {
        let value = escape(&String::from_utf8_lossy(value.as_bytes()));
        let value = value.replace("; ", ";</span> <span>");
        format!("<tr><th scope=\"row\">{name}</th><td><span>{value}</span></td></tr>\n")
    });
    include_str!("page.html")
        .replace("{{nonce}}", nonce.as_ref().map_or("", Nonce::as_str))
        .replace("{{fields}}", &rows.collect::<String>())
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
