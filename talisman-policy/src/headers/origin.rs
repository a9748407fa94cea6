//! Origins as allowlists and `ALLOW-FROM` have them: a scheme, a host, perhaps a port, and nothing after it.
//!
//! The same bytes as CSP's scheme-source and host-source, but here a scheme must be in front: `a.example` is not an origin.

use std::ops::Range;

/// Whether an asterisk may stand for a part of the origin.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Wildcards {
    /// For whole labels at the front of a host, for a host, or for a port.
    Allowed,
    /// Nowhere.
    Refused,
}

/// Why a text is not an origin.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct OriginError {
    /// Which bytes are wrong.
    pub(crate) range: Range<usize>,
    /// Of what kind it is.
    pub(crate) kind: Kind,
    /// What is wrong, to be in a message.
    pub(crate) what: &'static str,
    /// What to do about it.
    pub(crate) advice: &'static str,
    /// The origin that was surely meant.
    pub(crate) instead: Option<String>,
}

/// The kinds of problem that have a code of their own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    /// A host without a scheme in front.
    NoScheme,
    /// A path, query or fragment after the host.
    Path,
    /// Anything else.
    Invalid,
}

const FORM: &str = "write a scheme and a host, such as https://a.example";

/// Reads an origin and writes it in lower case, without the slash that may end it.
///
/// permissions-source-expression = scheme-source / host-source, the latter with its scheme-part and without a path-part
///
/// <https://www.w3.org/TR/permissions-policy/#structured-header-serialization>
pub(crate) fn parse(text: &str, wildcards: Wildcards) -> Result<String, OriginError> {
    if let Some(error) = stray_character(text) {
        return Err(error);
    }
    let Some(end) = text.find("://") else {
        return without_slashes(text, wildcards);
    };
    let scheme = text.get(..end).unwrap_or_default();
    if !is_scheme(scheme) {
        return Err(invalid(0..end, "what is before :// is not a scheme", FORM));
    }
    let start = end + 3;
    let rest = text.get(start..).unwrap_or_default();
    let authority = rest
        .get(..rest.find(['/', '?', '#']).unwrap_or(rest.len()))
        .unwrap_or_default();
    if authority.starts_with('[') {
        let range = start..start + authority.len();
        return Err(invalid(
            range,
            "an IPv6 address is not allowed here",
            "write a host name that resolves to it",
        ));
    }
    let (host, port) = match authority.rfind(':') {
        Some(colon) => (
            authority.get(..colon).unwrap_or_default(),
            authority.get(colon + 1..),
        ),
        None => (authority, None),
    };
    if let Some((range, what, advice)) = host_error(host, wildcards) {
        let range = start + range.start..start + range.end;
        return Err(invalid(range, what, advice));
    }
    let port_at = start + host.len();
    if port.is_some_and(|port| !is_port(port, wildcards)) {
        return Err(invalid(
            port_at..start + authority.len(),
            "what is after the colon is not a port",
            "write a number up to 65535",
        ));
    }
    let origin = text
        .get(..start + authority.len())
        .unwrap_or_default()
        .to_ascii_lowercase();
    let behind = start + authority.len()..text.len();
    match text.get(behind.clone()).unwrap_or_default() {
        "" | "/" => Ok(origin),
        _ => Err(OriginError {
            range: behind,
            kind: Kind::Path,
            what: "an origin has no path",
            advice: "leave the path out",
            instead: Some(origin),
        }),
    }
}

fn invalid(range: Range<usize>, what: &'static str, advice: &'static str) -> OriginError {
    OriginError {
        range,
        kind: Kind::Invalid,
        what,
        advice,
        instead: None,
    }
}

/// The first character that no origin has.
fn stray_character(text: &str) -> Option<OriginError> {
    let (at, found) = text
        .char_indices()
        .find(|(_, c)| !('\u{21}'..='\u{7e}').contains(c))?;
    let (what, advice) = match found {
        c if c.is_ascii_whitespace() => (
            "white space cannot be in an origin",
            "write one origin a string",
        ),
        c if c.is_ascii() => ("a control character cannot be in an origin", "leave it out"),
        _ => (
            "an origin is ASCII",
            "write the host in its Punycode form, which begins with xn--",
        ),
    };
    Some(invalid(at..at + found.len_utf8(), what, advice))
}

