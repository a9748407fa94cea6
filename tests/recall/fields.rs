//! The ways to break the other fields.

use talisman_policy::headers::Header;
use talisman_policy::headers::document_policy::{ConfigurationPoint, PointStatus};
use talisman_policy::headers::permissions::FeatureName;
use talisman_policy::headers::referrer_policy::PolicyToken;
use talisman_policy::headers::x_frame_options;

use crate::dice::Dice;
use crate::kind::Kind;
use crate::text::{instead_of_semicolon, replaced};

const HSTS: &[Header] = &[Header::StrictTransportSecurity];
const PERMISSIONS: &[Header] = &[Header::PermissionsPolicy];
const FEATURE: &[Header] = &[Header::FeaturePolicy];
const DOCUMENT: &[Header] = &[Header::DocumentPolicy];
const REFERRER: &[Header] = &[Header::ReferrerPolicy];
const FRAME: &[Header] = &[Header::XFrameOptions];
const SNIFF: &[Header] = &[Header::XContentTypeOptions];

const IGNORED: &str = "the whole field is ignored";
const UNKNOWN_FEATURE: &str = "the feature is unknown and ignored";
const DISABLED: &str = "the member is not an allowlist, and the feature is nobody's";

/// Every kind.
pub(crate) fn kinds() -> Vec<Kind> {
    [
        of_strict_transport_security(),
        of_permissions_policy(),
        of_feature_policy(),
        of_document_policy(),
        of_referrer_policy(),
        of_the_oldest(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_strict_transport_security() -> Vec<Kind> {
    let of = |name, browser, with| Kind::whole(name, browser, HSTS, with);
    vec![
        of("a slip in max-age", IGNORED, |dice, text| {
            slip_of(dice, text, &["max-age"])
        })
        .slip(),
        of(
            "a slip in a directive of HSTS",
            "the directive is ignored",
            |dice, text| slip_of(dice, text, &["includeSubDomains", "preload"]),
        )
        .slip(),
        of("no max-age", IGNORED, |_, _| {
            Some("includeSubDomains".to_owned())
        }),
        of("a max-age that is not a number", IGNORED, |dice, text| {
            let value = dice.one_of(&[
                "1y",
                "-1",
                "1.5",
                "365d",
                "'31536000'",
                "",
                "1e9",
                "0x100",
                "a year",
            ])?;
            max_age(text, &format!("={value}"))
        }),
        of("a colon after max-age", IGNORED, |_, text| {
            max_age(text, ":31536000")
        }),
        of("white space for = after max-age", IGNORED, |_, text| {
            max_age(text, " 31536000")
        }),
        of(
            "a comma between directives of HSTS",
            "a second field begins",
            |dice, text| instead_of_semicolon(dice, text, ","),
        ),
        of("a missing semicolon of HSTS", IGNORED, |dice, text| {
            instead_of_semicolon(dice, text, " ")
        }),
        of(
            "a directive of HSTS that appears twice",
            IGNORED,
            |dice, text| {
                let twice = dice.one_of(&["max-age=1", "includeSubDomains"])?;
                let name = twice.trim_end_matches("=1");
                let has = text
                    .to_ascii_lowercase()
                    .contains(&name.to_ascii_lowercase());
                has.then(|| format!("{text}; {twice}"))
            },
        ),
        of(
            "a value where HSTS has none",
            "browsers differ",
            |_, text| {
                text.contains("includeSubDomains")
                    .then(|| text.replacen("includeSubDomains", "includeSubDomains=true", 1))
            },
        ),
    ]
}

/// The text with something else after the name max-age than = and a number.
fn max_age(text: &str, behind: &str) -> Option<String> {
    let start = text.find("max-age=")? + "max-age".len();
    let end = text[start..].find(';').map_or(text.len(), |at| start + at);
    Some(replaced(text, start..end, behind))
}

fn of_permissions_policy() -> Vec<Kind> {
    let of = |name, browser, with| Kind::whole(name, browser, PERMISSIONS, with);
    vec![
        of("a slip in a feature", UNKNOWN_FEATURE, |dice, text| {
            slip_of(dice, text, &features()).filter(|slip| !is_a_feature(slip))
        })
        .slip(),
        of("a capital letter in a feature", IGNORED, |dice, text| {
            let feature = *dice.one_of(&standing(text, &features()))?;
            Some(text.replacen(feature, &feature.to_ascii_uppercase(), 1))
        }),
        of("the syntax of Feature-Policy", IGNORED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            let value = dice.one_of(&[
                "'none'",
                "'self'",
                "*",
                "none",
                "self",
                "'self' https://a.example",
            ])?;
            Some(format!("{feature} {value}"))
        }),
        of("a quoted keyword in an allowlist", IGNORED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            let value = dice.one_of(&["('self')", "('none')", "'none'", "('*')", "'self'"])?;
            Some(format!("{feature}={value}"))
        }),
        of("none in an allowlist", DISABLED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            let value = dice.one_of(&["none", "(none)", "(self none)"])?;
            Some(format!("{feature}={value}"))
        }),
        of("a keyword as a string", DISABLED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            let value = dice.one_of(&["(\"self\")", "\"self\"", "(\"none\")"])?;
            Some(format!("{feature}={value}"))
        }),
        of("an origin without double quotes", IGNORED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            let origin =
                dice.one_of(&["https://a.example", "'https://a.example'", "a.example:443/"])?;
            Some(format!("{feature}=(self {origin})"))
        }),
        of("an origin without a scheme", DISABLED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            let origin =
                dice.one_of(&["a.example", "//a.example", "*.a.example", "www.a.example"])?;
            Some(format!("{feature}=(self \"{origin}\")"))
        }),
        of("a semicolon between features", IGNORED, |_, text| {
            text.contains("), ").then(|| text.replacen("), ", "); ", 1))
        }),
        of("a missing comma between features", IGNORED, |_, text| {
            text.contains("), ").then(|| text.replacen("), ", ") ", 1))
        }),
        of("a colon for = behind a feature", IGNORED, |_, text| {
            text.contains('=').then(|| text.replacen('=', ": ", 1))
        }),
        of("a missing bracket", IGNORED, |dice, text| {
            let bracket = *dice.one_of(&['(', ')'])?;
            let at = text.find(bracket)?;
            Some(replaced(text, at..at + 1, ""))
        }),
        of("commas inside an allowlist", IGNORED, |dice, _| {
            let feature = *dice.one_of(&features())?;
            Some(format!("{feature}=(self, \"https://a.example\")"))
        }),
        of("a comma after the last feature", IGNORED, |_, text| {
            Some(format!("{text},"))
        }),
        of(
            "a feature that appears twice",
            "the first is ignored",
            |dice, text| {
                let feature = *dice.one_of(&standing(text, &features()))?;
                Some(format!("{text}, {feature}=(self)"))
            },
        ),
        of("a feature without an allowlist", DISABLED, |dice, text| {
            let feature = *dice.one_of(&features())?;
            (!text.contains(feature)).then(|| format!("{text}, {feature}"))
        }),
    ]
}

