//! Assertions on responses as they came out of a server, and on the HTML that a template rendered.

use std::fmt;

use http::{HeaderMap, Response, header};
use talisman_ask::{Sends, UrlError};
use talisman_pages::{Blocked, Site};
use talisman_policy::Severity;
use talisman_policy::headers::{Header, check_text};

/// Where a response is taken to come from: its relative addresses are its own origin's.
const URL: &str = "https://www.example.com/";

/// The fields without which no page is protected.
const NEEDED: &[&str] = &["content-security-policy", "x-content-type-options"];

/// One thing that is wrong with a response or a page. Its `Display` is a line.
#[derive(Clone, Debug, Eq, PartialEq)]
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
#[non_exhaustive]
pub enum Exposure {
    /// A field is not there.
    Missing {
        /// Its name.
        field: String,
    },
    /// A field is there more than once: whatever sent it first, another added to it.
    Repeated {
        /// Its name.
        field: String,
        /// How often.
        count: usize,
    },
    /// A field has a value that browsers misread.
    Malformed {
        /// Its name.
        field: String,
        /// What is wrong, and what to write instead.
        why: String,
    },
    /// A field has another value than the policy gives it.
    Changed {
        /// Its name.
        field: String,
        /// The value that was sent.
        sent: String,
    },
    /// The policy blocks something in the page's text.
    Blocked(Blocked),
}

/// Everything that is wrong with a response: fields that are not there, there twice or malformed, and each script, style and
/// address in its HTML that its own policy blocks, by line.
///
/// ```
/// use http::Response;
/// use talisman::ask::exposures;
///
/// let response = Response::builder()
///     .header("content-security-policy", "script-src 'nonce-r4nd0mr4nd0mr4nd0m'")
///     .header("x-content-type-options", "nosniff")
///     .header("content-type", "text/html")
///     .body("<p>\n<script>start()</script>")?;
/// let found = exposures(&response);
/// assert_eq!(found.len(), 1);
/// assert!(found[0].to_string().starts_with("line 2, <script>: "));
/// # Ok::<(), http::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
#[must_use]
pub fn exposures<B: AsRef<[u8]>>(response: &Response<B>) -> Vec<Exposure> {
    let mut found = Vec::new();
    let headers = response.headers();
    for field in NEEDED {
        if !headers.contains_key(*field) {
            found.push(Exposure::Missing {
                field: (*field).to_owned(),
            });
        }
    }
    for name in headers.keys() {
        check_field(headers, name.as_str(), &mut found);
    }
    if is_html(headers) {
        let html = String::from_utf8_lossy(response.body().as_ref());
        let fields = headers.iter().filter_map(|(name, value)| {
            let value = value.to_str().ok()?;
            Some((name.as_str(), value))
        });
        found.extend(blocked(fields, URL, &html).unwrap_or_default());
    }
    found
}

/// As [`exposures`], for the end of a test.
///
/// ```no_run
/// # fn answer() -> http::Response<String> { http::Response::new(String::new()) }
/// talisman::ask::assert_protected(&answer());
/// ```
///
/// # Panics
///
/// If anything is wrong with the response, with all of it in one message.
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
#[track_caller]
pub fn assert_protected<B: AsRef<[u8]>>(response: &Response<B>) {
    end(&exposures(response), "the response is not protected");
}

/// As [`assert_protected`], and the response has every field of this policy with its value, whatever the nonce is.
///
/// # Panics
///
/// If anything is wrong with the response, with all of it in one message.
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
#[track_caller]
pub fn assert_protected_by<B: AsRef<[u8]>>(policy: &dyn Sends, response: &Response<B>) {
    let mut found = exposures(response);
    for (field, wanted) in policy.sent_fields() {
        match response.headers().get(&field) {
            None if NEEDED.contains(&field.as_str()) => {}
            // Over http it may not be sent.
            None if field == "strict-transport-security" => {}
            None => found.push(Exposure::Missing { field }),
            Some(sent) => {
                let sent = String::from_utf8_lossy(sent.as_bytes()).into_owned();
                if !is_same(&sent, &wanted) {
                    found.push(Exposure::Changed { field, sent });
                }
            }
        }
    }
    end(&found, "the response is not protected");
}

/// Everything in the HTML of a template that a policy blocks on a page of this URL: `{{nonce}}` stands for the nonce.
///
/// ```
/// use talisman::ask::blocked_in;
/// use talisman::{Policy, talisman_policy};
///
/// const SITE: Policy = talisman_policy! {
///     content_security_policy: {
///         default-src self;
///         script-src nonce;
///         object-src none;
///         base-uri none;
///     },
/// };
/// let html = "<script nonce='{{nonce}}'>start()</script>\n<button onclick='go()'>Go</button>";
/// let blocked = blocked_in(html, &SITE, "https://www.example.com/")?;
/// assert_eq!((blocked.len(), blocked[0].position.line), (1, 2));
/// # Ok::<(), talisman::ask::UrlError>(())
/// ```
///
/// # Errors
///
/// A text that is not an absolute URL.
#[cfg_attr(docsrs, doc(cfg(feature = "html")))]
pub fn blocked_in(html: &str, policy: &dyn Sends, url: &str) -> Result<Vec<Blocked>, UrlError> {
    let fields = policy.sent_fields();
    let fields = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let exposures = blocked(fields, url, html)?;
    let blocked = exposures.into_iter().filter_map(|exposure| match exposure {
        Exposure::Blocked(blocked) => Some(blocked),
        _ => None,
    });
    Ok(blocked.collect())
}

fn blocked<'a>(
    fields: impl Iterator<Item = (&'a str, &'a str)>,
    url: &str,
    html: &str,
) -> Result<Vec<Exposure>, UrlError> {
    let site = fields.fold(Site::at(url)?, |site, (name, value)| {
        site.with_field(name, value)
    });
    Ok(site
        .blocked_in(html)
        .into_iter()
        .map(Exposure::Blocked)
        .collect())
}

