//! The ways to break the fields of isolation, reports and integrity.

use talisman_policy::headers::Header;

use crate::fields::{slip_of, standing};
use crate::kind::Kind;

const TOKENS: &[Header] = &[
    Header::CrossOriginOpenerPolicy,
    Header::CrossOriginEmbedderPolicy,
];
const RESOURCES: &[Header] = &[Header::CrossOriginResourcePolicy];
const ADOBE: &[Header] = &[Header::XPermittedCrossDomainPolicies];
const PREFETCH: &[Header] = &[Header::XDnsPrefetchControl];
const CLUSTER: &[Header] = &[Header::OriginAgentCluster];
const CLEAR: &[Header] = &[Header::ClearSiteData];
const ENDPOINTS: &[Header] = &[Header::ReportingEndpoints];
const INTEGRITY: &[Header] = &[Header::IntegrityPolicy];

const DEFAULT: &str = "the whole field is ignored, and the default holds";
const NOT_CLEARED: &str = "the type is unknown, and nothing of it is cleared";
const NO_ENDPOINT: &str = "the field or the endpoint is dropped, and no report is sent";
const NOT_BLOCKED: &str = "the field or its member is ignored, and nothing is blocked";

/// The values of Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy.
const VALUES: &[&str] = &[
    "same-origin-allow-popups",
    "noopener-allow-popups",
    "same-origin",
    "require-corp",
    "credentialless",
    "unsafe-none",
];

/// What Clear-Site-Data clears.
const TYPES: &[&str] = &[
    "cache",
    "cookies",
    "storage",
    "prefetchCache",
    "prerenderCache",
];

/// Every kind.
pub(crate) fn kinds() -> Vec<Kind> {
    [of_isolation(), of_reports()]
        .into_iter()
        .flatten()
        .collect()
}

fn of_isolation() -> Vec<Kind> {
    let of = |name, fields, with| Kind::whole(name, DEFAULT, fields, with);
    vec![
        of("a slip in a value of isolation", TOKENS, |dice, text| {
            slip_of(dice, text, VALUES)
        })
        .slip(),
        of(
            "capital letters in a value of isolation",
            TOKENS,
            |dice, text| {
                let value = *dice.one_of(&standing(text, VALUES))?;
                Some(text.replacen(value, &value.to_ascii_uppercase(), 1))
            },
        ),
        of("a value of isolation in quotes", TOKENS, |dice, text| {
            let value = *dice.one_of(&standing(text, VALUES))?;
            let quote = dice.one_of(&["'", "\""])?;
            Some(text.replacen(value, &format!("{quote}{value}{quote}"), 1))
        }),
        of("two values of isolation", TOKENS, |dice, text| {
            let separator = dice.one_of(&[" ", ", "])?;
            Some(format!("{text}{separator}unsafe-none"))
        }),
        of(
            "a slip in Cross-Origin-Resource-Policy",
            RESOURCES,
            |dice, text| slip_of(dice, text, &["same-origin", "same-site", "cross-origin"]),
        )
        .slip(),
        of(
            "capital letters in Cross-Origin-Resource-Policy",
            RESOURCES,
            |_, text| Some(text.to_ascii_uppercase()),
        ),
        of(
            "a slip in X-Permitted-Cross-Domain-Policies",
            ADOBE,
            |dice, text| slip_of(dice, text, &["none", "master-only", "by-content-type"]),
        )
        .slip(),
        of(
            "another word in X-DNS-Prefetch-Control",
            PREFETCH,
            |dice, _| {
                let value =
                    dice.one_of(&["yes", "no", "true", "false", "1", "0", "of", "onn", "'off'"])?;
                Some((*value).to_owned())
            },
        ),
        of(
            "Origin-Agent-Cluster without a Boolean",
            CLUSTER,
            |dice, _| {
                let value =
                    dice.one_of(&["1", "true", "?2", "?", "yes", "'?1'", "?true", "?1 ?1"])?;
                Some((*value).to_owned())
            },
        ),
    ]
}

fn of_reports() -> Vec<Kind> {
    vec![
        Kind::whole(
            "a slip in a type of data",
            NOT_CLEARED,
            CLEAR,
            |dice, text| // A bucket has a name after its type, and what is near to both of them is nobody's to say.
                (!text.contains("storage:")).then(|| slip_of(dice, text, TYPES))?,
        )
        .slip(),
        Kind::whole(
            "a type of data without double quotes",
            NOT_CLEARED,
            CLEAR,
            |dice, text| {
                let quote = dice.one_of(&["", "'"])?;
                text.contains('"').then(|| text.replace('"', quote))
            },
        ),
        Kind::whole(
            "a semicolon between types of data",
            NOT_CLEARED,
            CLEAR,
            |_, text| text.contains(',').then(|| text.replacen(',', ";", 1)),
        ),
        Kind::whole(
            "an endpoint without double quotes",
            NO_ENDPOINT,
            ENDPOINTS,
            |dice, text| {
                let quote = dice.one_of(&["", "'"])?;
                text.contains('"').then(|| text.replace('"', quote))
            },
        ),
        Kind::whole(
            "a colon for = after an endpoint's name",
            NO_ENDPOINT,
            ENDPOINTS,
            |_, text| text.contains('=').then(|| text.replacen('=', ": ", 1)),
        ),
        Kind::whole(
            "a semicolon between endpoints",
            NO_ENDPOINT,
            ENDPOINTS,
            |_, text| text.contains("\",").then(|| text.replacen("\",", "\";", 1)),
        )
        .told(),
        Kind::whole("an endpoint of http", NO_ENDPOINT, ENDPOINTS, |_, text| {
            text.contains("https:")
                .then(|| text.replacen("https:", "http:", 1))
        }),
        Kind::whole(
            "destinations without brackets",
            NOT_BLOCKED,
            INTEGRITY,
            |_, text| {
                text.contains("=(script)")
                    .then(|| text.replacen("=(script)", "=script", 1))
            },
        ),
        Kind::whole(
            "destinations as strings",
            NOT_BLOCKED,
            INTEGRITY,
            |_, text| {
                text.contains("(script")
                    .then(|| text.replacen("(script", "(\"script\"", 1))
            },
        ),
        Kind::whole(
            "a slip in a member of Integrity-Policy",
            NOT_BLOCKED,
            INTEGRITY,
            |dice, text| slip_of(dice, text, &["blocked-destinations"]),
        )
        .slip(),
    ]
}
