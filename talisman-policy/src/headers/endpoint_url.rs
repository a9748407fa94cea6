//! The URL that reports are sent to, as Reporting-Endpoints and Report-To have it.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::Word;
use crate::headers::csp::is_authority;

problems! {
    /// What can be wrong with the URL of an endpoint.
    pub enum Problem {
        /// A URL of http.
        NotHttps { write: String } => Error "endpoint-url-not-https", "Reporting API section 3.3, process reporting endpoints for response" {
            summary: "this URL is not https: a browser ignores the endpoint, and no report is sent";
            help: "write {write}";
            instead: "{write}";
        }

        /// A host without a scheme in front.
        NoScheme { write: String } => Error "endpoint-url-no-scheme", "Reporting API section 3.3, process reporting endpoints for response" {
            summary: "this URL has no https: in front of its host: Chromium ignores the endpoint, and sends no report";
            help: "write {write}";
            instead: "{write}";
        }

        /// Something that reports cannot go to.
        NotAUrl { what: &'static str, write: &'static str } => Error "endpoint-url-not-a-url", "Reporting API section 3.3, process reporting endpoints for response" {
            summary: "{what}: a browser ignores the endpoint, and no report is sent";
            help: "{write}";
        }
    }
}

const FORM: &str = "write a URL such as https://reports.example.com/a, or a path such as /reports";

/// Reads a URL: one of https, or a path of the response's own origin, which has exactly one slash in front.
///
/// Chromium takes no other relative URL, whatever the specification says.
pub(crate) fn read(word: &Word, out: &mut Diagnostics) -> Option<String> {
    let text = word.text.as_str();
    let not_a_url = |what, write| Problem::NotAUrl { what, write };
    let forbidden = |c: char| !c.is_ascii_graphic() || matches!(c, '"' | '\\' | '<' | '>');
    if let Some((at, c)) = text.char_indices().find(|(_, c)| forbidden(*c)) {
        let problem = not_a_url(
            "a URL has ASCII characters alone, and no white space, quotes or backslashes",
            "leave it out, or write it percent-encoded, such as %20 for a space",
        );
        out.report(Place::within(word, at..at + c.len_utf8()), problem);
        return None;
    }
    let https = |rest: &str| format!("\"https://{rest}\"");
    let problem = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => {
            let authority = authority(rest);
            if has_host(authority) {
                return Some(text.to_owned());
            }
            let start = text.len() - rest.len();
            let problem = not_a_url("what stands behind https:// is no host", FORM);
            out.report(Place::within(word, start..start + authority.len()), problem);
            return None;
        }
        Some((scheme, rest))
            if scheme.eq_ignore_ascii_case("http") && has_host(authority(rest)) =>
        {
            Problem::NotHttps { write: https(rest) }
        }
        _ if text.starts_with('/') && !text.starts_with("//") => return Some(text.to_owned()),
        _ => match schemeless(text) {
            Some(rest) => Problem::NoScheme { write: https(rest) },
            None => not_a_url(
                "this is no https URL, and no path with one slash in front",
                FORM,
            ),
        },
    };
    out.report(word, problem);
    None
}

/// A URL that has its host and lacks its scheme, without the slashes in front.
fn schemeless(text: &str) -> Option<&str> {
    match text.strip_prefix("//") {
        Some(rest) => has_host(authority(rest)).then_some(rest),
        // Without a dot it is rather a path that lacks its slash.
        None => (authority(text).contains('.') && is_authority(authority(text))).then_some(text),
    }
}

/// authority = [ userinfo "@" ] host [ ":" port ]
pub(crate) fn authority(behind_slashes: &str) -> &str {
    let end = behind_slashes.find(['/', '?', '#']);
    behind_slashes
        .get(..end.unwrap_or(behind_slashes.len()))
        .unwrap_or_default()
}

fn has_host(authority: &str) -> bool {
    let host = authority.rsplit('@').next().unwrap_or_default();
    is_authority(host) || is_ip_literal(host)
}

/// IP-literal of IPv6, with a port or without: a source expression has none, a URL may.
fn is_ip_literal(host: &str) -> bool {
    let Some((address, port)) = host.strip_prefix('[').and_then(|host| host.split_once(']')) else {
        return false;
    };
    let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
    address.parse::<std::net::Ipv6Addr>().is_ok()
        && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ground::diagnostic::{Diagnostics, Place};
    use crate::ground::word::{Site, Word};

    /// The URL, or the code and the text to paste.
    fn checked(text: &str) -> Result<String, (&'static str, Option<String>)> {
        let mut out = Diagnostics::new();
        let url = read(&Word::text(text, Site(0)), &mut out);
        let told = out.iter().next().map(|found| found.problem.explain());
        told.map_or_else(
            || Ok(url.expect("what is not read is told")),
            |told| Err((told.code, told.instead)),
        )
    }

    #[test]
    fn https_urls_and_paths_are_read() {
        for url in [
            "https://r.example",
            "HTTPS://r.example:8443/a?b=c,d#e",
            "https://key@r.example/1",
            "https://[2001:db8::1]:8443/a",
            "https://xn--bcher-kva.example/a",
            "https://localhost/",
            "/",
            "/reports/csp?a=b",
        ] {
            assert_eq!(checked(url), Ok(url.to_owned()));
        }
    }

    #[test]
    fn a_url_that_was_surely_meant_can_be_pasted() {
        for (text, code, instead) in [
            ("http://r.example/a", "not-https", "\"https://r.example/a\""),
            ("HTTP://r.example", "not-https", "\"https://r.example\""),
            ("//r.example/a", "no-scheme", "\"https://r.example/a\""),
            ("r.example/a", "no-scheme", "\"https://r.example/a\""),
        ] {
            let (found, pasted) = checked(text).unwrap_err();
            assert_eq!(found, format!("endpoint-url-{code}"), "{text}");
            let pasted = pasted.unwrap();
            assert_eq!(pasted, instead, "{text}");
            assert!(checked(pasted.trim_matches('"')).is_ok(), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_url() {
        for text in [
            "",
            "//",
            "reports",
            "./reports",
            "?a",
            "https:",
            "https://",
            "https:///a",
            "https:/a",
            "http://",
            "ftp://r.example/a",
            "wss://r.example/a",
            "mailto:a@r.example",
            "main",
            "https://r.example:x/",
            "https://*.r.example/",
            "https://[::1",
            "https://[::g]/",
            "https://r.example/a b",
            "https://b\u{fc}cher.example/",
            "/a\\b",
            "/\u{0}",
            "\\\\r.example",
        ] {
            let found = checked(text);
            assert_eq!(found, Err(("endpoint-url-not-a-url", None)), "{text}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_wrong_bytes() {
        for (text, range) in [
            ("https:///a", 8..8),
            ("https://a b/", 9..10),
            ("https://\u{fc}/", 8..10),
        ] {
            let mut out = Diagnostics::new();
            read(&Word::text(text, Site(7)), &mut out);
            let place = &out.iter().next().unwrap().place;
            assert_eq!(*place, Place::Within(Site(7), range), "{text}");
        }
    }
}
