//! Prefixes of cookie names that a browser accepts only with certain attributes.

use crate::text::starts_with_ignoring_case;

/// The prefixes whose cookies a browser refuses without `Secure`, RFC 6265bis section 4.1.3. Their case does not matter,
/// section 5.6.
pub const SECURE_PREFIXES: [&str; 4] = ["__Host-Http-", "__Host-", "__Secure-", "__Http-"];

/// Those of them whose cookies a browser refuses without `HttpOnly` as well.
pub const HTTP_ONLY_PREFIXES: [&str; 2] = ["__Host-Http-", "__Http-"];

/// The prefix of a name whose cookie a browser refuses without `Secure`.
#[must_use]
pub const fn secure_prefix(name: &str) -> Option<&'static str> {
    prefix_of(name, &SECURE_PREFIXES)
}

/// The prefix of a name whose cookie a browser refuses without `HttpOnly`.
#[must_use]
pub const fn http_only_prefix(name: &str) -> Option<&'static str> {
    prefix_of(name, &HTTP_ONLY_PREFIXES)
}

const fn prefix_of(name: &str, mut prefixes: &[&'static str]) -> Option<&'static str> {
    while let [prefix, rest @ ..] = prefixes {
        if starts_with_ignoring_case(name, prefix) {
            return Some(prefix);
        }
        prefixes = rest;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{http_only_prefix, secure_prefix};

    #[test]
    fn a_prefix_is_found_in_any_case() {
        assert_eq!(secure_prefix("__Host-id"), Some("__Host-"));
        assert_eq!(secure_prefix("__secure-id"), Some("__Secure-"));
        assert_eq!(secure_prefix("__HOST-http-id"), Some("__Host-Http-"));
        assert_eq!(secure_prefix("__Http-id"), Some("__Http-"));
        assert_eq!(http_only_prefix("__host-HTTP-id"), Some("__Host-Http-"));
        assert_eq!(http_only_prefix("__Host-id"), None);
        for name in ["", "__Hos", "session", "x__Host-id", "__Host"] {
            assert_eq!(secure_prefix(name), None, "{name}");
        }
    }
}
