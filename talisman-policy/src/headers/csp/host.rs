//! host-source: scheme-part, host-part, port-part, path-part.

mod path;

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use super::Problem;
use super::scheme::{self, SCHEMES, is_scheme};
use crate::ground::word::Spelling;

/// host-source = [ scheme-part "://" ] host-part [ ":" port-part ] [ path-part ]
///
/// <https://www.w3.org/TR/CSP3/#grammardef-host-source>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct HostSource {
    /// The scheme, in lower case.
    pub scheme: Option<String>,
    /// `*`, a host, or `*.` and a host; in lower case.
    pub host: String,
    /// Digits, or `*`.
    pub port: Option<String>,
    /// From its first slash on; empty if there is none.
    pub path: String,
}

impl HostSource {
    /// Whether the host is an IPv4 address.
    #[must_use]
    pub fn is_ipv4(&self) -> bool {
        self.host.parse::<Ipv4Addr>().is_ok()
    }

    /// path-part matching, <https://www.w3.org/TR/CSP3/#path-part-match>
    pub(super) fn path_matches(&self, path: &str) -> bool {
        match self.path.as_str() {
            "" | "/" => true,
            folder if folder.ends_with('/') => path.starts_with(folder),
            file => path == file,
        }
    }

    /// The source up to the last folder before a wildcard in its path, if there is one.
    pub(super) fn without_glob(&self) -> Option<Self> {
        let star = self.path.find('*')?;
        let folder = self.path.get(..star)?.rfind('/').map_or(0, |at| at + 1);
        // Of the whole host nothing is named by a path.
        let path = self.path.get(..folder).filter(|path| *path != "/");
        Some(Self {
            path: path.unwrap_or_default().to_owned(),
            ..self.clone()
        })
    }

    /// The source with another path.
    pub(super) fn with_path(&self, path: &str) -> Self {
        Self {
            path: path.to_owned(),
            ..self.clone()
        }
    }

    /// The source expression.
    #[must_use]
    pub fn serialize(&self) -> String {
        let scheme = self
            .scheme
            .as_deref()
            .map(|scheme| format!("{scheme}://"))
            .unwrap_or_default();
        let port = self
            .port
            .as_deref()
            .map(|port| format!(":{port}"))
            .unwrap_or_default();
        format!("{scheme}{}{port}{}", self.host, self.path)
    }
}

/// What is wrong with a source, and which of its bytes.
pub(super) type ProblemAt = (Range<usize>, Problem);

/// Reads a word that is a host-source or nothing.
pub(super) fn parse(text: &str, spelling: Spelling) -> Result<HostSource, ProblemAt> {
    if let Some(error) = begins_wrong(text, spelling) {
        return Err(error);
    }
    let (scheme, start) = match text.find("://") {
        Some(end) => (Some(scheme_part(text, end, spelling)?), end + 3),
        None => (None, 0),
    };
    let rest = text.get(start..).unwrap_or_default();
    let authority_end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = text.get(start..authority_end).unwrap_or_default();
    if authority.starts_with('[') {
        return Err((start..authority_end, Problem::Ipv6));
    }
    if let Some(error) = userinfo(text, start, authority, spelling) {
        return Err(error);
    }
    let host_end = start + authority.find(':').unwrap_or(authority.len());
    let host = host_part(text, start..host_end, spelling)?;
    let port = if host_end < authority_end {
        Some(port_part(text, host_end + 1..authority_end)?)
    } else {
        None
    };
    let rest = text.get(authority_end..).unwrap_or_default();
    // `https//a.example`: without its colon the scheme is read as the host, and the rest as its path.
    if scheme.is_none() && SCHEMES.contains(&host.as_str()) && rest.starts_with("//") {
        let write = spelling.word(&format!("{host}:{rest}"));
        let word = host;
        return Err((
            0..authority_end,
            Problem::SchemeWithoutColon { word, write },
        ));
    }
    let path = path::part(text, authority_end, spelling)?;
    if is_range(&host, &path) {
        let word = text.get(start..).unwrap_or_default().to_owned();
        let write = spelling.word("*.example.com");
        return Err((start..text.len(), Problem::AddressRange { word, write }));
    }
    Ok(HostSource {
        scheme,
        host,
        port,
        path,
    })
}

/// What is wrong with a word before it is taken apart.
fn begins_wrong(text: &str, spelling: Spelling) -> Option<ProblemAt> {
    if let Some(rest) = text.strip_prefix("//") {
        let write = spelling.word(rest);
        return Some((0..2, Problem::SchemeRelative { write }));
    }
    // Without brackets its colons would be taken for those before a port.
    if text.parse::<Ipv6Addr>().is_ok() {
        return Some((0..text.len(), Problem::Ipv6));
    }
    scheme::rest_problem(text, spelling)
}

/// What is wrong with an authority, which begins at `start`, that names a user.
fn userinfo(text: &str, start: usize, authority: &str, spelling: Spelling) -> Option<ProblemAt> {
    let at = authority.rfind('@').filter(|at| at + 1 < authority.len())?;
    let end = start + at + 1;
    let scheme = text.get(..start).unwrap_or_default();
    let rest = text.get(end..).unwrap_or_default();
    let write = spelling.word(&format!("{scheme}{rest}"));
    Some((start..end, Problem::Userinfo { write }))
}

