//! Sources that another source of the list covers, and hosts that a wildcard seems to cover.
//!
//! A list may have tens of thousands of sources: none is compared with all others. Each is looked up under what a source that
//! covers it can look like.

use std::collections::{HashMap, HashSet};

use super::Problem;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::DirectiveName::{ScriptSrc, ScriptSrcElem};
use crate::headers::csp::list::List;
use crate::headers::csp::source::SourceExpression;
use crate::headers::csp::{HostSource, Keyword, Sited};

type Source = Sited<SourceExpression>;

/// No host name is longer, RFC 1035 section 2.3.4: what is longer is not looked up.
const LONGEST_HOST: usize = 253;

/// A source beside a wider one adds nothing. Where the wider one is every host there is, the others were intended to be all.
pub(super) fn adds_something(list: &List<'_>, out: &mut Diagnostics) {
    if is_strict(list) || !may_cover(list.sources) {
        return;
    }
    let sources = distinct(list.sources);
    let wide = Wide::new(&sources);
    let mut limits_nothing: HashMap<usize, &Source> = HashMap::new();
    for narrow in &sources {
        let everything = wide.everything_over(&narrow.node);
        for (index, _) in &everything {
            limits_nothing.entry(*index).or_insert(narrow);
        }
        let covered = wide.over(&narrow.node).filter(|_| everything.is_empty());
        if let Some(wide) = covered {
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
    for (index, wide) in sources.iter().enumerate() {
        if let Some(narrow) = limits_nothing.get(&index) {
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

/// `*.host` leaves the host itself out.
pub(super) fn wildcard_has_its_host(list: &List<'_>, out: &mut Diagnostics) {
    if is_strict(list) || !list.is_whole || !list.sources.iter().any(is_wildcard) {
        return;
    }
    let sources = distinct(list.sources);
    let wide = Wide::new(&sources);
    let hosts = sources.iter().filter_map(|source| match &source.node {
        SourceExpression::Host(host) => Some((*source, host)),
        _ => None,
    });
    let mut named: HashSet<&str> = hosts.clone().map(|(_, host)| host.host.as_str()).collect();
    for (source, host) in hosts {
        let Some(name) = host
            .host
            .strip_prefix("*.")
            .filter(|name| named.insert(name))
        else {
            continue;
        };
        let node = SourceExpression::Host(HostSource {
            host: name.to_owned(),
            ..host.clone()
        });
        if wide.over(&node).is_some() || !wide.everything_over(&node).is_empty() {
            continue;
        }
        let bare = Sited {
            node,
            ..source.clone()
        };
        out.report(
            source.site,
            Problem::WildcardWithoutHost {
                source: source.shown(),
                host: name.to_owned(),
                write: bare.written(),
            },
        );
    }
}

/// Whether the list has two sources of which one may cover the other. Most lists have not, and cost nothing more.
fn may_cover(sources: &[Source]) -> bool {
    let (mut places, mut keywords) = (0, 0);
    for source in sources {
        match source.node {
            SourceExpression::Host(_) | SourceExpression::Scheme(_) => places += 1,
            SourceExpression::Keyword(_) => keywords += 1,
            _ => {}
        }
    }
    places > 1 || keywords > 1
}

fn is_wildcard(source: &Source) -> bool {
    matches!(&source.node, SourceExpression::Host(host) if host.host.starts_with("*."))
}

/// Whether hosts count for nothing in the list.
fn is_strict(list: &List<'_>) -> bool {
    // Beside it hosts are cut off: which of them covers another decides nothing.
    matches!(list.name, ScriptSrc | ScriptSrcElem) && list.keyword(Keyword::StrictDynamic).is_some()
}

/// Each source once: that one appears twice is a problem of its own.
fn distinct(sources: &[Source]) -> Vec<&Source> {
    let mut seen = HashSet::new();
    let mut is_new = |source: &&Source| seen.insert(source.node.to_string());
    sources.iter().filter(|source| is_new(source)).collect()
}

/// A source with its place in the list.
type Placed<'a> = (usize, &'a Source);

/// Sources by what they can cover.
struct Wide<'a> {
    keywords: Vec<&'a Source>,
    schemes: HashMap<&'a str, Placed<'a>>,
    /// Under the host, or what follows its `*`: nothing for every host.
    hosts: HashMap<&'a str, Group<'a>>,
}

/// Scheme, port and path of a source.
type Rest<'a> = (Option<&'a str>, Option<&'a str>, &'a str);

/// The sources of one host.
#[derive(Default)]
struct Group<'a> {
    sources: HashMap<Rest<'a>, Vec<Placed<'a>>>,
    /// The lengths of the paths that are folders, each once: of a path few of them are a beginning.
    folders: Vec<usize>,
}

impl<'a> Wide<'a> {
    fn new(sources: &[&'a Source]) -> Self {
        let (mut keywords, mut schemes) = (Vec::new(), HashMap::new());
        let mut hosts: HashMap<&str, Group<'a>> = HashMap::new();
        for (index, source) in sources.iter().copied().enumerate() {
            match &source.node {
                SourceExpression::Keyword(_) => keywords.push(source),
                SourceExpression::Scheme(scheme) => {
                    schemes.insert(scheme.as_str(), (index, source));
                }
                SourceExpression::Host(host) => {
                    let group = hosts.entry(key(host)).or_default();
                    let rest = (host.scheme.as_deref(), host.port.as_deref(), &*host.path);
                    group.sources.entry(rest).or_default().push((index, source));
                    if host.path.ends_with('/') {
                        group.folders.push(host.path.len());
                    }
                }
                _ => {}
            }
        }
        for group in hosts.values_mut() {
            group.folders.sort_unstable();
            group.folders.dedup();
        }
        Self {
            keywords,
            schemes,
            hosts,
        }
    }

    /// The first source that covers this one, those for every host apart.
    fn over(&self, narrow: &SourceExpression) -> Option<&'a Source> {
        let SourceExpression::Host(host) = narrow else {
            let mut keywords = self.keywords.iter().copied();
            return keywords.find(|wide| covers(&wide.node, narrow));
        };
        // A longer name resolves nowhere, and each of its labels would be looked up.
        if host.host.len() > LONGEST_HOST {
            return None;
        }
        let names = std::iter::successors(Some(key(host)), |name| parent(name));
        let groups = names.filter_map(|name| self.hosts.get(name).filter(|_| !name.is_empty()));
        let found = groups.flat_map(|group| group.over(host));
        found.min_by_key(|(index, _)| *index).map(|(_, wide)| wide)
    }

    /// The sources for every host that cover this one.
    fn everything_over(&self, narrow: &SourceExpression) -> Vec<Placed<'a>> {
        let SourceExpression::Host(host) = narrow else {
            return Vec::new();
        };
        let scheme = host.scheme.as_deref();
        // A source with http: matches https: too, and ws: matches wss:, never the other way round: CSP3 section 6.7.2.9.
        let weaker = match scheme {
            Some("https") => Some("http"),
            Some("wss") => Some("ws"),
            _ => None,
        };
        let schemes = [scheme, weaker].into_iter().flatten();
        let mut found: Vec<_> = schemes
            .filter_map(|it| self.schemes.get(it).copied())
            .collect();
        found.extend(
            self.hosts
                .get("")
                .into_iter()
                .flat_map(|group| group.over(host)),
        );
        found
    }
}