/// A scheme alone, or a host that lacks its scheme.
fn without_slashes(text: &str, wildcards: Wildcards) -> Result<String, OriginError> {
    let everything = 0..text.len();
    let invalid = |what| OriginError {
        range: everything.clone(),
        kind: Kind::Invalid,
        what,
        advice: FORM,
        instead: None,
    };
    match text.strip_suffix(':') {
        Some(scheme) if is_scheme(scheme) && wildcards == Wildcards::Allowed => {
            return Ok(text.to_ascii_lowercase());
        }
        Some(scheme) if is_scheme(scheme) => {
            return Err(invalid("a scheme alone is not an origin"));
        }
        _ => {}
    }
    let completed = format!("https://{}", text.trim_start_matches('/'));
    // A host may lack its scheme and have a path, which one remedy mends together.
    match parse(&completed, wildcards) {
        Ok(origin)
        | Err(OriginError {
            kind: Kind::Path,
            instead: Some(origin),
            ..
        }) => Err(OriginError {
            range: everything,
            kind: Kind::NoScheme,
            what: "a host without a scheme is not an origin",
            advice: "write the scheme before it",
            instead: Some(origin),
        }),
        Err(_) => Err(invalid("this is not an origin")),
    }
}

/// scheme-part = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// `host-part = "*" / [ "*." ] 1*host-char *( "." 1*host-char )`
fn host_error(
    host: &str,
    wildcards: Wildcards,
) -> Option<(Range<usize>, &'static str, &'static str)> {
    let everything = 0..host.len();
    if host.contains('@') {
        return Some((
            everything,
            "a user name cannot be in an origin",
            "leave it out, with its @",
        ));
    }
    let labels = match wildcards {
        Wildcards::Allowed if host == "*" => return None,
        Wildcards::Allowed => host.strip_prefix("*.").unwrap_or(host),
        Wildcards::Refused => host,
    };
    if let Some(star) = labels.find('*') {
        let at = host.len() - labels.len() + star;
        let advice = match wildcards {
            Wildcards::Allowed => "write *. and a host, as in https://*.example.com",
            Wildcards::Refused => "write one host",
        };
        return Some((at..at + 1, "the wildcard is not allowed here", advice));
    }
    if labels.is_empty() {
        return Some((everything, "there is no host", FORM));
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if labels.split('.').all(is_label) {
        return None;
    }
    Some((
        everything,
        "this is not a host",
        "a host has letters, digits and hyphens, with single dots between them",
    ))
}

/// port-part = 1*DIGIT / "*"
fn is_port(port: &str, wildcards: Wildcards) -> bool {
    let number = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    number || (port == "*" && wildcards == Wildcards::Allowed)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Wildcards, parse};

    #[test]
    fn an_origin_is_written_in_lower_case() {
        for (text, origin) in [
            ("HTTPS://A.Example:8443/", "https://a.example:8443"),
            ("https://*.a.example", "https://*.a.example"),
            ("https://*:*", "https://*:*"),
            ("https:", "https:"),
        ] {
            assert_eq!(parse(text, Wildcards::Allowed).unwrap(), origin);
        }
    }

    #[test]
    fn what_is_no_origin_says_why() {
        for (text, kind, range) in [
            ("a.example", Kind::NoScheme, 0..9),
            ("//a.example/x", Kind::NoScheme, 0..13),
            ("https://a.example/x", Kind::Path, 17..19),
            ("https://a.example?x", Kind::Path, 17..19),
            ("https://b\u{fc}cher.example", Kind::Invalid, 9..11),
            ("https://a.*.example", Kind::Invalid, 10..11),
            ("https://user@a.example", Kind::Invalid, 8..22),
            ("https://[::1]", Kind::Invalid, 8..13),
            ("https://a.example:x", Kind::Invalid, 17..19),
            ("https://a.example:99999", Kind::Invalid, 17..23),
            ("https://", Kind::Invalid, 8..8),
            ("", Kind::Invalid, 0..0),
            ("ht_tp://a", Kind::Invalid, 0..5),
        ] {
            let error = parse(text, Wildcards::Allowed).unwrap_err();
            assert_eq!((error.kind, error.range), (kind, range), "{text}");
        }
        assert!(parse("https://*.a.example", Wildcards::Refused).is_err());
        assert!(parse("https:", Wildcards::Refused).is_err());
    }
}
