use super::{Checked, Header, Shape, check_text, check_text_with_advice};
use crate::ground::problem::Severity;
use crate::policy::OptionName;

/// What the policies of all fields are made of, well and badly.
const PIECES: &[&str] = &[
    "default-src",
    "script-src",
    "'self'",
    "'nonce'",
    "'none'",
    "self",
    "none",
    "*",
    "https:",
    "https://a.example",
    "https://*.a.example:8443/x",
    "data:",
    "report-to",
    "upgrade-insecure-requests",
    "sandbox",
    "allow-scripts",
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "max-age",
    "31536000",
    "includeSubDomains",
    "preload",
    "camera",
    "geolocation",
    "battery",
    "vr",
    "speaker",
    "js-profiling",
    "oversized-images",
    "{",
    "}",
    "[",
    "]",
    "\"max_age\":",
    "\"endpoints\":[{\"url\":",
    "\\u00fc",
    "blocked-destinations",
    "\"cookies\"",
    "?0",
    "?1",
    "()",
    "(self)",
    "(",
    ")",
    "(self \"https://a.example\")",
    "\"https://a.example\"",
    "\"x\\\"y\"",
    "\"",
    "\\",
    "no-referrer",
    "origin",
    "never",
    "DENY",
    "SAMEORIGIN",
    "ALLOW-FROM",
    "nosniff",
    "noopen",
    "same-origin",
    "require-corp",
    "isolate-and-credentialless",
    "report-to=\"main\"",
    "0",
    "1",
    "mode=block",
    "report=/x",
    "unchecked(",
    "unchecked(x)",
    "=",
    ";",
    ",",
    " ",
    "\t",
    "\n",
    ":",
    "'",
    "-",
    "\u{fc}",
    "\u{2018}",
    "\0",
    "\u{7f}",
    "\u{1f600}",
    "%22",
    ":YQ==:",
    "@1",
    "-1.5",
    "Permissions-Policy:",
    "Content-Security-Policy:",
    "A",
    "_",
];

/// A generator that gives the same numbers in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..self.below(14) {
            text.push_str(PIECES[self.below(PIECES.len())]);
            text.push_str(["", " ", "; ", ", ", "="][self.below(5)]);
        }
        text
    }
}

#[track_caller]
fn assert_sound(header: Header, text: &str) {
    let Checked {
        serialized,
        findings,
    } = check_text(header, text);
    let mut last = 0;
    for finding in &findings {
        for range in std::iter::once(&finding.range).chain(&finding.also) {
            assert!(
                text.get(range.clone()).is_some(),
                "{header} {text:?}: {range:?} of {}",
                finding.explanation.code
            );
        }
        assert!(
            last <= finding.range.start,
            "{header} {text:?}: findings are not in order"
        );
        last = finding.range.start;
        for part in [&finding.explanation.summary, &finding.explanation.help] {
            assert!(
                !part.is_empty(),
                "{header} {text:?}: {} says nothing",
                finding.explanation.code
            );
        }
    }
    let refused = findings
        .iter()
        .any(|finding| finding.explanation.severity == Severity::Error);
    assert_eq!(
        serialized.is_none(),
        refused,
        "{header} {text:?}: {findings:#?}"
    );
    // What is sent unchecked is not known when it is read again.
    let Some(serialized) = serialized.filter(|_| !text.contains("unchecked(")) else {
        return;
    };
    let again = check_text(header, &serialized);
    assert_eq!(
        again.serialized.as_ref(),
        Some(&serialized),
        "{header} {text:?}: {:#?}",
        again.findings
    );
    assert!(
        serialized.bytes().all(|byte| (b' '..=b'~').contains(&byte)),
        "{header} {text:?}: {serialized:?}"
    );
}

#[test]
fn any_text_can_be_asked_about() {
    let mut numbers = Numbers(0x2545_F491_4F6C_DD1D);
    for _ in 0..4_000 {
        let text = numbers.text();
        for header in Header::ALL {
            assert_sound(*header, &text);
        }
    }
}

