use super::{Body, Limits, Noise, Report, Site, Unreadable, fold, read};
use crate::fields::Sends;

struct Policy(&'static str);

impl Sends for Policy {
    fn sent_fields(&self) -> Vec<(String, String)> {
        vec![("content-security-policy".to_owned(), self.0.to_owned())]
    }
}

fn site() -> Site {
    Site::new()
        .policy("SITE", &Policy("default-src 'self'; script-src 'nonce-'"))
        .policy("EMBED", &Policy("img-src 'self'"))
        .host("www.example.com")
}

fn legacy(document: &str, directive: &str, blocked: &str, policy: &str, source: &str) -> Report {
    let text = serde_json::json!({"csp-report": {
        "document-uri": document, "effective-directive": directive, "blocked-uri": blocked,
        "original-policy": policy, "source-file": source, "disposition": "enforce",
    }});
    let body = serde_json::to_vec(&text).unwrap();
    read(&body, Limits::default()).unwrap().remove(0)
}

#[test]
fn noise_has_its_proof() {
    let page = "https://www.example.com/a";
    let policy = "default-src 'self'; script-src 'nonce-abc'";
    let noise = |document, directive, blocked, policy, source| {
        let report = legacy(document, directive, blocked, policy, source);
        report.explain(&site()).unwrap().noise
    };
    let extension = "chrome-extension://abc/x.js";
    assert_eq!(
        noise(page, "script-src-elem", "inline", policy, extension),
        Some(Noise::Extension(extension.to_owned())),
    );
    assert!(matches!(
        noise(page, "img-src", "moz-extension", policy, ""),
        Some(Noise::Extension(_))
    ));
    assert!(matches!(
        noise(
            "https://proxy.example/",
            "img-src",
            "https://a.example/",
            policy,
            ""
        ),
        Some(Noise::OtherSite(_)),
    ));
    assert_eq!(
        noise(page, "img-src", "https://a.example/", "img-src 'none'", ""),
        Some(Noise::ForeignPolicy),
    );
    assert!(matches!(
        noise(page, "img-src", "https://www.example.com/x", policy, ""),
        Some(Noise::Allowed(_)),
    ));
    assert_eq!(
        noise(page, "img-src", "https://a.example/", policy, ""),
        None
    );
    assert_eq!(
        noise(page, "script-src-elem", "https://a.example/", policy, ""),
        None
    );
    assert_eq!(noise(page, "script-src", "eval", policy, ""), None);
}

#[test]
fn an_explanation_names_policy_and_change() {
    let report = |directive, blocked, policy| {
        let report = legacy("https://www.example.com/", directive, blocked, policy, "");
        let explanation = report.explain(&site()).unwrap();
        (
            explanation.policy.clone().unwrap_or_default(),
            explanation.change(&report),
        )
    };
    let site = "default-src 'self'; script-src 'nonce-r4nd0m'";
    let change = |text: &str| Some(text.to_owned());
    assert_eq!(
        report("img-src", "data", "img-src 'self'"),
        ("EMBED".to_owned(), change("img-src += data:"))
    );
    assert_eq!(
        report("connect-src", "https://api.example.net/v1", site),
        (
            "SITE".to_owned(),
            change("connect-src self \"https://api.example.net\"")
        ),
    );
    // Without its text, inline code has no hash.
    assert_eq!(
        report("script-src-elem", "inline", site),
        ("SITE".to_owned(), None)
    );
    let report = legacy(
        "https://www.example.com/",
        "script-src-elem",
        "inline",
        site,
        "",
    );
    let text = report.explain(&self::site()).unwrap().to_string();
    assert!(!text.contains("smallest change"), "{text}");
}

#[test]
fn no_body_stops_it() {
    let limits = Limits::default();
    for body in [
        "",
        "null",
        "1",
        "\"\"",
        "{}",
        "{\"csp-report\": 1}",
        "{\"csp-report\": []}",
        "\u{0}",
        "[[[",
        "{\"type\": 1}",
    ] {
        assert!(read(body.as_bytes(), limits).is_err(), "{body}");
    }
    for body in ["[]", "[1, null, {}, {\"type\": 1}, [], {\"body\": {}}]"] {
        assert_eq!(read(body.as_bytes(), limits), Ok(Vec::new()), "{body}");
    }
    let deep = "[".repeat(60_000);
    assert!(matches!(
        read(deep.as_bytes(), limits),
        Err(Unreadable::Json(_))
    ));
    let long = vec![b' '; limits.bytes + 1];
    assert!(matches!(
        read(&long, limits),
        Err(Unreadable::TooLong { .. })
    ));
    let many = format!("[{}]", vec!["{\"type\":\"coop\"}"; 1000].join(","));
    assert_eq!(read(many.as_bytes(), limits).unwrap().len(), limits.reports);
    assert!(
        read(
            b"[{\"type\":\"csp-violation\",\"body\":{\"blockedURL\":\"\xff\"}}]",
            limits
        )
        .is_err()
    );
    let wrong = br#"[{"type":"csp-violation","url":3,"body":{"blockedURL":[],"lineNumber":-1,"sample":{}}}]"#;
    let read = read(wrong, limits).unwrap();
    assert!(read[0].explain(&site()).unwrap().verdict.is_none());
}

#[test]
fn a_report_is_one_line() {
    let report = legacy(
        "https://a.example/\u{1b}[2J\r\n",
        "img-src\n\nFAKE",
        &"x".repeat(100_000)[..60_000],
        "",
        "",
    );
    let line = report.to_string();
    assert!(line.chars().all(|c| !c.is_control()), "{line}");
    assert!(line.len() < 1000);
    assert!(line.contains("\\u{1b}[2J\\u{d}\\u{a}"), "{line}");
}

#[test]
fn equal_reports_are_one() {
    let body = |agent: &str, age: u32, nonce: &str| {
        format!(
            r#"[{{"type":"csp-violation","age":{age},"user_agent":"{agent}","url":"https://a.example/?q={nonce}","body":
            {{"blockedURL":"inline","effectiveDirective":"script-src-elem","originalPolicy":"script-src 'nonce-{nonce}'"}}}}]"#
        )
    };
    let reports: Vec<Report> = [("a", 1, "x"), ("b", 2, "y"), ("a", 3, "z")]
        .iter()
        .flat_map(|(agent, age, nonce)| {
            read(body(agent, *age, nonce).as_bytes(), Limits::default()).unwrap()
        })
        .collect();
    let folded = fold(reports);
    assert_eq!(folded.len(), 1);
    assert_eq!((folded[0].count, folded[0].user_agents), (3, 2));
    assert!(matches!(folded[0].report.body, Body::Csp(_)));
    assert_eq!(
        folded[0].to_string(),
        format!("{}, 3 times", folded[0].report)
    );
}
