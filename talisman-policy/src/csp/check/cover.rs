//! Sources that another source of the list covers.

use super::Problem;
use super::list::List;
use crate::csp::DirectiveName::{ScriptSrc, ScriptSrcElem};
use crate::csp::source::SourceExpression;
use crate::csp::{HostSource, Keyword, Sited};
use crate::diagnostic::Diagnostics;

/// A source beside a wider one adds nothing. Where the wider one is every host there is, the others were meant to be all.
pub(super) fn adds_something(list: &List<'_>, out: &mut Diagnostics) {
    let is_strict = matches!(list.name, ScriptSrc | ScriptSrcElem)
        && list.keyword(Keyword::StrictDynamic).is_some();
    if is_strict {
        return;
    }
    for narrow in list.sources {
        let wide = list
            .sources
            .iter()
            .find(|wide| !is_everything(&wide.node) && covers(&wide.node, &narrow.node));
        if let Some(wide) = wide.filter(|_| !is_covered_by_everything(list, narrow)) {
            out.report_both(
                narrow.site,
                wide.site,
                Problem::CoveredSource {
                    source: narrow.shown(),
                    by: wide.shown(),
                },
            );
        }
    }
    for wide in list.sources.iter().filter(|wide| is_everything(&wide.node)) {
        let narrow = list
            .sources
            .iter()
            .find(|narrow| covers(&wide.node, &narrow.node));
        if let Some(narrow) = narrow {
            out.report_both(
                wide.site,
                narrow.site,
                Problem::CoversEverything {
                    source: wide.shown(),
                    covered: narrow.shown(),
                },
            );
        }
    }
}

fn is_covered_by_everything(list: &List<'_>, narrow: &Sited<SourceExpression>) -> bool {
    list.sources
        .iter()
        .any(|wide| is_everything(&wide.node) && covers(&wide.node, &narrow.node))
}

/// A scheme, or `*` with or without one.
fn is_everything(source: &SourceExpression) -> bool {
    match source {
        SourceExpression::Scheme(_) => true,
        SourceExpression::Host(host) => host.host == "*",
        _ => false,
    }
}

/// Whether whatever `narrow` matches is matched by `wide`, by the specification, Chromium and Firefox alike.
fn covers(wide: &SourceExpression, narrow: &SourceExpression) -> bool {
    match (wide, narrow) {
        (SourceExpression::Scheme(wide), SourceExpression::Host(narrow)) => narrow
            .scheme
            .as_deref()
            .is_some_and(|narrow| scheme_covers(wide, narrow)),
        (SourceExpression::Host(wide), SourceExpression::Host(narrow)) => {
            wide != narrow && host_covers(wide, narrow)
        }
        (SourceExpression::Keyword(wide), SourceExpression::Keyword(narrow)) => {
            keyword_covers(*wide, *narrow)
        }
        _ => false,
    }
}

/// scheme-part matching, <https://www.w3.org/TR/CSP3/#scheme-part-match>, as far as browsers follow it.
fn scheme_covers(wide: &str, narrow: &str) -> bool {
    wide == narrow || matches!((wide, narrow), ("http", "https") | ("ws", "wss"))
}

/// host-source against host-source: scheme, host, port and path.
fn host_covers(wide: &HostSource, narrow: &HostSource) -> bool {
    let scheme = match (wide.scheme.as_deref(), narrow.scheme.as_deref()) {
        (None, None) => true,
        (None, Some(narrow)) if is_star(wide) => {
            matches!(narrow, "http" | "https" | "ws" | "wss")
        }
        // Without a scheme it is that of the page, and https is above each that a page has.
        (None, Some(narrow)) => narrow == "https",
        (Some(wide), Some(narrow)) => scheme_covers(wide, narrow),
        (Some(_), None) => false,
    };
    // By the specification a wildcard matches no address.
    let host = wide.host == narrow.host
        || (!narrow.is_ipv4()
            && wide
                .host
                .strip_prefix('*')
                .is_some_and(|suffix| narrow.host.ends_with(suffix) && narrow.host != "*"));
    let port = is_star(wide) || wide.port == narrow.port || wide.port.as_deref() == Some("*");
    let path = match wide.path.as_str() {
        "" | "/" => true,
        path if path.ends_with('/') => narrow.path.starts_with(path),
        path => path == narrow.path,
    };
    scheme && host && port && path
}

/// `*` alone: the host of every URL on the network, whatever its port.
fn is_star(host: &HostSource) -> bool {
    host.host == "*" && host.scheme.is_none() && host.port.is_none() && host.path.is_empty()
}

fn keyword_covers(wide: Keyword, narrow: Keyword) -> bool {
    use Keyword::{
        ReportSha256, ReportSha384, ReportSha512, TrustedTypesEval, UnsafeEval, WasmUnsafeEval,
    };
    matches!(
        (wide, narrow),
        (UnsafeEval, WasmUnsafeEval | TrustedTypesEval)
            | (ReportSha512, ReportSha384 | ReportSha256)
            | (ReportSha384, ReportSha256)
    )
}
