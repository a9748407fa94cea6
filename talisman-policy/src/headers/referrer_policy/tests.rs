use super::{PolicyToken, read};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::text::split_list;

#[track_caller]
fn checked(text: &str) -> (Option<String>, Vec<&'static str>) {
    let mut out = Diagnostics::new();
    let policy = read(&split_list(text, Site(0)).words, &mut out);
    let codes = out
        .iter()
        .map(|diagnostic| diagnostic.problem.explain().code)
        .collect();
    (policy.map(|policy| policy.to_string()), codes)
}

#[test]
fn every_token_of_the_table_is_read() {
    for token in PolicyToken::ALL {
        let (serialized, _) = checked(&token.as_str().to_uppercase());
        assert_eq!(serialized, Some(token.to_string()));
    }
}

#[test]
fn the_last_known_token_is_the_effective_one() {
    let mut out = Diagnostics::new();
    let text = "no-referrer, strict-origin, unchecked(stricter-origin)";
    let policy = read(&split_list(text, Site(0)).words, &mut out).unwrap();
    assert!(out.is_empty());
    assert_eq!(policy.effective(), Some(PolicyToken::StrictOrigin));
    assert_eq!(
        policy.to_string(),
        "no-referrer, strict-origin, stricter-origin"
    );
}

#[test]
fn a_list_is_as_weak_as_its_effective_token() {
    for (text, codes) in [
        ("unsafe-url", vec!["referrer-policy-weak"]),
        ("no-referrer-when-downgrade", vec!["referrer-policy-weak"]),
        (
            "no-referrer, unsafe-url, unchecked(new)",
            vec!["referrer-policy-weak"],
        ),
        ("origin", vec!["referrer-policy-downgrade"]),
        (
            "origin-when-cross-origin",
            vec!["referrer-policy-downgrade"],
        ),
        ("unsafe-url, origin, no-referrer", vec![]),
        ("same-origin", vec![]),
        ("strict-origin", vec![]),
        ("strict-origin-when-cross-origin", vec![]),
        ("unchecked(new)", vec![]),
        // What is refused is not judged as well.
        (
            "unsafe-url, no-referer",
            vec!["referrer-policy-unknown-token"],
        ),
    ] {
        assert_eq!(checked(text).1, codes, "{text}");
    }
}

#[test]
fn problems_have_their_codes() {
    for (text, code) in [
        ("", "referrer-policy-empty"),
        (" , ", "referrer-policy-empty"),
        ("no-referer", "referrer-policy-unknown-token"),
        ("'no-referrer'", "referrer-policy-unknown-token"),
        ("None", "referrer-policy-unknown-token"),
        ("never", "referrer-policy-meta-token"),
        ("no-referrer origin", "referrer-policy-missing-comma"),
        ("origin; no-referrer", "referrer-policy-missing-comma"),
        ("unchecked(a b)", "referrer-policy-not-a-token"),
        ("unchecked(origin)", "referrer-policy-needless-unchecked"),
        (
            "strict-origin, no-referrer, strict-origin",
            "referrer-policy-duplicate-token",
        ),
    ] {
        assert_eq!(checked(text).1, [code], "{text}");
    }
    assert_eq!(
        checked("origin, no-referrer, origin").0.unwrap(),
        "no-referrer, origin"
    );
}
