//! Which hosts a directive lists, for const code: those of a third party, and those that an allowlist of connections leaves out.

use crate::bypass::parts;
use crate::encoded::{DirectiveField, Encoded, Kind, SentDirective, Word};

/// Whether one of these directives of a field lists one of these hosts, a subdomain of it or all of its subdomains.
///
/// With `falls_back` each directive stands in for those before it, and only the first that is sent counts.
#[must_use]
pub const fn lists_host_of(
    encoded: &Encoded,
    field: DirectiveField,
    mut directives: &[&str],
    falls_back: bool,
    hosts: &[&str],
) -> bool {
    while let [directive, rest @ ..] = directives {
        let directive = SentDirective::of(encoded, field, directive);
        let mut words = directive.words();
        while let Some(word) = words.next() {
            if is_below_any(host_of(&word), hosts) {
                return true;
            }
        }
        if falls_back && directive.is_sent() {
            return false;
        }
        directives = rest;
    }
    false
}

/// Whether connect-src lists a host that none of these patterns matches, or the page's own origin where `allows_self` is false. An
/// asterisk of a pattern stands for anything.
#[must_use]
pub const fn connects_outside(
    encoded: &Encoded,
    field: DirectiveField,
    patterns: &[&str],
    allows_self: bool,
) -> bool {
    let mut words = SentDirective::of(encoded, field, "connect-src").words();
    while let Some(word) = words.next() {
        let host = host_of(&word);
        let is_outside = match host {
            [] => !allows_self && word.is("'self'"),
            host => !is_matched(host, patterns),
        };
        if is_outside {
            return true;
        }
    }
    false
}

/// The host of a host-source, unless it is for every host; nothing of any other word.
const fn host_of(word: &Word) -> &'static [u8] {
    let text = word.text().as_bytes();
    // Whether an unchecked word is a host, only a browser knows.
    if !matches!(word.kind, Kind::Word | Kind::Cut) || matches!(text, [.., b':'] | [b'\'', ..]) {
        return &[];
    }
    match parts(text) {
        (b"*", _) => &[],
        (host, _) => host,
    }
}

/// Whether a host is one of these, a subdomain of one or all of its subdomains.
#[must_use]
pub const fn is_below_any(host: &[u8], mut owns: &[&str]) -> bool {
    while let [own, rest @ ..] = owns {
        let own = own.as_bytes();
        if let Some((before, end)) = host.split_at_checked(host.len().wrapping_sub(own.len())) {
            if matches(own, end) && matches!(before, [] | [.., b'.']) {
                return true;
            }
        }
        owns = rest;
    }
    false
}

/// Whether one of the patterns matches a host, or a wildcard that stands for the host that it names.
#[must_use]
pub const fn is_matched(host: &[u8], mut patterns: &[&str]) -> bool {
    while let [pattern, rest @ ..] = patterns {
        let pattern = pattern.as_bytes();
        // A wildcard of the policy may stand for a host that the pattern names.
        if matches(pattern, host) || matches!(host, [b'*', ..]) && matches(host, pattern) {
            return true;
        }
        patterns = rest;
    }
    false
}

/// Whether a text with asterisks, each for anything, matches another, whatever the case of their letters.
const fn matches(mut pattern: &[u8], mut text: &[u8]) -> bool {
    // What follows the last asterisk, and where it was tried: an earlier one need not be tried again, which would take time without end.
    let mut last: Option<(&[u8], &[u8])> = None;
    loop {
        match (pattern, text) {
            ([], []) => return true,
            ([b'*', rest @ ..], _) => {
                last = Some((rest, text));
                pattern = rest;
            }
            ([first, rest @ ..], [other, others @ ..]) if first.eq_ignore_ascii_case(other) => {
                (pattern, text) = (rest, others);
            }
            _ => match last {
                Some((rest, [_, later @ ..])) => {
                    last = Some((rest, later));
                    (pattern, text) = (rest, later);
                }
                _ => return false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{connects_outside, is_below_any, is_matched, lists_host_of};
    use crate::encoded::{Directive, DirectiveField, Encoded, Encoder, Kind};

    fn encoded(directives: &[(&'static str, &'static str)]) -> Encoded {
        let mut encoder = Encoder::default();
        encoder.begin(DirectiveField::Enforced);
        for (name, value) in directives {
            let words = value.split(' ').map(|word| (Kind::Word, word)).collect();
            encoder.directive(Kind::Set, &Directive { name: *name, words });
        }
        Encoded::whole(
            encoder.text().to_owned().leak(),
            encoder.index().to_vec().leak(),
        )
    }

    #[test]
    fn a_host_is_found_below_that_of_a_party() {
        for (host, expected) in [
            ("youtube.com", true),
            ("www.YouTube.com", true),
            ("*.youtube.com", true),
            ("notyoutube.com", false),
            ("com", false),
            ("", false),
        ] {
            assert_eq!(
                is_below_any(host.as_bytes(), &["youtube.com"]),
                expected,
                "{host}"
            );
        }
    }

    #[test]
    fn an_asterisk_on_either_side_stands_for_anything() {
        for (pattern, host, expected) in [
            ("a.example", "a.example", true),
            ("a.example", "A.example", true),
            ("A.example", "a.EXAMPLE", true),
            ("*.example", "a.example", true),
            ("*.example", "example", false),
            ("*", "a.example", true),
            ("a.*", "a.example", true),
            ("a.*.example", "a.b.example", true),
            ("a.*.example", "a.example", false),
            ("a.example", "b.a.example", false),
            ("a.example", "a.example.b", false),
            ("api.a.example", "*.a.example", true),
            ("b.example", "*.a.example", false),
            ("a*a", "a", false),
            ("*ab*b", "aababb", true),
            (
                "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                false,
            ),
        ] {
            assert_eq!(
                is_matched(host.as_bytes(), &[pattern]),
                expected,
                "{pattern} {host}"
            );
        }
    }

    #[test]
    fn only_hosts_are_compared() {
        let field = DirectiveField::Enforced;
        let outside = |value, allows_self| {
            let encoded = encoded(&[("connect-src", value)]);
            connects_outside(&encoded, field, &["a.example"], allows_self)
        };
        for value in ["https://a.example/x", "https: data: *", "'none'", "'self'"] {
            assert!(!outside(value, true), "{value}");
        }
        for value in ["'self' b.example", "wss://b.example:8443"] {
            assert!(outside(value, true), "{value}");
        }
        assert!(outside("'self'", false));
    }

    #[test]
    fn of_fallbacks_the_first_that_is_sent_counts() {
        let policy = encoded(&[("default-src", "youtube.com"), ("frame-src", "a.example")]);
        let lists = |falls_back| {
            let frames = &["frame-src", "child-src", "default-src"];
            let field = DirectiveField::Enforced;
            lists_host_of(&policy, field, frames, falls_back, &["youtube.com"])
        };
        assert!(lists(false));
        assert!(!lists(true));
    }
}