#[test]
fn a_good_value_broken_anywhere_can_be_asked_about() {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for (header, good) in [
        (
            Header::ContentSecurityPolicy,
            "default-src 'self'; script-src 'nonce' https://a.example/x; sandbox allow-scripts",
        ),
        (
            Header::ContentSecurityPolicyReportOnly,
            "default-src 'none'; report-uri /csp",
        ),
        (
            Header::StrictTransportSecurity,
            "max-age=\"31536000\"; includeSubDomains; preload",
        ),
        (
            Header::PermissionsPolicy,
            "camera=(), geolocation=(self \"https://a.example\");report-to=main, usb=*",
        ),
        (
            Header::FeaturePolicy,
            "camera 'none'; geolocation 'self' https://a.example, usb *",
        ),
        (
            Header::DocumentPolicy,
            "*;report-to=main, js-profiling, sync-xhr=?0, js-profiling-mode=lazy",
        ),
        (
            Header::ReferrerPolicy,
            "no-referrer, strict-origin-when-cross-origin",
        ),
        (Header::XFrameOptions, "ALLOW-FROM https://a.example:8443"),
        (Header::XContentTypeOptions, "nosniff"),
        (
            Header::XXssProtection,
            "1; mode=block; report=https://a.example/x",
        ),
        (Header::XDownloadOptions, "noopen"),
        (
            Header::ReportingEndpoints,
            "csp=\"https://r.example:8443/csp\", default=\"/reports\"",
        ),
        (
            Header::IntegrityPolicy,
            "blocked-destinations=(script style), sources=(inline), endpoints=(main)",
        ),
        (
            Header::ClearSiteData,
            "\"cache\", \"cookies\", \"storage:inbox\", unchecked(\"new\")",
        ),
        (
            Header::ReportTo,
            "{\"group\":\"a\\u00e4\",\"max_age\":1,\"endpoints\":[{\"url\":\"https://r.example/a\",\"weight\":2}]}, {\"max_age\":0}",
        ),
        (
            Header::Nel,
            "{\"report_to\":\"a\",\"max_age\":60,\"include_subdomains\":true,\"success_fraction\":0.5}",
        ),
    ] {
        assert!(
            check_text(header, good).serialized.is_some(),
            "{header}: {good}"
        );
        for at in 0..=good.len() {
            for length in 0..3 {
                let end = (at + length).min(good.len());
                for _ in 0..8 {
                    let piece = PIECES[numbers.below(PIECES.len())];
                    assert_sound(header, &format!("{}{piece}{}", &good[..at], &good[end..]));
                }
                assert_sound(header, &format!("{}{}", &good[..at], &good[end..]));
            }
        }
    }
}

#[test]
fn long_texts_take_no_longer_than_they_are() {
    for header in Header::ALL {
        for piece in [
            "a",
            " ",
            ";",
            ",",
            "(",
            "\"",
            "\\",
            "{",
            "[1,",
            "{\"a\":",
            "'a' ",
            "camera=(),",
            "camera 'none';",
            "max-age=1;",
            "'nonce' ",
            "\u{fc}",
        ] {
            assert_sound(*header, &piece.repeat(20_000 / piece.len()));
        }
    }
}

#[test]
fn a_name_is_found_in_any_case() {
    for header in Header::ALL {
        assert_eq!(
            Header::from_word(&header.as_str().to_ascii_uppercase()),
            Some(*header)
        );
    }
    assert_eq!(Header::from_word("Server"), None);
}

#[test]
fn every_field_has_an_option() {
    for header in Header::ALL {
        assert!(OptionName::of(*header).is_some(), "{header}");
    }
}