/// Whether host and path are a network and its mask, or two addresses with a hyphen between them.
fn is_range(host: &str, path: &str) -> bool {
    // Firewalls have such ranges, and their configuration is copied from.
    let address = |text: &str| text.parse::<Ipv4Addr>().ok();
    if let Some((first, last)) = host.split_once('-') {
        let is_end = address(last).is_some() || last.parse::<u8>().is_ok();
        return address(first).is_some() && is_end;
    }
    let (Some(network), Some(mask)) = (address(host), path.strip_prefix('/')) else {
        return false;
    };
    // Where a part of the address is left for hosts, it may be one of them, and the mask a path.
    let is_network = |bits: u32| u32::from(network).checked_shl(bits).unwrap_or(0) == 0;
    match mask.parse::<u32>() {
        Ok(bits) => !mask.is_empty() && mask.len() < 3 && bits <= 32 && is_network(bits),
        Err(_) => address(mask).is_some_and(|mask| u32::from(network) & !u32::from(mask) == 0),
    }
}

fn scheme_part(text: &str, end: usize, spelling: Spelling) -> Result<String, ProblemAt> {
    let scheme = text.get(..end).unwrap_or_default();
    if !is_scheme(scheme) {
        return Err((
            0..end,
            Problem::InvalidScheme {
                word: scheme.to_owned(),
            },
        ));
    }
    if text.len() == end + 3 {
        let write = spelling.scheme(&scheme.to_ascii_lowercase());
        return Err((
            0..text.len(),
            Problem::SchemeWithSlashes {
                word: text.to_owned(),
                write,
            },
        ));
    }
    Ok(scheme.to_ascii_lowercase())
}

/// What happens to a source whose host is invalid.
pub(super) const IGNORED: &str = "a browser ignores the source";

/// What is wrong with a source that begins with a slash.
pub(super) const PATH_ALONE: &str = "a path alone is not a source";

/// `host-part = "*" / [ "*." ] 1*host-char *( "." 1*host-char ), host-char = ALPHA / DIGIT / "-"`
///
/// The grammar allows a dot at the end; Firefox drops such a source and a URL hardly ever has one.
fn host_part(text: &str, range: Range<usize>, spelling: Spelling) -> Result<String, ProblemAt> {
    let host = text.get(range.clone()).unwrap_or_default();
    if host == "*" {
        return Ok(host.to_owned());
    }
    let invalid = |range: Range<usize>, what, write| {
        let effect = IGNORED;
        Err((
            range,
            Problem::InvalidHost {
                what,
                effect,
                write,
            },
        ))
    };
    let hosts = || format!("write a host such as {}", spelling.word("cdn.example.com"));
    if host.is_empty() {
        let what = if text.starts_with('/') {
            PATH_ALONE
        } else {
            "there is no host"
        };
        return invalid(0..text.len(), what, hosts());
    }
    let labels = host.strip_prefix("*.").unwrap_or(host);
    let mut at = range.start + (host.len() - labels.len());
    if let Some(star) = labels.find('*') {
        let help = wildcard_help(host, spelling);
        return Err((at + star..at + star + 1, Problem::Wildcard { help }));
    }
    if labels.is_empty() {
        let help = wildcard_help(host, spelling);
        return Err((range, Problem::Wildcard { help }));
    }
    let pieces: Vec<&str> = labels.split('.').collect();
    for (index, label) in pieces.iter().enumerate() {
        if label.is_empty() {
            return Err((range, empty_label(index + 1 == pieces.len())));
        }
        let mut chars = label.char_indices();
        if let Some((stray, c)) = chars.find(|(_, c)| !(c.is_ascii_alphanumeric() || *c == '-')) {
            let what = match c {
                '_' => "a host in a policy cannot have an underscore",
                _ => "a host has letters, digits, hyphens and dots only",
            };
            return invalid(at + stray..at + stray + c.len_utf8(), what, hosts());
        }
        at += label.len() + 1;
    }
    // Hosts are compared without case, CSP3 section 6.7.2.10: two spellings of one are a duplicate.
    Ok(host.to_ascii_lowercase())
}

/// What is wrong with a host in which nothing is between two dots, or before the first or after the last.
fn empty_label(is_last: bool) -> Problem {
    let (what, effect) = if is_last {
        (
            "the host ends in a dot",
            "Firefox ignores the source, and in Chromium a URL matches only with the dot",
        )
    } else {
        (
            "the host has two dots in a row, or begins with one",
            IGNORED,
        )
    };
    let write = "leave the dot out".to_owned();
    Problem::InvalidHost {
        what,
        effect,
        write,
    }
}

/// What to write for a host with a wildcard elsewhere than in front.
fn wildcard_help(host: &str, spelling: Spelling) -> String {
    let after = host.rsplit('*').next().unwrap_or_default();
    let front = host
        .trim_start_matches("*.")
        .split('*')
        .next()
        .unwrap_or_default();
    let is_address = |text: &str| {
        text.contains('.')
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    if is_address(front) {
        return "write each host: a policy has no ranges of addresses".to_owned();
    }
    let labels = after.trim_start_matches(['.', '-']);
    // Behind a part of a label the rest of it is not a label: `cdn*-eu.example.com`.
    let labels = if after.starts_with('-') {
        labels.split_once('.').map_or("", |(_, rest)| rest)
    } else {
        labels
    };
    if labels.contains('.') {
        let all = spelling.word(&format!("*.{labels}"));
        return format!("write {all} for every host below it, or each host that is intended");
    }
    if front.contains('.') {
        let each = ["com", "de"].map(|end| spelling.word(&format!("{front}{end}")));
        return format!(
            "list each host that is intended, such as {} {}: the end of a name cannot be left open",
            each[0], each[1]
        );
    }
    "write *. and a host for every host below it, or * alone for every host".to_owned()
}

/// port-part = 1*DIGIT / "*"
fn port_part(text: &str, range: Range<usize>) -> Result<String, ProblemAt> {
    let port = text.get(range.clone()).unwrap_or_default();
    let number = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    if port == "*" || number {
        return Ok(port.to_owned());
    }
    Err((
        range.start - 1..range.end,
        Problem::InvalidPort {
            port: port.to_owned(),
        },
    ))
}
