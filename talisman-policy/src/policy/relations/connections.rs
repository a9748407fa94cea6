//! Connection-Allowlist beside connect-src: both must allow a connection.

use talisman_core::hosts::is_matched;

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::connection_allowlist::{ConnectionAllowlist, Item};
use crate::headers::csp::{DirectiveName, DirectiveValue, HostSource, Keyword, SourceExpression};
use crate::headers::header::{Header, HeaderPolicy};

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let header = Header::ConnectionAllowlist;
    let Some(HeaderPolicy::ConnectionAllowlist(list)) = whole.policy.get(header) else {
        return;
    };
    let connect = whole
        .csp(Header::ContentSecurityPolicy)
        .and_then(|csp| csp.get(DirectiveName::ConnectSrc));
    let Some(DirectiveValue::Sources(sources)) = connect else {
        return;
    };
    for source in sources {
        let write = match &source.node {
            SourceExpression::Keyword(Keyword::SelfOrigin) if !allows_self(list) => {
                "response-origin".to_owned()
            }
            SourceExpression::Host(host) if !allows(list, host) => format!("\"{}\"", url(host)),
            _ => continue,
        };
        out.report_both(
            source.site,
            whole.place(header),
            Problem::ConnectionBlocked { write },
        );
    }
}

/// The hosts that a list allows, with asterisks for anything, and whether it allows the page's own origin; `None` where it may allow
/// any host.
pub(super) fn allowed(whole: &Whole<'_>) -> Option<(Vec<String>, bool)> {
    let Some(HeaderPolicy::ConnectionAllowlist(list)) =
        whole.policy.get(Header::ConnectionAllowlist)
    else {
        return None;
    };
    let mut hosts = Vec::new();
    for item in list.items() {
        match item {
            Item::Token(_) => {}
            Item::Unchecked(_) => return None,
            Item::Pattern(pattern) => hosts.push(host_of(pattern)?.to_owned()),
        }
    }
    Some((hosts, allows_self(list)))
}

/// A pattern may match the origin, which only the response knows: in doubt it does.
fn allows_self(list: &ConnectionAllowlist) -> bool {
    !list.items().is_empty()
}

/// Whether a pattern may match a host of the source. In doubt it may: the answer `false` is reported.
fn allows(list: &ConnectionAllowlist, source: &HostSource) -> bool {
    list.items().iter().any(|item| match item {
        // The origin of the response may be the host's.
        Item::Token(_) => false,
        Item::Unchecked(_) => true,
        Item::Pattern(pattern) => {
            host_of(pattern).is_none_or(|name| is_matched(source.host.as_bytes(), &[name]))
        }
    })
}

/// The host of a pattern, if it has no signs in it but asterisks.
fn host_of(pattern: &str) -> Option<&str> {
    let host = pattern.split_once("://").map_or("", |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    // What else a URL pattern has, such as a group or a named part, may stand for any host.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._*".contains(c);
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    let has_port = port.chars().all(|c| c.is_ascii_digit() || c == '*');
    let name = if has_port { name } else { host };
    name.chars().all(is_plain).then_some(name)
}

/// The source as a URL pattern.
fn url(source: &HostSource) -> String {
    let scheme = match source.scheme.as_deref() {
        Some("http" | "ws") => "http",
        _ => "https",
    };
    let port = source.port.iter().map(|port| format!(":{port}"));
    format!("{scheme}://{}{}", source.host, port.collect::<String>())
}
