//! The URL that reports are sent to: in Reporting-Endpoints, in Report-To and in a policy's `report-uri`.
//!
//! One reader says whether reports arrive there. The rule is that of Chromium 156, which takes more than the grammar of a URL
//! allows: an underscore in a host, `https:/host`, any printable character in a path.

mod url;

use std::ops::Range;

use self::url::{Url, begins_with_host, host_error};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::Word;

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
            summary: "this URL has no https: before its host: Chromium ignores the endpoint, and sends no report";
            help: "write {write}";
            instead: "{write}";
        }

        /// Something that reports cannot go to.
        NotAUrl { what: &'static str, write: &'static str } => Error "endpoint-url-not-a-url", "Reporting API section 3.3, process reporting endpoints for response" {
            summary: "{what}: a browser ignores the endpoint, and no report is sent";
            help: "{write}";
        }

        /// Other than two slashes before the host.
        Slashes { host: String, write: String } => Warning "endpoint-url-slashes", "URL Standard section 4.4, URL parsing" {
            summary: "two slashes belong before `{host}`: Chromium sends the reports there, and by the specification they go to the page's own host";
            help: "write {write}";
            instead: "{write}";
        }

        /// White space, or a backslash that browsers turn around.
        OddCharacter { what: &'static str, write: &'static str } => Warning "endpoint-url-odd-character", "URL Standard section 4.4, URL parsing" {
            summary: "{what}: the reports go to another URL than the one that is written here";
            help: "write {write}, or leave it out";
        }
    }
}

const FORM: &str =
    "write a URL such as \"https://reports.example.com/a\", or a path such as \"/reports\"";

/// Reads the URL of an endpoint: one of https, or a path of the response's own origin, which has exactly one slash in front.
///
/// Chromium takes no other relative URL, whatever the specification says.
pub(crate) fn read(word: &Word, out: &mut Diagnostics) -> Option<String> {
    let text = word.text.as_str();
    let not_a_url = |what, write| Problem::NotAUrl { what, write };
    let is_foreign = |c: char| !c.is_ascii_graphic() && c != ' ';
    if let Some((at, c)) = text.char_indices().find(|(_, c)| is_foreign(*c)) {
        let problem = not_a_url(
            "a URL has only printable ASCII characters",
            "leave it out, or write it percent-encoded; a host has its Punycode form, which begins with xn--",
        );
        out.report(Place::within(word, at..at + c.len_utf8()), problem);
        return None;
    }
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let https = |host: usize| format!("\"https://{}\"", part(host..text.len()));
    let problem = match Url::of(text) {
        Url::AbsolutePath => {
            report_odd_character(word, out);
            return Some(text.to_owned());
        }
        Url::Web {
            scheme,
            slashes,
            authority,
        } => match host_error(part(authority.clone())) {
            Some((range, what)) => {
                let range = authority.start + range.start..authority.start + range.end;
                out.report(Place::within(word, range), not_a_url(what, FORM));
                return None;
            }
            None if scheme.eq_ignore_ascii_case("http") => Problem::NotHttps {
                write: https(authority.start),
            },
            None => {
                if slashes == "//" {
                    report_odd_character(word, out);
                } else {
                    let (host, write) =
                        (part(authority.clone()).to_owned(), https(authority.start));
                    out.report(word, Problem::Slashes { host, write });
                }
                return Some(text.to_owned());
            }
        },
        Url::SchemeRelative { authority } if host_error(part(authority.clone())).is_none() => {
            Problem::NoScheme {
                write: https(authority.start),
            }
        }
        // Without a dot it is rather a path that lacks its slash.
        Url::Other { .. } | Url::Relative if begins_with_host(text) => {
            Problem::NoScheme { write: https(0) }
        }
        Url::Other { .. } | Url::Relative | Url::SchemeRelative { .. } => not_a_url(
            "this is not an https URL, and no path with one slash in front",
            FORM,
        ),
    };
    out.report(word, problem);
    None
}

/// White space becomes `%20` and a backslash a slash: hardly ever is that what was intended.
fn report_odd_character(word: &Word, out: &mut Diagnostics) {
    let Some(at) = word.text.find([' ', '\\']) else {
        return;
    };
    let (what, write) = if word.text.as_bytes().get(at) == Some(&b' ') {
        ("white space in a URL is percent-encoded", "%20")
    } else {
        ("a browser reads a backslash in a URL as a slash", "a slash")
    };
    out.report(
        Place::within(word, at..at + 1),
        Problem::OddCharacter { what, write },
    );
}

/// Why a `report-uri` gets no report, or not where it was intended to be sent.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct UrlError {
    /// Which bytes are wrong.
    pub(crate) range: Range<usize>,
    /// What is wrong, to be in a message.
    pub(crate) what: &'static str,
    /// The URL that was surely meant.
    pub(crate) instead: Option<String>,
}

