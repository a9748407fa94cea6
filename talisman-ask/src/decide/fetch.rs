//! Requests for URLs: which source names the place, and what else lets a script or a style sheet through.

use talisman_policy::headers::csp::{DirectiveName, HostSource, Keyword, Policy, SourceExpression};
use url::Url;

use super::code::{integrity, matching_integrity, matching_nonce};
use super::list::List;
use super::place::{Mismatch, Target};
use super::{Asked, Decision};
use crate::kind::Kind;

/// What only its place lets through.
pub(super) fn place(list: &List<'_>, asked: &Asked<'_>) -> Decision {
    if asked.request.kind == Kind::FencedFrame && !asked.has_scheme("https") {
        let because = "a fenced frame holds only https: documents".to_owned();
        return list.blocks(because, None);
    }
    let mut allowed = None;
    let mut blocked = Vec::new();
    for url in asked.targets(list.wanted) {
        let target = target(url, asked, list.wanted);
        let mut sources = list.sources.iter();
        match sources.find(|source| target.compare(source).is_ok()) {
            Some(source) => allowed = allowed.or(Some(*source)),
            None => blocked.push(target),
        }
    }
    match (blocked.first(), allowed) {
        (None, Some(source)) => {
            list.allows(source, format!("{source} of {} matches", list.named()))
        }
        (None, None) => list.blocks("there is no URL".to_owned(), None),
        (Some(first), _) => {
            let because = why_not(list, first);
            match name_places(&blocked) {
                Some(sources) => list.blocks(because, Some(list.add(sources))),
                None => list.blocks(format!("{because}, and none can name this place"), None),
            }
        }
    }
}

/// Why no source of a list matches.
fn why_not(list: &List<'_>, target: &Target<'_>) -> String {
    let mut nearest: Option<(Mismatch, &SourceExpression)> = None;
    for source in &list.sources {
        match target.compare(source) {
            Err(Some(mismatch)) if nearest.is_none_or(|(other, _)| mismatch > other) => {
                nearest = Some((mismatch, source));
            }
            _ => {}
        }
    }
    match nearest {
        _ if list.sources.is_empty() => format!("{} is 'none'", list.named()),
        Some((mismatch, source)) if mismatch > Mismatch::Host => format!(
            "no source of {} matches; {source} differs in its {}",
            list.named(),
            mismatch.as_str()
        ),
        _ => format!("no source of {} matches", list.named()),
    }
}