fn of_feature_policy() -> Vec<Kind> {
    let of = |name, browser, with| Kind::whole(name, browser, FEATURE, with);
    vec![
        of(
            "a slip in a feature of Feature-Policy",
            UNKNOWN_FEATURE,
            |dice, text| slip_of(dice, text, &features()).filter(|slip| !is_a_feature(slip)),
        )
        .slip(),
        of(
            "the syntax of Permissions-Policy",
            UNKNOWN_FEATURE,
            |dice, _| {
                let feature = *dice.one_of(&features())?;
                let value = dice.one_of(&["()", "(self)", "*", "(self \"https://a.example\")"])?;
                Some(format!("{feature}={value}"))
            },
        ),
        of(
            "a keyword of Feature-Policy without quotes",
            "the word is not an origin and ignored",
            |dice, text| {
                let keyword = *dice.one_of(&standing(text, &["'none'", "'self'"]))?;
                Some(text.replacen(keyword, keyword.trim_matches('\''), 1))
            },
        ),
    ]
}

fn of_document_policy() -> Vec<Kind> {
    let of = |name, browser, with| Kind::whole(name, browser, DOCUMENT, with);
    vec![
        of(
            "a slip in a configuration point",
            "the configuration point is unknown and ignored",
            |dice, text| {
                slip_of(dice, text, &points()).filter(|slip| {
                    let name = slip.split(['=', ';', ',']).next().unwrap_or_default();
                    ConfigurationPoint::from_word(name).is_none()
                })
            },
        )
        .slip(),
        of(
            "a missing comma between configuration points",
            IGNORED,
            |_, text| text.contains(", ").then(|| text.replacen(", ", " ", 1)),
        ),
        of(
            "a capital letter in a configuration point",
            IGNORED,
            |dice, text| {
                let point = *dice.one_of(&standing(text, &points()))?;
                Some(text.replacen(point, &point.to_ascii_uppercase(), 1))
            },
        ),
    ]
}