/// Reads a URL of `report-uri`: one of http or https, or any that is relative to the page.
pub(crate) fn report_uri(text: &str) -> Result<(), UrlError> {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let error = |range: Range<usize>, what, instead| {
        Err(UrlError {
            range,
            what,
            instead,
        })
    };
    let everything = 0..text.len();
    if let Some(at) = text.find(['"', '\\']) {
        return error(at..at + 1, "a URL has no quotes and no backslashes", None);
    }
    if text.is_empty() || text.starts_with('\'') || text.eq_ignore_ascii_case("none") {
        return error(everything, "this is not a URL", None);
    }
    let authority = match Url::of(text) {
        Url::AbsolutePath | Url::Relative => return Ok(()),
        Url::Other { .. } if begins_with_host(text) => {
            let instead = Some(format!("https://{text}"));
            return error(everything, "there is no https:// before the host", instead);
        }
        Url::Other { scheme } => {
            let what = "reports are sent only over https or http";
            return error(0..scheme.len(), what, None);
        }
        Url::Web {
            scheme,
            slashes,
            authority,
        } if slashes != "//" && host_error(part(authority.clone())).is_none() => {
            let rest = part(authority.start..text.len());
            let instead = Some(format!("{}://{rest}", scheme.to_ascii_lowercase()));
            let what = "there are not two slashes before the host, and it is read as a path";
            return error(everything, what, instead);
        }
        Url::Web { authority, .. } | Url::SchemeRelative { authority } => authority,
    };
    match host_error(part(authority.clone())) {
        Some((range, what)) => error(
            authority.start + range.start..authority.start + range.end,
            what,
            None,
        ),
        None => Ok(()),
    }
}

/// Whether a URL of `report-uri` is relative to the page, and looks like one of another host.
pub(crate) fn lacks_scheme(text: &str) -> bool {
    Url::of(text) == Url::Relative && begins_with_host(text)
}

/// The authority of a URL of http and what is after it, if the text is one.
pub(crate) fn of_http(text: &str) -> Option<(&str, &str)> {
    match Url::of(text) {
        Url::Web {
            scheme, authority, ..
        } if scheme.eq_ignore_ascii_case("http") => {
            Some((text.get(authority.clone())?, text.get(authority.end..)?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{lacks_scheme, read, report_uri};
    use crate::ground::diagnostic::{Diagnostics, Place};
    use crate::ground::word::{Site, Word};

    /// The URL, or the code and the text to paste.
    fn checked(text: &str) -> Result<String, (&'static str, Option<String>)> {
        let mut out = Diagnostics::new();
        let url = read(&Word::text(text, Site(0)), &mut out);
        let found = out.iter().next().map(|found| found.problem.explain());
        found.map_or_else(
            || Ok(url.expect("an unread URL has a problem")),
            |found| Err((found.code, found.instead)),
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
            "https://my_host.example/",
            "https://r.example:/",
            "https://127.1/",
            "/a{b}|c",
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
    fn a_url_that_browsers_read_in_their_own_way_is_read_and_explained() {
        for (text, code) in [
            ("https:/r.example/a", "slashes"),
            ("https:r.example", "slashes"),
            ("https:///r.example", "slashes"),
            ("https://r.example/a b", "odd-character"),
            ("/a\\b", "odd-character"),
        ] {
            let mut out = Diagnostics::new();
            let url = read(&Word::text(text, Site(0)), &mut out);
            assert_eq!(url.as_deref(), Some(text));
            let found = out.iter().next().map(|found| found.problem.explain().code);
            assert_eq!(
                found,
                Some(format!("endpoint-url-{code}")).as_deref(),
                "{text}"
            );
        }
    }

    #[test]
    fn a_report_uri_may_be_relative_and_of_http() {
        for (url, arrives) in [
            ("http://r.example/a", true),
            ("//r.example/a", true),
            ("reports", true),
            ("?a=b", true),
            ("/csp?a={b}", true),
            ("https://", false),
            ("https://r.example:65536", false),
            ("https:/r.example", false),
            ("ftp://r.example", false),
            ("r.example:8443/a", false),
            ("'none'", false),
            ("none", false),
        ] {
            assert_eq!(report_uri(url).is_ok(), arrives, "{url}");
        }
        let relative = ["r.example/a", "reports.example.com", "localhost/csp"];
        assert!(relative.into_iter().all(lacks_scheme));
        let paths = [
            "csp.php",
            "reports",
            "/r.example",
            "../r.example/a",
            ".well-known/csp",
        ];
        assert!(!paths.into_iter().any(lacks_scheme));
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
            "https:/",
            "http://",
            "ftp://r.example/a",
            "wss://r.example/a",
            "mailto:a@r.example",
            "main",
            "https://r.example:x/",
            "https://*.r.example/",
            "https://[::1",
            "https://[::g]/",
            "https://r.example:99999/",
            "https://a b/",
            "https://1.2.3.4.5/",
            "https://b\u{fc}cher.example/",
            "/\u{0}",
        ] {
            let found = checked(text);
            assert_eq!(found, Err(("endpoint-url-not-a-url", None)), "{text}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_wrong_bytes() {
        for (text, range) in [
            ("https://:1/a", 8..8),
            ("https://a b/", 8..11),
            ("https://u@r.example:x/", 19..21),
            ("https://\u{fc}/", 8..10),
        ] {
            let mut out = Diagnostics::new();
            read(&Word::text(text, Site(7)), &mut out);
            let place = &out.iter().next().unwrap().place;
            assert_eq!(*place, Place::Within(Site(7), range), "{text}");
        }
    }
}
