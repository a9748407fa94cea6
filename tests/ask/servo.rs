//! Servo's `content-security-policy` as another judge, on what it covers: it follows CSP3 by the letter, and each pair on which it
//! decides otherwise has its reason here.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use content_security_policy::{
    CheckResult, CspList, Destination, Element, Initiator, InlineCheckType, NavigationCheckType,
    Origin, ParserMetadata, PolicyDisposition, PolicySource, Request as Asked, Url,
};
use talisman_ask::{Kind, Page, Request};

use super::departures::{self, Departure, with_words};
use super::generate::{Case, cases};

const PAIRS: usize = 10_000;

const UPGRADE: &str = "upgrade-insecure-requests";

/// What the judge says; `None` if it does not cover the kind.
fn judged(case: &Case) -> Option<bool> {
    let request = case.request();
    let kind = Kind::from_word(case.kind)?;
    let origin = Url::parse(case.page).expect("the page has a URL").origin();
    let policies = CspList(
        case.policies
            .iter()
            .flat_map(|policy| {
                CspList::parse(policy, PolicySource::Header, PolicyDisposition::Enforce).0
            })
            .collect(),
    );
    let (result, _) = match kind {
        Kind::Eval if policies.does_sink_type_require_trusted_types("'script'", false) => {
            return Some(false);
        }
        Kind::Eval => policies.is_js_evaluation_allowed(request.subject()),
        Kind::Wasm => policies.is_wasm_evaluation_allowed(),
        Kind::Base => {
            let url = Url::parse(request.subject()).ok()?;
            policies.is_base_allowed_for_document(&url, &origin)
        }
        Kind::Form => policies.should_navigation_request_be_blocked(
            &mut asked(case, &request, origin, Destination::Document)?,
            NavigationCheckType::FormSubmission,
            |text| Some(text.to_owned()),
        ),
        _ => match inline(kind) {
            Some(kind) => {
                let nonce = (!case.nonce.is_empty()).then(|| case.nonce.as_str().into());
                let element = Element { nonce };
                policies.should_elements_inline_type_behavior_be_blocked(
                    &element,
                    kind,
                    request.subject(),
                )
            }
            None => policies.should_request_be_blocked(&asked(
                case,
                &request,
                origin,
                destination(kind)?,
            )?),
        },
    };
    Some(result == CheckResult::Allowed)
}

fn inline(kind: Kind) -> Option<InlineCheckType> {
    Some(match kind {
        Kind::InlineScript => InlineCheckType::Script,
        Kind::ScriptAttribute => InlineCheckType::ScriptAttribute,
        Kind::InlineStyle => InlineCheckType::Style,
        Kind::StyleAttribute => InlineCheckType::StyleAttribute,
        Kind::JavascriptUrl => InlineCheckType::Navigation,
        _ => return None,
    })
}

fn destination(kind: Kind) -> Option<Destination> {
    Some(match kind {
        Kind::Script => Destination::Script,
        Kind::Style => Destination::Style,
        Kind::Image => Destination::Image,
        Kind::Font => Destination::Font,
        Kind::Connect | Kind::Prefetch => Destination::None,
        Kind::Media => Destination::Audio,
        Kind::Object => Destination::Object,
        Kind::Frame => Destination::IFrame,
        Kind::Worker => Destination::Worker,
        _ => return None,
    })
}

fn asked(
    case: &Case,
    request: &Request,
    origin: Origin,
    destination: Destination,
) -> Option<Asked> {
    let mut url = Url::parse(request.subject()).ok()?;
    let upgrades = case.policies.iter().any(|policy| policy.contains(UPGRADE));
    let is_loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost"));
    // What Fetch does before it asks: a WebSocket is a request over http or https, and the page upgrades.
    let scheme = match url.scheme() {
        "ws" | "http" if upgrades && !is_loopback => Some("https"),
        "ws" => Some("http"),
        "wss" => Some("https"),
        _ => None,
    };
    if let Some(scheme) = scheme {
        url.set_scheme(scheme).ok()?;
    }
    Some(Asked {
        current_url: url.clone(),
        url,
        origin,
        redirect_count: u32::from(case.is_redirected()),
        destination,
        initiator: if case.kind == "prefetch" {
            Initiator::Prefetch
        } else {
            Initiator::None
        },
        nonce: case.nonce.clone(),
        integrity_metadata: case.integrity.clone(),
        parser_metadata: if case.parser_inserted {
            ParserMetadata::ParserInserted
        } else {
            ParserMetadata::NotParserInserted
        },
    })
}