fn check_field(headers: &HeaderMap, name: &str, found: &mut Vec<Exposure>) {
    let Some(header) = Header::from_word(name) else {
        return;
    };
    let field = || name.to_owned();
    let count = headers.get_all(name).iter().count();
    if count > 1 {
        found.push(Exposure::Repeated {
            field: field(),
            count,
        });
    }
    for value in headers.get_all(name) {
        let Ok(value) = value.to_str() else {
            found.push(Exposure::Malformed {
                field: field(),
                why: "it has bytes that are not ASCII".to_owned(),
            });
            continue;
        };
        for finding in check_text(header, value).findings {
            let explanation = finding.explanation;
            if explanation.severity == Severity::Error {
                found.push(Exposure::Malformed {
                    field: field(),
                    why: format!("{}; {}", explanation.summary, explanation.help),
                });
            }
        }
    }
}

fn is_html(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE) else {
        return true;
    };
    let kind = String::from_utf8_lossy(kind.as_bytes()).to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
}

/// Whether two values are the same but for the nonces in them.
fn is_same(sent: &str, wanted: &str) -> bool {
    let without = |text: &str| {
        let mut pieces = text.split("'nonce-");
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            out.push_str("'nonce-");
            out.push_str(
                piece
                    .find('\'')
                    .and_then(|end| piece.get(end..))
                    .unwrap_or(piece),
            );
        }
        out
    };
    without(sent) == without(wanted)
}

#[track_caller]
#[expect(clippy::panic, reason = "an assertion of a test ends in nothing else")]
fn end(found: &[Exposure], what: &str) {
    if !found.is_empty() {
        let lines: Vec<String> = found.iter().map(|one| format!("\n  {one}")).collect();
        panic!("{what}{}", lines.concat());
    }
}

impl fmt::Display for Exposure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { field } => write!(f, "{field} is missing"),
            Self::Repeated { field, count } => write!(f, "{field} is sent {count} times"),
            Self::Malformed { field, why } => write!(f, "{field}: {why}"),
            Self::Changed { field, sent } => {
                write!(f, "{field} is not what the policy says: {sent}")
            }
            Self::Blocked(blocked) => write!(
                f,
                "line {}, {}: {}; {}",
                blocked.position.line, blocked.element, blocked.because, blocked.help
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use http::Response;
    use talisman_ask::Sends;

    use super::{assert_protected_by, exposures};

    fn shown(fields: &[(&str, &str)], html: &str) -> Vec<String> {
        let mut response = Response::builder();
        for (name, value) in fields {
            response = response.header(*name, *value);
        }
        let response = response.body(html.to_owned()).unwrap();
        exposures(&response)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    const NOSNIFF: (&str, &str) = ("x-content-type-options", "nosniff");
    const CSP: (&str, &str) = (
        "content-security-policy",
        "script-src 'nonce-dGhlIG5vbmNlIG9mIHRoaXM'; object-src 'none'; base-uri 'none'",
    );

    #[test]
    fn a_protected_response_has_nothing_wrong() {
        let html = "<script nonce='dGhlIG5vbmNlIG9mIHRoaXM'>start()</script>";
        assert_eq!(shown(&[NOSNIFF, CSP], html), Vec::<String>::new());
        let json = ("content-type", "application/json");
        assert_eq!(
            shown(&[NOSNIFF, CSP, json], "<script>1</script>"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(
            shown(&[], ""),
            [
                "content-security-policy is missing",
                "x-content-type-options is missing"
            ],
        );
        assert_eq!(
            shown(&[NOSNIFF, CSP, CSP], ""),
            ["content-security-policy is sent 2 times"]
        );
        let found = shown(
            &[
                NOSNIFF,
                ("content-security-policy", "image-src *; script-src 'self'"),
            ],
            "",
        );
        assert_eq!(found.len(), 1);
        assert!(
            found[0].starts_with("content-security-policy: ") && found[0].contains("img-src"),
            "{}",
            found[0]
        );
        let other =
            "<p>\n<script nonce='b3RoZXI'>start()</script>\n<a href='javascript:go()'>go</a>";
        let found = shown(&[NOSNIFF, CSP], other);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found[0].starts_with("line 2, ") && found[1].starts_with("line 3, "),
            "{found:?}"
        );
    }

    /// What a policy sends.
    struct Sent;

    impl Sends for Sent {
        fn sent_fields(&self) -> Vec<(String, String)> {
            let referrer = ("referrer-policy", "no-referrer");
            let hsts = ("strict-transport-security", "max-age=31536000");
            [NOSNIFF, CSP, referrer, hsts]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .into()
        }
    }

    #[test]
    fn a_field_that_the_policy_sends_is_asserted() {
        let response = |fields: &[(&str, &str)]| {
            let builder = Response::builder();
            let builder = fields
                .iter()
                .fold(builder, |it, (name, value)| it.header(*name, *value));
            builder.body(String::new()).unwrap()
        };
        // Over http there is no Strict-Transport-Security.
        let whole = response(&[NOSNIFF, CSP, ("referrer-policy", "no-referrer")]);
        assert_protected_by(&Sent, &whole);
        for wrong in [
            response(&[NOSNIFF, CSP]),
            response(&[NOSNIFF, CSP, ("referrer-policy", "origin")]),
        ] {
            let said =
                catch_unwind(AssertUnwindSafe(|| assert_protected_by(&Sent, &wrong))).unwrap_err();
            let said = said.downcast::<String>().unwrap();
            assert!(said.contains("referrer-policy is "), "{said}");
        }
    }
}
