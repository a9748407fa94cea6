//! Sources and receivers of reports without encryption.

use std::collections::HashSet;

use super::effective::Effective;
use super::{Findings, Problem};
use crate::headers::csp::directive::DirectiveName;
use crate::headers::csp::directive::{Governs, Language, Part};
use crate::headers::csp::host::HostSource;
use crate::headers::csp::list::List;
use crate::headers::csp::{Directive, DirectiveValue, Sited, SourceExpression};
use crate::headers::endpoint_url;

/// Sources that begin with `http:` or `ws:`.
///
/// Nobody is between a page and its own machine, and where browsers make https: of http: there is nothing to read.
pub(super) fn sources(policy: Effective<'_>, found: &mut Findings<'_>) {
    for list in policy.lists() {
        if counts(list, policy) && !is_upgraded(list.name, policy) {
            of_list(list, found);
        }
    }
}

/// The sources of one list that begin so.
pub(super) fn of_list(list: List<'_>, found: &mut Findings<'_>) {
    let is_passive = list.name.is_passive();
    let beside: HashSet<String> = list.sources.iter().map(|it| it.node.to_string()).collect();
    for source in list.sources {
        let Some(secure) = secure(&source.node) else {
            continue;
        };
        let (write, instead) = remedy(secure, source, &beside);
        let word = source.shown();
        let problem = if is_passive {
            Problem::InsecurePassiveSource {
                word,
                write,
                instead,
            }
        } else {
            Problem::InsecureSource {
                word,
                write,
                instead,
            }
        };
        found.source(source, problem);
    }
}

/// `report-uri` with a URL that begins with `http:`.
pub(super) fn report_uri(policy: Effective<'_>, found: &mut Findings<'_>) {
    let value = policy
        .directive(DirectiveName::ReportUri)
        .map(Directive::value);
    let Some(DirectiveValue::Words(urls)) = value else {
        return;
    };
    for url in urls.iter().filter(|_| !policy.upgrades()) {
        let Some((authority, rest)) = endpoint_url::of_http(&url.node) else {
            continue;
        };
        let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
        if is_loopback(host) {
            continue;
        }
        let secure = url.spelling.word(&format!("https://{authority}{rest}"));
        let (write, instead) = if port.is_empty() {
            (format!("write {secure}"), Some(secure))
        } else {
            ("serve it over https, and write https://".to_owned(), None)
        };
        let word = url.node.clone();
        found.out.report(
            url.site,
            Problem::InsecureReportUri {
                word,
                write,
                instead,
            },
        );
    }
}

/// Whether the sources of a list decide anything: a narrower directive may have taken the loads over, and scripts may not ask
/// where they come from.
fn counts(list: List<'_>, policy: Effective<'_>) -> bool {
    use DirectiveName::{ScriptSrcElem, StyleSrcElem};

    let is_taken_over = |by| policy.directive(by).is_some();
    match list.name.fact().governs {
        // The code is in the page and has no address.
        Governs::Code(_, Part::Attributes) => false,
        Governs::Code(Language::Style, Part::All) => !is_taken_over(StyleSrcElem),
        Governs::Code(Language::Script, _) => {
            let is_overruled =
                list.name == DirectiveName::ScriptSrc && is_taken_over(ScriptSrcElem);
            !is_overruled && policy.runs_scripts() && !list.is_strict_dynamic()
        }
        Governs::Code(Language::Style, Part::Elements)
        | Governs::Everything
        | Governs::Connections
        | Governs::Children
        | Governs::Places
        | Governs::Passive
        | Governs::Nothing => true,
    }
}

/// Whether `upgrade-insecure-requests` covers it: every request of the page, but not who frames it.
fn is_upgraded(name: DirectiveName, policy: Effective<'_>) -> bool {
    policy.upgrades() && name != DirectiveName::FrameAncestors
}

/// What stands for the same over an encrypted connection.
enum Secure {
    /// This source.
    Source(SourceExpression),
    /// A host at some other port.
    AtAnotherPort(&'static str),
}

fn secure(source: &SourceExpression) -> Option<Secure> {
    match source {
        SourceExpression::Scheme(scheme) => {
            let scheme = secure_scheme(scheme)?.to_owned();
            Some(Secure::Source(SourceExpression::Scheme(scheme)))
        }
        SourceExpression::Host(host) if !is_loopback(&host.host) => {
            let scheme = secure_scheme(host.scheme.as_deref()?)?;
            Some(match host.port.as_deref() {
                None | Some("80" | "*") => Secure::Source(SourceExpression::Host(HostSource {
                    scheme: Some(scheme.to_owned()),
                    port: host.port.clone().filter(|port| port == "*"),
                    ..host.clone()
                })),
                // Who answers on that port hardly speaks TLS as well: the scheme alone would be no remedy.
                Some(_) => Secure::AtAnotherPort(scheme),
            })
        }
        _ => None,
    }
}

/// The help, and the text that mends the list.
fn remedy(
    secure: Secure,
    source: &Sited<SourceExpression>,
    beside: &HashSet<String>,
) -> (String, Option<String>) {
    let node = match secure {
        Secure::Source(node) => node,
        Secure::AtAnotherPort(scheme) => {
            let write = "serve it over an encrypted connection, and write";
            return (format!("{write} {scheme}:// with that port"), None);
        }
    };
    let secure = Sited {
        node,
        ..source.clone()
    };
    let written = secure.written();
    if beside.contains(&secure.node.to_string()) {
        let write = format!("leave it out: {written} is in the list as well");
        return (write, Some(String::new()));
    }
    (format!("write {written}"), Some(written))
}

fn secure_scheme(scheme: &str) -> Option<&'static str> {
    match scheme {
        "http" => Some("https"),
        "ws" => Some("wss"),
        _ => None,
    }
}

/// Whether a host is the machine itself, <https://www.w3.org/TR/secure-contexts/#is-origin-trustworthy>.
fn is_loopback(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let is_address = || {
        host.starts_with("127.")
            && host.split('.').count() == 4
            && host.split('.').all(|part| part.parse::<u8>().is_ok())
    };
    host == "localhost" || host.ends_with(".localhost") || is_address()
}
