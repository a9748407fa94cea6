//! Hosts and paths that no URL has.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::Sited;
use crate::headers::csp::list::List;
use crate::headers::csp::source::SourceExpression;

/// Words that other languages and programs have, and that no host is called.
const WORDS: &[(&[&str], &str)] = &[
    (
        &["and", "or"],
        "sources stand one after another, without a conjunction",
    ),
    (
        &["true", "false", "yes", "no", "on", "off"],
        "a source list has no switches",
    ),
    (
        &["undefined", "null", "nil", "nan"],
        "programs write it for a variable without a value",
    ),
    (EVERYTHING, "it does not stand for every host"),
];

const EVERYTHING: &[&str] = &["all", "any", "everything"];

/// A word of another language, which browsers read as the name of a host.
pub(super) fn words_are_hosts(list: &List<'_>, out: &mut Diagnostics) {
    for (source, host) in list.hosts() {
        if host.scheme.is_some() || host.port.is_some() || !host.path.is_empty() {
            continue;
        }
        let name = host.host.as_str();
        let Some((_, why)) = WORDS.iter().find(|(words, _)| words.contains(&name)) else {
            continue;
        };
        let write = if EVERYTHING.contains(&name) {
            "*".to_owned()
        } else {
            list.nothing_for(source)
        };
        let word = source.shown();
        out.report(source.site, Problem::WordAsHost { word, why, write });
    }
}

/// A path with segments that browsers resolve before they compare the path of a URL.
pub(super) fn paths_are_resolved(list: &List<'_>, out: &mut Diagnostics) {
    for (source, host) in list.hosts() {
        let Some(path) = resolved(&host.path) else {
            continue;
        };
        let resolved = Sited {
            node: SourceExpression::Host(host.with_path(&path)),
            ..source.clone()
        };
        let write = resolved.written();
        out.report(source.site, Problem::DotSegment { write });
    }
}

/// The path without its dot segments, <https://url.spec.whatwg.org/#path-state>, if it has any.
fn resolved(path: &str) -> Option<String> {
    let mut kept = Vec::new();
    let mut has_dots = false;
    let mut segments = path.strip_prefix('/')?.split('/').peekable();
    while let Some(segment) = segments.next() {
        // A percent-encoded dot makes a dot segment too, URL section 4.1. Browsers resolve those of a request before they compare it.
        let dots = segment.to_ascii_lowercase().replace("%2e", ".");
        match dots.as_str() {
            "." => {}
            ".." => {
                kept.pop();
            }
            _ => {
                kept.push(segment);
                continue;
            }
        }
        has_dots = true;
        // What ends in dots is a folder.
        if segments.peek().is_none() {
            kept.push("");
        }
    }
    has_dots.then(|| format!("/{}", kept.join("/")))
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn dot_segments_are_resolved_as_in_a_url() {
        for (path, expected) in [
            ("/../x", "/x"),
            ("/a/../x", "/x"),
            ("/a/./x/", "/a/x/"),
            ("/a/b/%2E%2e/x", "/a/x"),
            ("/a/..", "/"),
            ("/a/.", "/a/"),
        ] {
            assert_eq!(resolved(path).as_deref(), Some(expected), "{path}");
        }
        for path in ["", "/", "/a.b/x", "/.well-known/x", "/...", "/a/..b"] {
            assert_eq!(resolved(path), None, "{path}");
        }
    }
}
