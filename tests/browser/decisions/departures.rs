//! Why another judge decides a case otherwise than the matcher: what it reads differently.

use talisman_ask::Page;

use super::generate::Case;

/// Something that another judge reads differently.
pub(crate) struct Departure {
    /// What, and which section is on whose side.
    pub(crate) why: &'static str,
    /// The case with what the judge reads written out, for the matcher; `None` where it makes no difference.
    pub(crate) as_it_reads: fn(&Case) -> Option<Case>,
}

/// The reasons for which a judge decides a case as it did: what it reads differently, written out, makes the matcher decide the
/// same. Two at a time are enough.
pub(crate) fn explain(
    departures: &'static [Departure],
    case: &Case,
    is_allowed: bool,
) -> Option<&'static str> {
    let explains = |case: &Case| matches(case) == is_allowed;
    let one = departures
        .iter()
        .find(|one| (one.as_it_reads)(case).is_some_and(|case| explains(&case)));
    let two = || {
        departures.iter().find(|one| {
            let Some(first) = (one.as_it_reads)(case) else {
                return false;
            };
            let mut others = departures.iter();
            others.any(|other| (other.as_it_reads)(&first).is_some_and(|twice| explains(&twice)))
        })
    };
    one.or_else(two).map(|departure| departure.why)
}

/// Whether the matcher allows a case.
pub(crate) fn matches(case: &Case) -> bool {
    let page = Page::at(case.page).expect("the page has a URL");
    let policies = case.policies.iter();
    policies
        .fold(page, |page, policy| page.enforcing(policy))
        .allows(case.request())
}

/// The case with every word of its policies rewritten; `None` leaves one out.
pub(crate) fn with_words(case: &Case, rewrite: impl Fn(&str) -> Option<String>) -> Option<Case> {
    let policies: Vec<String> = case
        .policies
        .iter()
        .map(|policy| rewritten(policy, &rewrite))
        .collect();
    (policies != case.policies).then(|| Case {
        policies,
        ..case.clone()
    })
}

pub(crate) fn rewritten(policy: &str, rewrite: &impl Fn(&str) -> Option<String>) -> String {
    let directives = policy.split("; ").map(|directive| {
        let mut words = directive.split(' ');
        let name = words.next().unwrap_or_default().to_owned();
        let values = words.filter_map(rewrite);
        std::iter::once(name)
            .chain(values)
            .collect::<Vec<_>>()
            .join(" ")
    });
    directives.collect::<Vec<_>>().join("; ")
}

/// A URL or host-source without its port.
pub(crate) fn without_port(text: &str) -> String {
    let start = text.find("://").map_or(0, |at| at + 3);
    let end = text[start..].find('/').map_or(text.len(), |at| start + at);
    match text[start..end].find(':') {
        Some(colon) => format!("{}{}", &text[..start + colon], &text[end..]),
        None => text.to_owned(),
    }
}

/// Every place at the default port of its scheme.
pub(crate) fn ports(case: &Case) -> Option<Case> {
    let is_host = |word: &str| !word.starts_with('\'') && !word.ends_with(':');
    let without = |word: &str| {
        if is_host(word) {
            without_port(word)
        } else {
            word.to_owned()
        }
    };
    let policies: Vec<String> = case
        .policies
        .iter()
        .map(|policy| rewritten(policy, &|word: &str| Some(without(word))))
        .collect();
    let url = without_port(case.url());
    (policies != case.policies || url != case.url()).then(|| Case {
        policies,
        ..case.clone().at(url)
    })
}

/// An object that has no directive but its own.
pub(crate) fn objects(case: &Case) -> Option<Case> {
    let is_object = case.kind == "object" && !case.holds_image;
    is_object.then(|| Case {
        holds_image: true,
        ..case.clone()
    })
}

/// `'strict-dynamic'` that says nothing to a kind.
pub(crate) fn strict_dynamic(case: &Case) -> Option<Case> {
    with_words(case, |word| {
        (word != "'strict-dynamic'").then(|| word.to_owned())
    })
}

/// `'self'` of a page at a port of its own, with this port after an upgrade.
pub(crate) fn self_with_port(case: &Case) -> Option<Case> {
    let secure = case.page.replace("http:", "https:");
    let has_port = secure.ends_with(":8080");
    has_port
        .then(|| with_words(case, |word| Some(word.replace("'self'", &secure))))
        .flatten()
}
