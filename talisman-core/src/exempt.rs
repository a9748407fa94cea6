//! Paths that are served over plain http.

/// Whether a path of a request is exempt from the redirect to https by this entry: below it if it ends in `/`, otherwise equal
/// to it.
///
/// Bytes are compared. A percent-encoded twin of an exempt path (`/%68ealth` of `/health`) is another path and is redirected,
/// which is the safe side. Below a prefix, a path with a dot segment is not exempt: a server that resolves it would serve
/// another path than the one that was compared.
#[must_use]
pub fn is_exempt(path: &str, entry: &str) -> bool {
    if entry.ends_with('/') {
        path.starts_with(entry) && !has_dot_segment(path)
    } else {
        path == entry
    }
}

/// Whether a path has a segment `.` or `..`, in any of the spellings that some server resolves: percent-encoded, beside an
/// encoded slash, a backslash or a path parameter.
#[must_use]
pub fn has_dot_segment(path: &str) -> bool {
    path.to_ascii_lowercase()
        .replace("%2e", ".")
        .replace("%2f", "/")
        .replace("%5c", "/")
        .replace("%3b", ";")
        .split(['/', '\\'])
        .any(|segment| matches!(segment.split(';').next(), Some("." | "..")))
}

#[cfg(test)]
mod tests {
    use super::{has_dot_segment, is_exempt};

    #[test]
    fn an_entry_exempts_itself_or_what_is_below_it() {
        for (path, entry, exempt) in [
            ("/health", "/health", true),
            ("/health/", "/health", false),
            ("/healthy", "/health", false),
            ("/Health", "/health", false),
            ("/a/b", "/a/", true),
            ("/a/", "/a/", true),
            ("/a", "/a/", false),
            ("/a/../b", "/a/", false),
            ("/a/.%2E/b", "/a/", false),
            ("/a/..%2fb", "/a/", false),
            ("/a/..;x/b", "/a/", false),
            ("/a/..\\b", "/a/", false),
            ("/a/...", "/a/", true),
            ("/", "/", true),
            ("/anything", "/", true),
            // A percent-encoded twin is another path.
            ("/%68ealth", "/health", false),
            ("/%68ealth", "/%68ealth", true),
            ("/health", "/%68ealth", false),
            ("/%61/b", "/a/", false),
            ("/a%2fb", "/a/", false),
            ("//a/b", "/a/", false),
        ] {
            assert_eq!(is_exempt(path, entry), exempt, "{path} under {entry}");
        }
        assert!(has_dot_segment("/a/%2e"));
        assert!(!has_dot_segment("/a.b/..c/.d"));
    }
}
