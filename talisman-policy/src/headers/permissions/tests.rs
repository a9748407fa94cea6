use super::{Allowlist, FeatureName, FeatureStatus, read, report_syntax};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::problem::Severity;
use crate::ground::word::{Member, MemberValue, Site, Spelling, Word};
use crate::headers::header::{Header, check_text, check_text_with_advice};
use crate::text::split_dictionary;

/// `code@text` of every problem, and the value.
fn checked(text: &str) -> (Option<String>, Vec<String>) {
    let checked = check_text(Header::PermissionsPolicy, text);
    let findings = checked.findings.iter();
    let problems = findings.map(|finding| {
        format!(
            "{}@{}",
            finding.explanation.code,
            &text[finding.range.clone()]
        )
    });
    (checked.serialized, problems.collect())
}

#[track_caller]
fn help(text: &str) -> String {
    let found = check_text(Header::PermissionsPolicy, text).findings;
    assert_eq!(found.len(), 1, "{text}: {found:#?}");
    found[0].explanation.help.clone()
}

#[test]
fn a_policy_is_serialized_in_its_own_order() {
    for (text, serialized) in [
        ("browsing-topics=()", "browsing-topics=()"),
        (
            "camera=self,microphone=(self)",
            "camera=(self), microphone=(self)",
        ),
        ("fullscreen=*, usb=(*)", "fullscreen=*, usb=*"),
        (
            "geolocation=(self \"HTTPS://Maps.example.com/\")",
            "geolocation=(self \"https://maps.example.com\")",
        ),
        (
            "camera=(self \"https://*.a.example:8443\");report-to=main",
            "camera=(self \"https://*.a.example:8443\");report-to=main",
        ),
        (
            "unchecked(new-feature)=(self unchecked(site))",
            "new-feature=(self site)",
        ),
        (
            "ch-ua-model=(\"https://a.example\")",
            "ch-ua-model=(\"https://a.example\")",
        ),
    ] {
        assert_eq!(
            checked(text),
            (Some(serialized.to_owned()), vec![]),
            "{text}"
        );
    }
}

#[test]
fn lists_that_are_widely_copied_have_no_error_and_few_warnings() {
    let owasp = "accelerometer=(), autoplay=(), camera=(), cross-origin-isolated=(), display-capture=(), encrypted-media=(), \
                 fullscreen=(), geolocation=(), gyroscope=(), keyboard-map=(), magnetometer=(), microphone=(), midi=(), \
                 payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), sync-xhr=(self), \
                 usb=(), web-share=(), xr-spatial-tracking=(), clipboard-read=(), clipboard-write=(), gamepad=(), hid=(), \
                 idle-detection=(), interest-cohort=(), serial=(), unload=()";
    assert_eq!(checked(owasp), (Some(owasp.to_owned()), vec![]));
    let generated = "ambient-light-sensor=(), battery=(), execution-while-not-rendered=(), navigation-override=(), \
                     speaker-selection=(), focus-without-user-activation=(), sync-script=(), vertical-scroll=()";
    assert_eq!(checked(generated).1, Vec::<String>::new());
}

#[test]
fn problems_are_reported_where_they_are() {
    for (text, expected) in [
        ("", "permissions-empty-policy@"),
        ("camera=(", "permissions-syntax@("),
        ("camera=(),", "permissions-syntax@,"),
        ("camera='none'", "permissions-legacy-syntax@camera='none'"),
        (
            "camera 'none'; geolocation 'self'",
            "permissions-legacy-syntax@camera 'none'; geolocation 'self'",
        ),
        ("camera none", "permissions-legacy-syntax@camera none"),
        (
            "camera=(\"'self'\")",
            "permissions-legacy-keyword@\"'self'\"",
        ),
        ("camera=\"'none'\"", "permissions-legacy-keyword@\"'none'\""),
        ("Camera=()", "permissions-key-case@Camera"),
        ("camra=()", "permissions-unknown-feature@camra"),
        (
            "browsing_topics=()",
            "permissions-unknown-feature@browsing_topics",
        ),
        ("frobnicate", "permissions-unknown-feature@frobnicate"),
        (
            "document-domain=()",
            "permissions-retired-feature@document-domain",
        ),
        ("vibrate=()", "permissions-retired-feature@vibrate"),
        (
            "speaker-selection=(self)",
            "permissions-experimental-feature@speaker-selection",
        ),
        (
            "camera=(), microphone=(), camera=*",
            "permissions-duplicate-feature@camera",
        ),
    ] {
        assert_eq!(checked(text).1, [expected], "{text}");
    }
}