impl<'a> Group<'a> {
    /// Those of the group that cover this source.
    fn over(&self, narrow: &HostSource) -> Vec<Placed<'a>> {
        let path = narrow.path.as_str();
        let folders = self.folders.iter().filter_map(|length| path.get(..*length));
        // No path and the root match every file, a path that ends in a slash what is below it, any other itself: CSP3 section 6.7.2.12.
        let mut paths: Vec<&str> = vec!["", "/", path];
        paths.extend(folders);
        let mut found = Vec::new();
        // What could be wider is looked up: comparing every pair of a generated list takes time by the square of its length.
        for scheme in [None, narrow.scheme.as_deref(), Some("http"), Some("ws")] {
            for port in [None, narrow.port.as_deref(), Some("*")] {
                for path in &paths {
                    found.extend(
                        self.sources
                            .get(&(scheme, port, *path))
                            .into_iter()
                            .flatten(),
                    );
                }
            }
        }
        found.retain(|(_, wide): &Placed<'a>| {
            matches!(&wide.node, SourceExpression::Host(wide) if wide != narrow && host_covers(wide, narrow))
        });
        found
    }
}

/// The host, or what follows its `*`.
fn key(host: &HostSource) -> &str {
    host.host.trim_start_matches('*')
}

/// What follows the first label, with its dot: the name of a host one label shorter, as a wildcard covers it.
fn parent(name: &str) -> Option<&str> {
    let labels = name.get(1..)?;
    labels.get(labels.find('.')?..)
}

/// Whether whatever `narrow` matches is matched by `wide`, by the specification, Chromium and Firefox alike.
fn covers(wide: &SourceExpression, narrow: &SourceExpression) -> bool {
    match (wide, narrow) {
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
