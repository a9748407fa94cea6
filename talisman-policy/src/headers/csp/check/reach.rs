//! What a source can reach: schemes, ports and addresses that no request of its directive has, and what it seems to cover.

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::{ConnectSrc, ScriptSrc, ScriptSrcElem};
use crate::headers::csp::HostSource;
use crate::headers::csp::directive::{Governs, Language, Part};
use crate::headers::csp::list::List;
use crate::headers::csp::source::SourceExpression;

/// Ports to which browsers make no connection, <https://fetch.spec.whatwg.org/#port-blocking>, as of 2026-11-21.
const BLOCKED_PORTS: &[u16] = &[
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101,
    102, 103, 104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427,
    465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990,
    993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
    6668, 6669, 6679, 6697, 10080,
];

/// An attribute is part of the page: no place that it could come from is ever compared.
pub(super) fn attributes_load_nothing(list: &List<'_>, out: &mut Diagnostics) {
    let what = match list.name.fact().governs {
        Governs::Code(Language::Script, Part::Attributes) => "an event handler",
        Governs::Code(Language::Style, Part::Attributes) => "a style attribute",
        Governs::Code(_, Part::All | Part::Elements)
        | Governs::Everything
        | Governs::Connections
        | Governs::Children
        | Governs::Places
        | Governs::Passive
        | Governs::Nothing => return,
    };
    for source in list.sources.iter().filter(|source| source.node.is_place()) {
        out.report(
            source.site,
            Problem::SourceOfAttribute {
                source: source.shown(),
                directive: list.name.as_str().to_owned(),
                what,
                write: list.nothing_for(source),
            },
        );
    }
}

/// A scheme that no request of the directive has.
pub(super) fn scheme_matches(list: &List<'_>, out: &mut Diagnostics) {
    for source in list.sources {
        let scheme = match &source.node {
            SourceExpression::Scheme(scheme) => Some(scheme.as_str()),
            SourceExpression::Host(host) => host.scheme.as_deref(),
            _ => None,
        };
        let (why, help) = match scheme {
            Some("ws" | "wss") if !list.name.governs_web_sockets() => (
                "only WebSockets have this scheme, and connect-src governs those",
                "write it in connect-src, if a WebSocket is intended; otherwise https:",
            ),
            Some("javascript") if matches!(list.name, ScriptSrc | ScriptSrcElem) => (
                "a javascript: URL counts as inline script",
                "remove it; a javascript: URL needs 'unsafe-hashes' with its hash",
            ),
            _ => continue,
        };
        out.report(
            source.site,
            Problem::SchemeNeverMatches {
                source: source.shown(),
                directive: list.name.as_str().to_owned(),
                why,
                help,
            },
        );
    }
}

/// A port that browsers refuse, or that the scheme does not go with.
pub(super) fn port_matches(list: &List<'_>, out: &mut Diagnostics) {
    for (source, host) in list.hosts() {
        let Some(port) = host.port.as_deref().and_then(|port| port.parse().ok()) else {
            continue;
        };
        let shown = source.shown();
        if BLOCKED_PORTS.contains(&port) {
            out.report(
                source.site,
                Problem::BlockedPort {
                    source: shown,
                    port,
                },
            );
        // No upgrade helps: the scheme is secure already, and nothing serves TLS on the port of http.
        } else if let (80, Some(scheme @ ("https" | "wss"))) = (port, host.scheme.as_deref()) {
            let scheme = scheme.to_owned();
            let write = HostSource {
                port: None,
                ..host.clone()
            };
            out.report(
                source.site,
                Problem::PortOfHttp {
                    source: shown,
                    scheme,
                    write: source.spelling.word(&write.serialize()),
                },
            );
        }
    }
}

/// By the specification an IPv4 address matches nothing; browsers compare it all the same.
pub(super) fn addresses(list: &List<'_>, out: &mut Diagnostics) {
    for (source, host) in list.hosts() {
        // A note in CSP3 excepts 127.0.0.1, and browsers compare all addresses as names.
        if host.is_ipv4() && host.host != "127.0.0.1" {
            let host = host.host.clone();
            out.report(source.site, Problem::Address { host });
        }
    }
}

/// `https://h` and `h` let no WebSocket through to the host in Chromium and Firefox: a list of theirs alone is reported once.
pub(super) fn web_sockets(list: &List<'_>, out: &mut Diagnostics) {
    let names_sockets = list.sources.iter().any(|source| match &source.node {
        SourceExpression::Scheme(scheme) => is_socket(scheme),
        SourceExpression::Host(host) => {
            // Chromium and Firefox take `*` for ws: and wss: as well, beyond what CSP3 says of it.
            host.host == "*" && host.scheme.is_none()
                || host.scheme.as_deref().is_some_and(is_socket)
        }
        SourceExpression::Unchecked(_) => true,
        _ => false,
    });
    if list.name != ConnectSrc || !list.is_whole || names_sockets {
        return;
    }
    let first = list
        .hosts()
        .find(|(_, host)| matches!(host.scheme.as_deref(), None | Some("https")));
    if let Some((source, host)) = first {
        let socket = HostSource {
            scheme: Some("wss".to_owned()),
            ..host.without_glob().unwrap_or_else(|| host.clone())
        };
        out.report(
            source.site,
            Problem::WebSocketNotCovered {
                source: source.shown(),
                write: source.spelling.word(&socket.serialize()),
            },
        );
    }
}

fn is_socket(scheme: &str) -> bool {
    matches!(scheme, "ws" | "wss")
}