#[test]
fn problems_of_a_member_are_reported_where_they_are() {
    for (text, expected) in [
        ("camera", "permissions-missing-allowlist@camera"),
        ("camera;report-to=x", "permissions-missing-allowlist@camera"),
        ("camera=none", "permissions-none@none"),
        ("camera=(none)", "permissions-none@none"),
        ("camera=?0", "permissions-none@?0"),
        ("camera=(src)", "permissions-src@src"),
        ("camera=(\"self\")", "permissions-quoted-keyword@\"self\""),
        ("camera=\"*\"", "permissions-quoted-keyword@\"*\""),
        (
            "camera=(self https://a.example)",
            "permissions-unquoted-origin@https://a.example",
        ),
        (
            "camera=(self a.example)",
            "permissions-unquoted-origin@a.example",
        ),
        ("camera=(self;)", "permissions-syntax@;"),
        ("camera=(self;x)", "permissions-unknown-parameter@x"),
        (
            "camera=(self;Report-To=a)",
            "permissions-key-case@Report-To",
        ),
        ("camera=();Report-To=a", "permissions-key-case@Report-To"),
        (
            "camera=();report-to=a;report-to=b",
            "permissions-duplicate-parameter@report-to",
        ),
        (
            "camera 'none'; zebra 'none'",
            "permissions-legacy-syntax@camera 'none'; zebra 'none'",
        ),
        ("camera=?1", "permissions-invalid-item@?1"),
        ("camera=1", "permissions-invalid-item@1"),
        ("camera=(SELF)", "permissions-invalid-item@SELF"),
        ("camera=(slef)", "permissions-invalid-item@slef"),
        (
            "camera=(self \"a.example\")",
            "permissions-origin-without-scheme@\"a.example\"",
        ),
        (
            "camera=(self \"https://a.example/x\")",
            "permissions-origin-path@/x",
        ),
        (
            "camera=(self \"https://a_b.example\")",
            "permissions-invalid-origin@a_b.example",
        ),
        ("camera=(self \"\")", "permissions-invalid-origin@"),
        ("camera=(* self)", "permissions-redundant-item@self"),
        ("camera=(self self)", "permissions-duplicate-item@self"),
        (
            "camera=(\"https://a.example\")",
            "permissions-origin-without-self@camera",
        ),
        (
            "camera=();report-to=\"main\"",
            "permissions-quoted-endpoint@\"main\"",
        ),
        ("camera=();report-to", "permissions-endpoint-name@report-to"),
        ("camera=();report-to=1", "permissions-endpoint-name@1"),
        (
            "camera=();report=main",
            "permissions-unknown-parameter@report",
        ),
        (
            "unchecked(camera)=()",
            "permissions-needless-unchecked@unchecked(camera)",
        ),
        ("unchecked(Camera!)=()", "permissions-not-a-key@Camera!"),
        ("camera=(unchecked(a b))", "permissions-invalid-item@a b"),
        (
            "Permissions-Policy: camera=()",
            "field-name@Permissions-Policy:",
        ),
    ] {
        assert_eq!(checked(text).1, [expected], "{text}");
    }
}

#[test]
fn the_syntax_of_feature_policy_is_translated() {
    for (text, write) in [
        ("camera 'none'", "write camera=()"),
        (
            "camera 'none'; geolocation 'self'",
            "write camera=(), geolocation=(self)",
        ),
        (
            "camera 'self' https://A.example; usb *",
            "write camera=(self \"https://a.example\"), usb=*",
        ),
        (
            "camera https://a.example",
            "write camera=(\"https://a.example\")",
        ),
        ("camera; usb 'none'", "write camera=(self), usb=()"),
        (
            "camera 'none', usb 'none'; geolocation *",
            "write camera=(), usb=(), geolocation=*",
        ),
        (
            "camra 'none'; geo-location 'self'",
            "write camera=(), geolocation=(self)",
        ),
        ("camera: 'none'", "write camera=()"),
        (
            "camera=('self' \"https://a.example\")",
            "write camera=(self \"https://a.example\")",
        ),
    ] {
        assert_eq!(help(text), write, "{text}");
    }
    // A bare name is a member of a dictionary as well, whose policy cannot be known to be Feature-Policy's as a whole.
    assert_eq!(checked("camera 'none', fullscreen, usb *").1.len(), 3);
    assert_eq!(checked("camera: ()").1, ["permissions-syntax@:"]);
    assert_eq!(checked("camera (self)").1, ["permissions-syntax@ "]);
}

