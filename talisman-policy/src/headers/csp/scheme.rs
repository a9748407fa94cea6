//! scheme-source and scheme-part: which schemes there are, and what is written after one that does not belong there.

use super::Problem;
use super::host::{self, ProblemAt};
use crate::ground::suggest::nearest;
use crate::ground::word::Spelling;

/// The schemes that browsers load from, or that pages have of their own.
pub(super) const SCHEMES: &[&str] = &[
    "https",
    "http",
    "wss",
    "ws",
    "data",
    "blob",
    "filesystem",
    "mediastream",
    "about",
    "file",
    "javascript",
];

/// The schemes whose URLs have a host.
const WITH_HOST: &[&str] = &["https", "http", "wss", "ws"];

/// scheme-part = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
pub(super) fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}

/// The known scheme of this name.
pub(super) fn known(scheme: &str) -> Option<&'static str> {
    let mut schemes = SCHEMES.iter().copied();
    schemes.find(|known| known.eq_ignore_ascii_case(scheme))
}

/// Whether a scheme is surely a slip in one with a host, so that no application can have it for its own.
pub(super) fn misspelt(scheme: &str) -> Option<&'static str> {
    let scheme = scheme.to_ascii_lowercase();
    if known(&scheme).is_some() || scheme.contains(['-', '+', '.']) {
        return None;
    }
    match scheme.as_str() {
        // As many slips from ws as from wss, or from https as from http: what is typed most often decides.
        "wws" | "sws" | "wsss" | "wwss" => Some("wss"),
        "htp" | "htt" | "ttp" => Some("http"),
        _ => nearest(&scheme, &["https", "http"])
            .filter(|near| scheme.len() > 3 && near.len().abs_diff(scheme.len()) < 2),
    }
}

/// The known scheme that `scheme`, which an application may have for its own, is a slip away from.
pub(super) fn unusual(scheme: &str) -> Option<&'static str> {
    // A name of two letters is near every other, and one with a hyphen is an extension.
    if known(scheme).is_some() || scheme.len() < 3 || scheme.contains('-') {
        return None;
    }
    let known: Vec<&str> = SCHEMES
        .iter()
        .copied()
        .filter(|known| known.len() > 3 && known.len().abs_diff(scheme.len()) < 2)
        .collect();
    nearest(scheme, &known)
}

/// The keyword for a word that turns options on or off and has a colon after it.
pub(super) fn switch(scheme: &str, spelling: Spelling) -> Option<&'static str> {
    match scheme {
        "false" | "off" if spelling.is_of_tokens() => Some("none"),
        "false" | "off" => Some("'none'"),
        "true" | "on" if spelling.is_of_tokens() => Some("self"),
        "true" | "on" => Some("'self'"),
        _ => None,
    }
}

/// Ends of the names of hosts. Applications have schemes of the reversed form, `com.example.app`.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "io", "dev", "app", "example", "test", "local", "internal",
];

/// Whether a scheme looks like the host of a URL, whose port is missing.
pub(super) fn is_like_host(scheme: &str) -> bool {
    let is_domain = |label: Option<&str>| label.is_some_and(|label| DOMAINS.contains(&label));
    scheme.contains('.')
        && !scheme.contains('+')
        && is_domain(scheme.rsplit('.').next())
        && !is_domain(scheme.split('.').next())
}

/// What is wrong with a word that begins with a known scheme and its colon, and has no `//` after them.
pub(super) fn rest_problem(text: &str, spelling: Spelling) -> Option<ProblemAt> {
    let colon = text.find(':')?;
    let scheme = known(text.get(..colon)?)?;
    let rest = text.get(colon + 1..)?;
    let is_well_formed = rest.is_empty() || rest.starts_with("//") && !rest.starts_with("///");
    // `data:80` is a host of one label and its port, odd as it looks.
    let is_port = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    let has_host = WITH_HOST.contains(&scheme);
    if has_host && is_well_formed || is_port && !has_host {
        return None;
    }
    let (word, whole) = (text.to_owned(), spelling.scheme(scheme));
    let problem = if is_port || rest == "*" {
        Problem::SchemeWithPort {
            word,
            scheme: scheme.to_owned(),
            write: whole,
        }
    } else if rest.trim_start_matches(is_slash).is_empty() {
        Problem::SchemeWithSlashes { word, write: whole }
    } else if has_host {
        let rest = rest.trim_start_matches(is_slash).replace('\\', "/");
        let url = format!("{scheme}://{rest}");
        if let Err((_, problem)) = host::parse(&url, spelling) {
            return Some((0..text.len(), problem));
        }
        Problem::SchemeWithoutSlashes {
            word,
            write: spelling.word(&url),
        }
    } else {
        with_rest(word, scheme, rest, whole)
    };
    Some((0..text.len(), problem))
}

/// A slash, and what browsers take for one.
fn is_slash(c: char) -> bool {
    matches!(c, '/' | '\\')
}

/// A scheme whose URLs have no host, with something after its colon.
fn with_rest(word: String, scheme: &str, rest: &str, whole: String) -> Problem {
    let (help, instead) = match scheme {
        // Measured in Chromium 156: `frame-src 'none'` loads about:blank.
        "about" => (
            "remove it: browsers load about:blank whatever the policy says".to_owned(),
            None,
        ),
        "blob" if rest.contains("//") => (
            format!("write {whole}, which stands for those that the page made itself"),
            Some(whole),
        ),
        _ => (
            format!("write {whole}, if all of the scheme is intended, or remove it"),
            Some(whole),
        ),
    };
    Problem::SchemeWithRest {
        word,
        scheme: scheme.to_owned(),
        help,
        instead,
    }
}