/// The fewest sources that name every place; `None` if one cannot be named.
fn name_places(targets: &[Target<'_>]) -> Option<Vec<SourceExpression>> {
    let mut named = Vec::new();
    for target in targets {
        named.push(name_place(target)?);
    }
    let names_all = |source: &&SourceExpression| {
        let mut targets = targets.iter();
        targets.all(|target| target.compare(source).is_ok())
    };
    match named.iter().find(names_all) {
        Some(source) => Some(vec![source.clone()]),
        None => Some(named),
    }
}

/// <https://www.w3.org/TR/CSP3/#script-pre-request>
pub(super) fn script(list: &List<'_>, asked: &Asked<'_>) -> Decision {
    let request = asked.request;
    if let Some(nonce) = matching_nonce(list, request) {
        return list.allows(nonce, format!("the nonce of {} matches", list.named()));
    }
    if let Some(hash) = matching_integrity(list, request) {
        let source = SourceExpression::Hash(hash.clone());
        return list.allows(
            &source,
            format!("{} has the hashes of its integrity", list.named()),
        );
    }
    if !list.is_strict_dynamic() {
        return place(list, asked);
    }
    if !request.is_parser_inserted {
        let source = SourceExpression::Keyword(Keyword::StrictDynamic);
        return list.allows(
            &source,
            format!("{} trusts what a script adds", list.named()),
        );
    }
    let added = if request.has_page_nonce {
        vec![SourceExpression::Nonce]
    } else {
        integrity(&request.integrity)
            .into_iter()
            .map(SourceExpression::Hash)
            .collect()
    };
    let change = (!added.is_empty()).then(|| list.add(added));
    let hint = match (&change, list.nonces().next()) {
        (None, Some(_)) => ": give its element the nonce",
        (None, None) => ": give its element an integrity, and the policy that hash",
        (Some(_), _) => "",
    };
    let because = format!(
        "no nonce or hash of {} matches, and beside 'strict-dynamic' no place counts{hint}",
        list.named()
    );
    list.blocks(because, change)
}

pub(super) fn style(list: &List<'_>, asked: &Asked<'_>) -> Decision {
    match matching_nonce(list, asked.request) {
        Some(nonce) => list.allows(nonce, format!("the nonce of {} matches", list.named())),
        None => place(list, asked),
    }
}

/// `'strict-dynamic'` allows every worker in Chromium, whichever directive has it.
pub(super) fn worker(list: &List<'_>, asked: &Asked<'_>) -> Decision {
    if list.is_strict_dynamic() {
        let source = SourceExpression::Keyword(Keyword::StrictDynamic);
        return list.allows(
            &source,
            format!("'strict-dynamic' of {} allows every worker", list.named()),
        );
    }
    place(list, asked)
}

/// What a page fetches ahead: allowed if any fetch directive allows it, and where there is no default-src.
pub(super) fn prefetch(policy: &Policy, asked: &Asked<'_>) -> Decision {
    use DirectiveName::{
        ChildSrc, ConnectSrc, DefaultSrc, FontSrc, FrameSrc, ImgSrc, ManifestSrc, MediaSrc,
        ObjectSrc, ScriptSrc, ScriptSrcElem, StyleSrc, StyleSrcElem, WorkerSrc,
    };
    let Some(default) = List::governing(policy, DefaultSrc) else {
        return Decision::free(DefaultSrc);
    };
    if default.is_strict_dynamic() {
        let source = SourceExpression::Keyword(Keyword::StrictDynamic);
        return default.allows(
            &source,
            "'strict-dynamic' of default-src allows every prefetch".to_owned(),
        );
    }
    let names = [
        DefaultSrc,
        ChildSrc,
        ConnectSrc,
        FontSrc,
        FrameSrc,
        ImgSrc,
        ManifestSrc,
        MediaSrc,
        ObjectSrc,
        ScriptSrc,
        ScriptSrcElem,
        StyleSrc,
        StyleSrcElem,
        WorkerSrc,
    ];
    let lists = names
        .iter()
        .filter_map(|name| List::governing(policy, *name));
    let mut decisions = lists.map(|list| place(&list, asked));
    let allowed = decisions.find(|decision| decision.is_allowed);
    allowed.unwrap_or_else(|| {
        // Whichever directive names the place lets the prefetch through: of those that load it, images are the least.
        let images = List::governing(policy, ImgSrc).map(|list| place(&list, asked).change);
        Decision {
            because: "no source of any fetch directive matches".to_owned(),
            change: images.flatten(),
            ..place(&default, asked)
        }
    })
}

fn target<'a>(url: &'a Url, asked: &Asked<'a>, wanted: DirectiveName) -> Target<'a> {
    let kind = asked.request.kind;
    Target {
        url,
        origin: asked.origin,
        is_redirected: asked.request.is_redirected,
        // A document in an object is navigated to once its own directive has let it through.
        is_navigation: kind.is_navigation()
            || (kind == Kind::Object && wanted == DirectiveName::FrameSrc),
    }
}

/// The narrowest source that names where a URL leads to: `'self'`, an origin, or a scheme that has no hosts.
fn name_place(target: &Target<'_>) -> Option<SourceExpression> {
    let url = target.url;
    let own = SourceExpression::Keyword(Keyword::SelfOrigin);
    let candidates = [Some(own), origin_source(url)];
    candidates
        .into_iter()
        .flatten()
        .find(|source| target.compare(source).is_ok())
}

fn origin_source(url: &Url) -> Option<SourceExpression> {
    let scheme = url.scheme().to_owned();
    let Some(host) = url.host_str().filter(|host| !host.is_empty()) else {
        return Some(SourceExpression::Scheme(scheme));
    };
    // host-char = ALPHA / DIGIT / "-": an IPv6 address or an underscore cannot be written.
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    host.bytes().all(is_host).then(|| {
        SourceExpression::Host(HostSource {
            scheme: Some(scheme),
            host: host.to_owned(),
            port: url.port().map(|port| port.to_string()),
            path: String::new(),
        })
    })
}
