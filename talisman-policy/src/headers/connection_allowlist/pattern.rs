//! The URL patterns of a list, as far as one can be wrong: <https://urlpattern.spec.whatwg.org/>.
//!
//! Chromium reads each without a base URL and without regular expressions, and skips what it cannot read. A connection is
//! matched by its http or https URL, a WebSocket's too.

use super::Problem;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Word};

/// Schemes that no connection is matched by, and the one that it is matched by instead.
const WEB_SOCKETS: &[(&str, &str)] = &[("wss://", "https://"), ("ws://", "http://")];

/// Reads a pattern.
pub(super) fn read(word: &Word) -> Result<String, (Place, Problem)> {
    let text = word.text.as_str();
    let is_sent = |c: char| c.is_ascii_graphic() && c != '"' && c != '\\';
    if let Some((at, c)) = text.char_indices().find(|(_, c)| !is_sent(*c)) {
        let what = match c {
            ' ' | '\t' | '\n' | '\r' => "holds white space: one string is one pattern",
            '\\' => "holds a backslash",
            '"' => "holds a quote",
            _ => "holds characters that are not ASCII",
        };
        let place = Place::within(word, at..at + c.len_utf8());
        return Err((place, pattern(word, what, None)));
    }
    if text.is_empty() {
        return Err((word.into(), pattern(word, "is empty", None)));
    }
    if let Some(at) = text.find('(') {
        let what = "holds a regular expression, which a browser does not take here";
        return Err((
            Place::within(word, at..text.len()),
            pattern(word, what, None),
        ));
    }
    for (scheme, write) in WEB_SOCKETS {
        if let Some(rest) = text.strip_prefix(scheme) {
            let what = "never matches: a WebSocket is matched by its http or https URL";
            let write = format!("{write}{rest}");
            return Err((word.into(), pattern(word, what, Some(write))));
        }
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        let what = "is not an absolute URL pattern";
        let bare = text
            .strip_prefix("https:")
            .unwrap_or(text)
            .trim_start_matches('/');
        let is_path = bare.len() < text.len() && text.starts_with('/') && !text.starts_with("//");
        let write = (is_host(bare) && !is_path).then(|| format!("https://{bare}"));
        return Err((word.into(), pattern(word, what, write)));
    };
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.*?{}:".contains(c);
    if scheme.is_empty() || !scheme.chars().all(is_scheme) {
        return Err((word.into(), pattern(word, "has no scheme", None)));
    }
    if rest.is_empty() || rest.starts_with('/') {
        return Err((word.into(), pattern(word, "names no host", None)));
    }
    if let Some(at) = port_out_of_range(rest) {
        let place = Place::within(word, text.len() - rest.len() + at..text.len());
        return Err((place, pattern(word, "has a port above 65535", None)));
    }
    if let Some((_, near)) = misspelled(scheme) {
        let what = "has a scheme that no connection has";
        let write = format!("{near}://{rest}");
        return Err((word.into(), pattern(word, what, Some(write))));
    }
    Ok(text.to_owned())
}

/// Where a port begins that no connection has.
fn port_out_of_range(rest: &str) -> Option<usize> {
    let authority = rest.split(['/', '?', '#']).next()?;
    let (host, port) = authority.rsplit_once(':')?;
    let is_number = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && port.parse::<u16>().is_err()).then_some(host.len() + 1)
}

/// A scheme that is nearly http or https, and is neither.
fn misspelled(scheme: &str) -> Option<(&str, &'static str)> {
    let known = ["https", "http", "http{s}?"];
    let lower = scheme.to_ascii_lowercase();
    if known.contains(&lower.as_str()) || scheme.contains(['*', '{', ':']) {
        return None;
    }
    nearest(&lower, &["https", "http"]).map(|near| (scheme, near))
}

/// What is wrong with an item that is neither the token nor in quotes.
pub(super) fn unquoted(word: &Word) -> Problem {
    let text = word.text.trim_matches('\'');
    let lower = text.to_ascii_lowercase();
    let write = match lower.as_str() {
        "self" | "origin" | "same-origin" => Some("response-origin".to_owned()),
        _ => nearest(&lower, &["response-origin"]).map(str::to_owned),
    };
    let write = write.or_else(|| {
        let text = text.trim_end_matches(',');
        let is_url = text.starts_with("https://") || text.starts_with("http://");
        let url = if is_url {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        (is_url || is_host(text)).then(|| format!("\"{url}\""))
    });
    Problem::UnknownItem {
        word: word.text.clone(),
        write,
    }
}

/// Whether a text looks like a host: labels with a dot between them.
fn is_host(text: &str) -> bool {
    let is_label = |c: char| c.is_ascii_alphanumeric() || "-*_".contains(c);
    let host = text.split(['/', ':']).next().unwrap_or_default();
    host.contains('.')
        && host
            .split('.')
            .all(|label| !label.is_empty() && label.chars().all(is_label))
}

/// Reports a pattern that allows less than it looks, or nearly everything.
pub(super) fn report_extent(word: &Word, out: &mut Diagnostics) {
    if word.spelling != Spelling::Literal {
        return;
    }
    let authority = word.text.split_once("://").map_or("", |(_, rest)| rest);
    if matches!(authority, "*" | "*/*" | "*:*" | "*:*/*") {
        out.report(
            word,
            Problem::AnyHost {
                word: word.text.clone(),
            },
        );
    }
    let rest = word.text.split_once("://").map(|(_, rest)| rest);
    let host = rest.and_then(|rest| rest.strip_suffix('/'));
    if host.is_some_and(|host| !host.contains('/')) {
        let write = word.text.trim_end_matches('/').to_owned();
        out.report(
            word,
            Problem::RootOnly {
                word: word.text.clone(),
                write,
            },
        );
    }
}

fn pattern(word: &Word, what: &'static str, write: Option<String>) -> Problem {
    Problem::Pattern {
        word: word.text.clone(),
        what,
        write: write.map(|write| format!("\"{write}\"")),
    }
}