#[test]
fn a_remedy_is_written_as_the_front_end_has_it() {
    let word = |text: &str, spelling, site| Word {
        text: text.to_owned(),
        spelling,
        site: Site(site),
    };
    let member = |value| Member {
        key: word("camera", Spelling::Bare, 0),
        value,
        parameters: Vec::new(),
        item_parameters: Vec::new(),
    };
    let none = member(MemberValue::Item(word("none", Spelling::Bare, 1)));
    let origin = member(MemberValue::Item(word(
        "https://a.example",
        Spelling::Literal,
        1,
    )));
    for (member, help) in [
        (none, "write camera: (), which allows nobody"),
        (origin, "write camera: (self \"https://a.example\")"),
    ] {
        let mut out = Diagnostics::new();
        read(&[member], &mut out);
        assert_eq!(out.iter().next().unwrap().problem.explain().help, help);
    }
}

#[test]
fn the_second_of_two_names_the_first() {
    let mut out = Diagnostics::new();
    let policy = read(
        &split_dictionary("camera=(), camera=*", Site(0)).members,
        &mut out,
    )
    .unwrap();
    assert_eq!(out.iter().next().unwrap().also, Some(Place::Word(Site(0))));
    assert_eq!(
        policy.get(FeatureName::Camera),
        Some(&Allowlist::Members(Vec::new()))
    );
}

#[test]
fn a_syntax_error_is_an_error_with_a_remedy() {
    let dictionary = split_dictionary("camera=(self, \"https://a.example\")", Site(0));
    let mut out = Diagnostics::new();
    report_syntax(&dictionary.errors, &mut out);
    let explanation = out.iter().next().unwrap().problem.explain();
    assert_eq!(
        (explanation.code, explanation.severity),
        ("permissions-syntax", Severity::Error)
    );
    assert!(
        explanation
            .summary
            .ends_with("a browser drops the whole header, with every other feature in it")
    );
}

#[test]
fn every_feature_of_the_table_is_read() {
    assert_eq!(FeatureName::ALL.len(), 160);
    for feature in FeatureName::ALL {
        let (serialized, problems) = checked(&format!("{feature}=()"));
        assert_eq!(serialized, Some(format!("{feature}=()")));
        let gone = matches!(feature.fact().status, FeatureStatus::Gone { .. });
        assert_eq!(!problems.is_empty(), gone, "{feature}: {problems:?}");
    }
}

#[test]
fn what_everybody_may_do_anyway_is_advice() {
    for (text, expected) in [
        ("picture-in-picture=*", 1),
        ("picture-in-picture=(self)", 0),
        // Chromium keeps unload for those alone whom a policy names, by and by.
        ("unload=*", 0),
        // Requests to other origins have the feature by this alone.
        ("ch-ua-model=*", 0),
        ("camera=*", 0),
    ] {
        let found = check_text_with_advice(Header::PermissionsPolicy, text).findings;
        let advice = found.iter().filter(|finding| {
            assert_eq!(finding.explanation.severity, Severity::Advice, "{text}");
            finding.explanation.code == "permissions-repeats-default"
        });
        assert_eq!(advice.count(), expected, "{text}");
    }
}

#[test]
fn topics_and_client_hints_go_to_those_that_are_named() {
    for feature in ["browsing-topics", "ch-ua-model"] {
        assert_eq!(
            checked(&format!("{feature}=(\"https://a.example\")")).1,
            Vec::<String>::new()
        );
    }
}

#[test]
fn a_successor_can_be_pasted_if_it_is_a_feature() {
    for (text, instead) in [
        ("window-placement=()", Some("window-management")),
        (
            "publickey-credentials=()",
            Some("publickey-credentials-get"),
        ),
        ("document-domain=()", None),
        ("popups=()", None),
        ("camra=()", Some("camera")),
        ("zebra=()", None),
        ("camera=(slef)", Some("self")),
        ("camera=(?1)", None),
    ] {
        let found = check_text(Header::PermissionsPolicy, text).findings;
        assert_eq!(found[0].explanation.instead.as_deref(), instead, "{text}");
    }
}
