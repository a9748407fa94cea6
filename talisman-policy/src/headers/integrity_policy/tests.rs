use super::{Destination, IntegrityPolicy, MemberName, Source, read};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::headers::csp::Disposition;
use crate::text::split_dictionary;

fn checked(text: &str, disposition: Disposition) -> (Option<IntegrityPolicy>, Vec<&'static str>) {
    let mut out = Diagnostics::new();
    let split = split_dictionary(text, Site(0));
    assert!(split.errors.is_empty(), "{text}");
    let policy = read(&split.members, disposition, &mut out);
    let codes = out.iter().map(|found| found.problem.explain().code);
    (policy, codes.collect())
}

#[test]
fn every_word_of_the_tables_is_read() {
    for destination in Destination::ALL {
        let text = format!("blocked-destinations=({destination})");
        let (policy, reported) = checked(&text, Disposition::Enforce);
        let policy = policy.unwrap();
        assert_eq!(policy.blocked_destinations(), [destination.as_str()]);
        assert_eq!(policy.to_string(), text);
        assert_eq!(reported.is_empty(), *destination != Destination::Style);
    }
    for source in Source::ALL {
        let text = format!("blocked-destinations=(script), sources=({source})");
        let (policy, reported) = checked(&text, Disposition::Enforce);
        let policy = policy.unwrap();
        assert_eq!(policy.sources(), [source.as_str()]);
        assert_eq!(policy.to_string(), text);
        assert!(reported.is_empty());
    }
    for name in MemberName::ALL {
        let (_, reported) = checked(&format!("{name}={}", name.fact()), Disposition::Enforce);
        let alone = *name == MemberName::BlockedDestinations;
        assert_eq!(reported.is_empty(), alone, "{name}: {reported:?}");
    }
}

#[test]
fn the_endpoints_keep_their_places() {
    let text = "endpoints=(a b), blocked-destinations=(script)";
    let (policy, reported) = checked(text, Disposition::Report);
    assert!(reported.is_empty());
    let policy = policy.unwrap();
    let names: Vec<_> = policy.endpoint_names().iter().collect();
    assert_eq!((names[0].node.as_str(), names[0].site), ("a", Site(1)));
    assert_eq!((names[1].node.as_str(), names[1].site), ("b", Site(2)));
}

#[test]
fn only_a_report_needs_a_receiver() {
    let text = "blocked-destinations=(script)";
    assert!(checked(text, Disposition::Enforce).1.is_empty());
    let reported = checked(text, Disposition::Report).1;
    assert_eq!(reported, ["integrity-policy-no-receiver"]);
}

#[test]
fn one_cause_has_one_message() {
    for (text, code) in [
        ("Blocked-Destinations=(script)", "key-case"),
        ("blocked-destination=(script)", "unknown-member"),
        ("blocked-destinations", "missing-value"),
        ("blocked-destinations=script", "not-a-list"),
        ("blocked-destinations=\"script\"", "missing-value"),
        ("blocked-destinations=Script", "missing-value"),
        ("blocked-destinations=?1", "missing-value"),
        ("blocked-destinations=()", "empty-list"),
        ("blocked-destinations=(\"script\")", "string"),
        ("blocked-destinations=(\"Script\")", "string"),
        ("blocked-destinations=(Script)", "item-case"),
        ("blocked-destinations=(scripts)", "unknown-item"),
        ("blocked-destinations=(1)", "unknown-item"),
        ("blocked-destinations=(script;a)", "unknown-parameter"),
        ("blocked-destinations=(unchecked(a b))", "not-a-token"),
        ("sources=(inline)", "no-destination"),
    ] {
        let reported = checked(text, Disposition::Enforce).1;
        assert_eq!(reported, [format!("integrity-policy-{code}")], "{text}");
    }
}
