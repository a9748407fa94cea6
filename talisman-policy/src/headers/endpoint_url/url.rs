//! URLs as browsers parse them, as far as it decides where a report goes: <https://url.spec.whatwg.org/#url-parsing>.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

/// What a text is as a URL, before anything is resolved against a page.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Url<'a> {
    /// A URL of http or https.
    Web {
        /// The scheme as it was written.
        scheme: &'a str,
        /// What is between the colon and the host: two slashes in a well-formed URL.
        slashes: &'a str,
        /// The bytes of the authority.
        authority: Range<usize>,
    },
    /// A URL of any other scheme.
    Other {
        /// The scheme as it was written.
        scheme: &'a str,
    },
    /// Two slashes and a host.
    SchemeRelative {
        /// The bytes of the authority.
        authority: Range<usize>,
    },
    /// A path with one slash in front.
    AbsolutePath,
    /// Anything else: resolved against the address of the page.
    Relative,
}

impl<'a> Url<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        if let Some(scheme) = scheme(text) {
            let is_web = ["http", "https"]
                .iter()
                .any(|web| scheme.eq_ignore_ascii_case(web));
            if !is_web {
                return Self::Other { scheme };
            }
            let start = scheme.len() + 1;
            let host = host_start(text, start);
            return Self::Web {
                scheme,
                slashes: text.get(start..host).unwrap_or_default(),
                authority: authority(text, host),
            };
        }
        // Browsers read a backslash as a slash, and `/\host` as `//host`.
        match host_start(text, 0) {
            0 => Self::Relative,
            1 => Self::AbsolutePath,
            host => Self::SchemeRelative {
                authority: authority(text, host),
            },
        }
    }
}

/// scheme = ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ), before the first colon
fn scheme(text: &str) -> Option<&str> {
    let scheme = text.get(..text.find(':')?)?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}

/// Where the slashes and backslashes that begin at `start` end.
fn host_start(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    start + (rest.len() - rest.trim_start_matches(['/', '\\']).len())
}

/// authority = [ userinfo "@" ] host [ ":" port ]
fn authority(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    start..start + rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len())
}

/// Why no report reaches the host of an authority, and which of its bytes say so; `None` if one may.
///
/// Laxer than the host of a source: a URL may have an underscore, an IPv6 address or an empty port.
pub(super) fn host_error(authority: &str) -> Option<(Range<usize>, &'static str)> {
    let start = authority.rfind('@').map_or(0, |at| at + 1);
    let rest = authority.get(start..).unwrap_or_default();
    let host_length = match rest.find(']') {
        Some(end) if rest.starts_with('[') => end + 1,
        _ => rest.find(':').unwrap_or(rest.len()),
    };
    let host = rest.get(..host_length).unwrap_or_default();
    let place = start..start + host_length;
    if host.is_empty() {
        return Some((place, "there is no host"));
    }
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']').unwrap_or_default();
        if address.parse::<Ipv6Addr>().is_err() {
            return Some((place, "this is not an IPv6 address"));
        }
    } else if let Some(what) = name_error(host) {
        return Some((place, what));
    }
    let port = rest.get(host_length..).unwrap_or_default();
    (!is_port(port)).then(|| {
        let place = start + host_length..authority.len();
        (place, "this is not a port, which is a number up to 65535")
    })
}

/// What is wrong with a host that is a name or an IPv4 address.
fn name_error(host: &str) -> Option<&'static str> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()+,;=%".contains(&byte);
    if host.contains('*') {
        return Some("a wildcard is not a host");
    }
    if !host.bytes().all(is_name) {
        return Some("this is not a host");
    }
    let labels = host.strip_suffix('.').unwrap_or(host);
    if labels.split('.').any(str::is_empty) {
        return Some("the host has two dots in a row, or begins with one");
    }
    let last = labels.rsplit('.').next().unwrap_or_default();
    // A last label of digits alone makes the host an IPv4 address or nothing.
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !is_ipv4(labels)).then_some("this is not an IPv4 address")
}

/// An IPv4 address, also in the shorter forms that a URL may have: `127.1`, `2130706433`.
fn is_ipv4(labels: &str) -> bool {
    let parts: Option<Vec<u64>> = labels.split('.').map(|part| part.parse().ok()).collect();
    let Some((last, front)) = parts.as_ref().and_then(|parts| parts.split_last()) else {
        return labels.parse::<Ipv4Addr>().is_ok();
    };
    let bytes_left = 4_u32.saturating_sub(u32::try_from(front.len()).unwrap_or(u32::MAX));
    front.iter().all(|part| *part < 256) && bytes_left > 0 && *last < 256_u64.pow(bytes_left)
}

/// What follows the host: nothing, or a colon and perhaps a number.
fn is_port(text: &str) -> bool {
    match text.strip_prefix(':') {
        Some("") => true,
        Some(port) => port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok(),
        None => text.is_empty(),
    }
}

/// Whether a text without a scheme begins with something that looks like a host, and not like a file or folder.
pub(super) fn begins_with_host(text: &str) -> bool {
    let host = text.get(authority(text, 0)).unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_domain = name.contains('.')
        && name_error(name).is_none()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte))
        && !FILES.iter().any(|file| last.eq_ignore_ascii_case(file));
    host_error(host).is_none() && (is_domain || name.eq_ignore_ascii_case("localhost"))
}

/// Ends of the names of files that servers run.
const FILES: &[&str] = &[
    "action", "ashx", "asp", "aspx", "axd", "cfm", "cgi", "do", "html", "htm", "jsp", "json", "js",
    "php", "pl", "py", "rb", "svc", "txt", "xml",
];