#[test]
fn another_judge_decides_alike_but_where_it_is_listed() {
    let (mut covered, mut wrong) = (0, Vec::new());
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases(PAIRS) {
        let Some(is_allowed) = judged(&case) else {
            continue;
        };
        covered += 1;
        let page = Page::at(case.page).expect("the page has a URL");
        let policies = case.policies.iter();
        let page = policies.fold(page, |page, policy| page.enforcing(policy));
        let verdict = page.verdict(case.request());
        if verdict.is_allowed() == is_allowed {
            continue;
        }
        match departures::explain(SERVO, &case, is_allowed) {
            Some(reason) => *reasons.entry(reason).or_default() += 1,
            None => wrong.push(format!("{case:?}\n  judge: {is_allowed}\n  {verdict}")),
        }
    }
    let listed: Vec<String> = reasons
        .iter()
        .map(|(reason, count)| format!("{count:>6}  {reason}"))
        .collect();
    let _ = writeln!(io::stderr(), "\n{covered} pairs\n{}\n", listed.join("\n"));
    assert!(
        wrong.is_empty(),
        "{} of {covered}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(covered > PAIRS, "{covered}");
}

/// Where the judge decides otherwise: by the letter, from which Chromium departs and the matcher with it, or against it.
const SERVO: &[Departure] = &[
    Departure {
        why: "by the letter: ws: and wss: match http: and https:, in the algorithm of CSP3 section 6.7.2.9 and not in its note",
        as_it_reads: |case| {
            with_words(case, |word| {
                let http = word.replace("wss:", "https:").replace("ws:", "http:");
                Some(http)
            })
        },
    },
    Departure {
        why: "by the letter: a port is the same after an upgrade, CSP3 section 6.7.2.11",
        as_it_reads: departures::ports,
    },
    Departure {
        why: "by the letter: a source at port 80 is not at 443 after an upgrade, CSP3 section 6.7.2.11",
        as_it_reads: |case| with_words(case, |word| Some(end_at_79(word.replace(":80/", ":79/")))),
    },
    Departure {
        why: "by the letter: 'self' has its port after an upgrade in frames and forms too, CSP3 section 6.7.2.8",
        as_it_reads: departures::self_with_port,
    },
    Departure {
        why: "by the letter: paths are decoded piece by piece, CSP3 section 6.7.2.12",
        as_it_reads: |case| {
            let whole = |text: &str| text.replace("%2F", "%252F");
            let url = whole(case.url());
            let read = with_words(case, |word| Some(whole(word))).unwrap_or_else(|| case.clone());
            (url != case.url() || read.policies != case.policies).then(|| read.at(url))
        },
    },
    Departure {
        why: "by the letter: 'strict-dynamic' says nothing to inline scripts that a script adds, CSP3 section 6.7.3.3",
        as_it_reads: |case| {
            (case.kind == "inline-script").then(|| Case {
                parser_inserted: true,
                ..case.clone()
            })
        },
    },
    Departure {
        why: "by the letter: 'strict-dynamic' says nothing to workers, CSP3 section 6.7.2.5",
        as_it_reads: |case| {
            (case.kind == "worker")
                .then(|| departures::strict_dynamic(case))
                .flatten()
        },
    },
    Departure {
        why: "by the letter: 'strict-dynamic' says nothing to styles, CSP3 section 6.7.3.2",
        as_it_reads: |case| {
            case.kind
                .contains("style")
                .then(|| departures::strict_dynamic(case))
                .flatten()
        },
    },
    Departure {
        why: "by the letter: an object is held to object-src alone, CSP3 section 6.8.1",
        as_it_reads: departures::objects,
    },
    Departure {
        why: "by the letter: hashes of an integrity are compared as they are spelled, CSP3 section 6.7.2.4",
        as_it_reads: |case| {
            without_words(case, |word| {
                word.starts_with("'sha") && word.contains(['_'])
            })
        },
    },
    Departure {
        why: "by the letter: a WebSocket is a request over http or https; its handshake, in the WebSockets standard",
        as_it_reads: |case| {
            let upgrades = case.policies.iter().any(|policy| policy.contains(UPGRADE));
            let ws = if upgrades { "https:" } else { "http:" };
            let url = case.url().replace("wss:", "https:").replace("ws:", ws);
            (url != case.url()).then(|| case.clone().at(url))
        },
    },
    Departure {
        why: "by the letter: what is upgraded is compared after it alone, Fetch section 4.1",
        as_it_reads: |case| {
            let url = case.url().replace("http:", "https:").replace(":80/", "/");
            (url != case.url()).then(|| case.clone().at(url))
        },
    },
    Departure {
        why: "by the letter: a frame at about: is held to frame-src, CSP3 section 4.1.2",
        as_it_reads: |case| {
            let policies = vec!["script-src 'none'".to_owned()];
            let is_empty = case.kind == "frame" && case.url().starts_with("about:");
            is_empty.then(|| Case {
                kind: "script",
                policies,
                ..case.clone()
            })
        },
    },
    Departure {
        why: "against it: 'nonce- is read in lower case alone, and ABNF (RFC 5234 section 2.3) in any",
        as_it_reads: |case| without_words(case, |word| word.starts_with("'NONCE-")),
    },
    Departure {
        why: "against it: 'self' at a default port does not match the safer scheme, CSP3 section 6.7.2.8 step 4",
        as_it_reads: |case| without_words(case, |word| word == "'self'"),
    },
    Departure {
        why: "against it: no list is asked for a prefetch, CSP3 section 6.7.2.2",
        as_it_reads: |case| {
            (case.kind == "prefetch").then(|| Case {
                policies: Vec::new(),
                ..case.clone()
            })
        },
    },
];

/// A source at the end of whose authority is port 80.
fn end_at_79(word: String) -> String {
    match word.strip_suffix(":80") {
        Some(start) => format!("{start}:79"),
        None => word,
    }
}

fn without_words(case: &Case, which: impl Fn(&str) -> bool) -> Option<Case> {
    with_words(case, |word| (!which(word)).then(|| word.to_owned()))
}