fn of_referrer_policy() -> Vec<Kind> {
    const UNKNOWN: &str = "the token is unknown, and the default or an earlier token holds";
    let of = |name, browser, with| Kind::whole(name, browser, REFERRER, with);
    vec![
        of(
            "a slip in a token of Referrer-Policy",
            UNKNOWN,
            |dice, text| {
                slip_of(dice, text, &tokens()).filter(|slip| {
                    let mut words = slip.split(',').map(str::trim);
                    !words.all(|word| PolicyToken::from_word(word).is_some())
                })
            },
        )
        .slip(),
        of("a token with underscores", UNKNOWN, |_, text| {
            text.contains('-').then(|| text.replace('-', "_"))
        }),
        of("a token in quotes", UNKNOWN, |dice, text| {
            let quote = dice.one_of(&["'", "\""])?;
            Some(format!("{quote}{text}{quote}"))
        }),
        of("a semicolon after a token", UNKNOWN, |_, text| {
            Some(format!("{text};"))
        }),
        of("white space between tokens", UNKNOWN, |dice, _| {
            let (one, other) = (
                dice.one_of(&tokens())?.to_string(),
                dice.one_of(&tokens())?.to_string(),
            );
            Some(format!("{one} {other}"))
        }),
    ]
}

fn of_the_oldest() -> Vec<Kind> {
    vec![
        Kind::whole("a slip in X-Frame-Options", IGNORED, FRAME, |dice, text| {
            alone(text)?;
            slip_of(dice, text, &["DENY", "SAMEORIGIN", "deny", "sameorigin"])
                .filter(|slip| x_frame_options::Keyword::from_word(slip.trim()).is_none())
        })
        .slip(),
        Kind::whole("two words of X-Frame-Options", IGNORED, FRAME, |dice, _| {
            let separator = dice.one_of(&[" ", ", ", "; "])?;
            Some(format!("DENY{separator}SAMEORIGIN"))
        }),
        Kind::whole("X-Frame-Options in quotes", IGNORED, FRAME, |dice, text| {
            let quote = dice.one_of(&["'", "\""])?;
            Some(format!("{quote}{}{quote}", text.trim()))
        }),
        Kind::whole(
            "a slip in X-Content-Type-Options",
            IGNORED,
            SNIFF,
            |dice, _| dice.slip("nosniff"),
        )
        .slip(),
    ]
}

/// The text, if it is one value.
fn alone(text: &str) -> Option<&str> {
    (!text.contains(',')).then_some(text)
}

/// A slip in one of the words that are in the text.
pub(crate) fn slip_of(dice: &mut Dice, text: &str, words: &[&'static str]) -> Option<String> {
    let word = *dice.one_of(&standing(text, words))?;
    let slip = dice.slip(word)?;
    Some(text.replacen(word, &slip, 1))
}

/// The words that are in the text, each between characters that no word has.
pub(crate) fn standing(text: &str, words: &[&'static str]) -> Vec<&'static str> {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let stands = |word: &str| {
        // `replacen` takes the first: that must be the word itself, and not a part of a longer one.
        text.find(word).is_some_and(|at| {
            let (before, behind) = (&text[..at], &text[at + word.len()..]);
            !before.ends_with(is_letter) && !behind.starts_with(is_letter)
        })
    };
    words.iter().copied().filter(|word| stands(word)).collect()
}

/// The features that browsers know today.
fn features() -> Vec<&'static str> {
    FeatureName::ALL
        .iter()
        .filter(|feature| !feature.is_gone())
        .map(|feature| feature.as_str())
        .collect()
}

/// Whether every name before an allowlist is a feature's.
fn is_a_feature(text: &str) -> bool {
    text.split([',', ';']).all(|member| {
        let name = member.trim().split(['=', ' ']).next().unwrap_or_default();
        FeatureName::from_word(name).is_some()
    })
}

/// The configuration points that a browser knows, but for `*`: in that no pen could slip.
fn points() -> Vec<&'static str> {
    ConfigurationPoint::ALL
        .iter()
        .filter(|point| point.fact().status != PointStatus::NeverShipped)
        .map(|point| point.as_str())
        .filter(|point| point.len() > 1)
        .collect()
}

fn tokens() -> Vec<&'static str> {
    PolicyToken::ALL
        .iter()
        .map(|token| token.as_str())
        .collect()
}
