//! Sources that another source of the list covers.

use std::collections::HashMap;

use super::Problem;
use super::list::List;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::{ScriptSrc, ScriptSrcElem};
use crate::headers::csp::source::SourceExpression;
use crate::headers::csp::{HostSource, Keyword, Sited};

/// A source beside a wider one adds nothing. Where the wider one is every host there is, the others were meant to be all.
pub(super) fn adds_something(list: &List<'_>, out: &mut Diagnostics) {
    let is_strict = matches!(list.name, ScriptSrc | ScriptSrcElem)
        && list.keyword(Keyword::StrictDynamic).is_some();
    if is_strict {
        return;
    }
    let (everything, others): (Vec<_>, Vec<_>) = list
        .sources
        .iter()
        .partition(|source| is_everything(&source.node));
    let others = Wide::new(&others);
    let is_covered = |narrow: &Sited<SourceExpression>| {
        let mut everything = everything.iter();
        everything.any(|wide| covers(&wide.node, &narrow.node))
    };
    for narrow in list.sources {
        let wide = others.over(&narrow.node);
        if let Some(wide) = wide.filter(|_| !is_covered(narrow)) {
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
    for wide in &everything {
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

/// Sources by the hosts that they can be of: a long list is not compared each with each.
struct Wide<'a> {
    keywords: Vec<&'a Sited<SourceExpression>>,
    /// Under the host, or what follows its `*`.
    hosts: HashMap<&'a str, Vec<(usize, &'a Sited<SourceExpression>)>>,
}

impl<'a> Wide<'a> {
    fn new(sources: &[&'a Sited<SourceExpression>]) -> Self {
        let (mut keywords, mut hosts) = (Vec::new(), HashMap::<_, Vec<_>>::new());
        for (index, source) in sources.iter().copied().enumerate() {
            match &source.node {
                SourceExpression::Keyword(_) => keywords.push(source),
                SourceExpression::Host(host) => {
                    let key = host.host.trim_start_matches('*');
                    hosts.entry(key).or_default().push((index, source));
                }
                _ => {}
            }
        }
        Self { keywords, hosts }
    }

    /// The first source that covers this one.
    fn over(&self, narrow: &SourceExpression) -> Option<&'a Sited<SourceExpression>> {
        let SourceExpression::Host(host) = narrow else {
            let mut keywords = self.keywords.iter().copied();
            return keywords.find(|wide| covers(&wide.node, narrow));
        };
        let mut first: Option<&(usize, &Sited<SourceExpression>)> = None;
        let mut key = Some(host.host.as_str());
        while let Some(name) = key {
            let of_name = self.hosts.get(name).map_or(&[][..], Vec::as_slice);
            let wide = of_name.iter().find(|(_, wide)| covers(&wide.node, narrow));
            if wide.is_some_and(|(index, _)| first.is_none_or(|(least, _)| index < least)) {
                first = wide;
            }
            key = parent(name);
        }
        first.map(|(_, wide)| *wide)
    }
}

/// What follows the first label, with its dot: the name of a host one label shorter, as a wildcard covers it.
fn parent(name: &str) -> Option<&str> {
    let labels = name.get(1..)?;
    labels.get(labels.find('.')?..)
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
    scheme && host && port && wide.path_matches(&narrow.path)
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