#[test]
fn the_field_name_of_a_policy_is_that_of_its_header() {
    for (header, text) in [
        (Header::ContentSecurityPolicy, "default-src 'self'"),
        (
            Header::ContentSecurityPolicyReportOnly,
            "default-src 'self'; report-to main",
        ),
        (Header::StrictTransportSecurity, "max-age=1"),
        (Header::PermissionsPolicy, "camera=()"),
        (Header::FeaturePolicy, "camera 'none'"),
        (Header::DocumentPolicy, "js-profiling"),
        (Header::ReferrerPolicy, "origin"),
        (Header::XFrameOptions, "DENY"),
        (Header::XContentTypeOptions, "nosniff"),
        (Header::XXssProtection, "0"),
        (Header::XDownloadOptions, "noopen"),
        (Header::ReportingEndpoints, "default=\"/reports\""),
        (Header::IntegrityPolicy, "blocked-destinations=(script)"),
        (
            Header::IntegrityPolicyReportOnly,
            "blocked-destinations=(script), endpoints=(main)",
        ),
        (Header::ClearSiteData, "\"cache\", \"cookies\""),
        (Header::ReportTo, "{\"group\":\"a\",\"max_age\":0}"),
        (Header::Nel, "{\"max_age\":0}"),
    ] {
        let mut out = crate::Diagnostics::new();
        let (policy, _) = super::read_text(header, text, crate::Site(0), &mut out);
        let field = policy.unwrap().field(header);
        assert!(header.as_str().eq_ignore_ascii_case(&field.name));
        assert_eq!(field.https_only, header == Header::StrictTransportSecurity);
        assert_eq!(field.value.template().0, text);
    }
}

#[test]
fn a_pasted_field_name_is_reported_and_the_rest_is_read() {
    let text = " Referrer-Policy: no-referer";
    let found = check_text(Header::ReferrerPolicy, text).findings;
    let under: Vec<(&str, &str)> = found
        .iter()
        .map(|finding| (finding.explanation.code, &text[finding.range.clone()]))
        .collect();
    assert_eq!(
        under,
        [
            ("field-name", "Referrer-Policy:"),
            ("referrer-policy-unknown-token", "no-referer")
        ]
    );
}

#[test]
fn a_place_in_a_string_with_escapes_is_where_it_was_written() {
    let text = "camera=(self \"https://a\\\"b.example/\")";
    let found = check_text(Header::PermissionsPolicy, text).findings;
    assert_eq!(&text[found[0].range.clone()], "a\\\"b.example");
}

#[test]
fn what_keeps_a_structured_field_from_being_read_is_reported() {
    for header in Header::ALL {
        let is_structured = matches!(
            header.fact(),
            Shape::Dictionary | Shape::Item | Shape::InnerList
        );
        assert_eq!(
            header.syntax_reporter().is_some(),
            is_structured,
            "{header}"
        );
    }
}

#[test]
fn a_field_that_not_every_browser_reads_is_advice() {
    for (header, text, missing) in [
        (
            Header::PermissionsPolicy,
            "camera=()",
            Some("Firefox and Safari ignore"),
        ),
        (
            Header::DocumentPolicy,
            "js-profiling",
            Some("Firefox and Safari ignore"),
        ),
        (
            Header::DocumentIsolationPolicy,
            "isolate-and-require-corp",
            Some("Firefox and Safari ignore"),
        ),
        (Header::OriginAgentCluster, "?1", Some("Safari ignores")),
        (Header::XFrameOptions, "DENY", None),
        (Header::PermissionsPolicy, "camera=(", None),
    ] {
        let code = "header-partly-supported";
        let advice = check_text_with_advice(header, text).findings;
        let found = advice
            .iter()
            .find(|finding| finding.explanation.code == code);
        let summary = found.map(|finding| finding.explanation.summary.as_str());
        let expected = missing.map(|missing| format!("{missing} {header}"));
        assert_eq!(summary, expected.as_deref(), "{text}");
        let unasked = check_text(header, text).findings;
        assert!(
            unasked
                .iter()
                .all(|finding| finding.explanation.code != code)
        );
    }
}

#[test]
fn the_runtime_knows_every_field_with_a_report_only_twin() {
    let twins = Header::ALL.iter().filter_map(|header| {
        let name = header.field_name();
        let twin = Header::from_word(&format!("{name}-report-only"))?;
        Some((name, twin.field_name()))
    });
    let mut twins: Vec<_> = twins.collect();
    twins.sort();
    let known = talisman_core::twins::TWINS.iter();
    let mut known: Vec<_> = known
        .map(|(name, twin)| ((*name).to_owned(), (*twin).to_owned()))
        .collect();
    known.sort();
    assert_eq!(known, twins);
}
