//! Whether a source of scripts covers a host that a policy lists as one to take no scripts from.

use crate::encoded::{DirectiveField, Encoded, SentDirective};

/// Whether a source with this host, perhaps with a wildcard, and this path covers an entry of the list: a host-source whose
/// scheme and port do not matter, limited to its path if it has one.
#[must_use]
pub const fn covers(host: &str, path: &str, entry: &str) -> bool {
    covers_parts(host.as_bytes(), path.as_bytes(), entry)
}

/// The directives that decide which script elements run, the first that a policy has: CSP3 section 6.8.3.
const OF_SCRIPTS: &[&str] = &["script-src-elem", "script-src", "default-src"];

/// Whether a field takes scripts from a host of the list. A source for any host is not a choice of one, and was reported as such.
#[must_use]
pub const fn allows_listed(encoded: &Encoded, field: DirectiveField, hosts: &[&str]) -> bool {
    let mut directives = OF_SCRIPTS;
    while let [directive, rest @ ..] = directives {
        let directive = SentDirective::of(encoded, field, directive);
        if directive.is_sent() {
            return !directive.has("'strict-dynamic'") && has_listed(directive, hosts);
        }
        directives = rest;
    }
    false
}

const fn has_listed(directive: SentDirective<'_>, hosts: &[&str]) -> bool {
    let mut words = directive.words();
    while let Some(word) = words.next() {
        if is_listed(word.text(), hosts) {
            return true;
        }
    }
    false
}

const fn is_listed(source: &str, mut hosts: &[&str]) -> bool {
    let (host, path) = parts(source.as_bytes());
    // A scheme, a keyword and `*` name no host; they are reported as what lets every script in.
    if matches!(host, [] | b"*" | [b'\'', ..]) {
        return false;
    }
    while let [entry, rest @ ..] = hosts {
        if covers_parts(host, path, entry) {
            return true;
        }
        hosts = rest;
    }
    false
}

const fn covers_parts(host: &[u8], path: &[u8], entry: &str) -> bool {
    let (listed_host, listed_path) = parts(entry.as_bytes());
    let is_host = match host {
        // A wildcard needs at least one label before its suffix, CSP3 section 6.7.2.10.
        [b'*', suffix @ ..] => {
            match listed_host.split_at_checked(listed_host.len().wrapping_sub(suffix.len())) {
                Some((begin, end)) => !begin.is_empty() && is_same(end, suffix),
                None => false,
            }
        }
        host => is_same(listed_host, host),
    };
    is_host && (is_all(path) || is_all(listed_path) || is_path(path, listed_path))
}

const fn is_all(path: &[u8]) -> bool {
    matches!(path, [] | b"/")
}

/// Whether the path is the listed one, or a folder above it.
const fn is_path(path: &[u8], listed: &[u8]) -> bool {
    match (path, listed.split_at_checked(path.len())) {
        // A path that ends in a slash is a prefix, any other one is the whole path, CSP3 section 6.7.2.12.
        ([.., b'/'], Some((begin, _))) => is_exactly(begin, path),
        _ => is_exactly(path, listed),
    }
}

/// The host and the path of a host-source.
pub(crate) const fn parts(mut text: &[u8]) -> (&[u8], &[u8]) {
    let mut rest = text;
    while let [_, after @ ..] = rest {
        if let [b':', b'/', b'/', host @ ..] = rest {
            text = host;
            break;
        }
        rest = after;
    }
    let mut end = 0;
    let mut path = text;
    while let [byte, after @ ..] = path {
        if matches!(byte, b':' | b'/') {
            break;
        }
        end += 1;
        path = after;
    }
    while let [b':' | b'0'..=b'9' | b'*', after @ ..] = path {
        path = after;
    }
    match text.split_at_checked(end) {
        Some((host, _)) => (host, path),
        None => (text, path),
    }
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if !first.eq_ignore_ascii_case(other) {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}

const fn is_exactly(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}

#[cfg(test)]
mod tests {
    use super::covers;

    #[test]
    fn a_source_covers_a_host_and_a_file_of_it() {
        for (host, path, entry) in [
            ("ajax.example.com", "", "ajax.example.com"),
            ("ajax.example.com", "/", "https://AJAX.example.com:443"),
            ("*.example.com", "", "ajax.example.com"),
            ("ajax.example.com", "/lib/", "ajax.example.com"),
            ("a.example", "/lib/", "a.example/lib/jsonp"),
            ("a.example", "", "a.example:*/jsonp"),
            ("a.example", "/jsonp", "a.example/jsonp"),
        ] {
            assert!(covers(host, path, entry), "{host}{path} {entry}");
        }
        for (host, path, entry) in [
            ("example.com", "", "ajax.example.com"),
            ("*.example.com", "", "example.com"),
            ("*.example.com", "", "x"),
            ("a.example", "/lib/", "a.example/jsonp"),
            ("a.example", "/lib", "a.example/lib/jsonp"),
            ("a.example", "/Jsonp", "a.example/jsonp"),
            ("", "", "a.example"),
        ] {
            assert!(!covers(host, path, entry), "{host}{path} {entry}");
        }
    }
}
