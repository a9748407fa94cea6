use super::bypass;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::word::{Site, Spelling, Word};
use crate::headers::csp::{Disposition, Operator, read, read_edits};
use crate::text::split_directives;

/// `code@word` of every problem that a list of hosts finds in a policy.
#[track_caller]
fn problems(policy: &str, hosts: &[&str]) -> Vec<String> {
    let split = split_directives(policy, Site(0));
    let read = read(
        &split.statements,
        Disposition::Enforce,
        &mut Diagnostics::new(),
    );
    let read = read.unwrap_or_else(|| panic!("{policy} is a policy"));
    let first = split.ranges.len();
    let hosts: Vec<Word> = (first..)
        .zip(hosts)
        .map(|(site, text)| Word {
            text: (*text).to_owned(),
            spelling: Spelling::Literal,
            site: Site(u32::try_from(site).expect("a test has few words")),
        })
        .collect();
    let mut out = Diagnostics::new();
    bypass(&read, Disposition::Enforce, &hosts, &mut out);
    out.iter()
        .map(|found| {
            let word = match &found.place {
                Place::Whole => "",
                Place::Word(site) | Place::Within(site, _) => {
                    let site = site.0 as usize;
                    match split.ranges.get(site) {
                        Some(range) => &policy[range.clone()],
                        None => &hosts[site - first].text,
                    }
                }
            };
            format!("{}@{word}", found.problem.explain().code)
        })
        .collect()
}

#[test]
fn a_source_of_scripts_that_allows_a_listed_host_is_reported() {
    for (source, entry) in [
        ("ajax.example.com", "ajax.example.com"),
        ("https://ajax.example.com:443", "ajax.example.com"),
        ("AJAX.example.com", "ajax.EXAMPLE.com"),
        ("*.example.com", "ajax.example.com"),
        ("*.example.com", "a.ajax.example.com"),
        ("https://*.example.com:*", "https://ajax.example.com"),
        ("ajax.example.com", "ajax.example.com/jsonp"),
        ("ajax.example.com/", "ajax.example.com/jsonp"),
        ("ajax.example.com/lib/", "ajax.example.com/lib/old.js"),
        ("ajax.example.com/jsonp", "ajax.example.com/jsonp"),
        ("ajax.example.com/jsonp", "ajax.example.com"),
    ] {
        let policy = format!("script-src 'self' {source}; object-src 'none'");
        let expected = [format!("csp-bypass-host@{source}")];
        assert_eq!(problems(&policy, &[entry]), expected, "{entry}");
    }
}

#[test]
fn a_source_that_allows_no_listed_host_is_not_reported() {
    for (source, entry) in [
        ("example.com", "ajax.example.com"),
        ("*.example.com", "example.com"),
        ("*.example.com", "notexample.com"),
        ("ajax.example.com", "ajax.example.com.example.net"),
        ("ajax.example.com/lib/", "ajax.example.com/jsonp"),
        ("ajax.example.com/json", "ajax.example.com/jsonp"),
        ("ajax.example.com/JSONP", "ajax.example.com/jsonp"),
        ("'nonce-c29tZSBjb29sIG5vbmNl'", "ajax.example.com"),
        // Told of without a list.
        ("*", "ajax.example.com"),
        ("https:", "ajax.example.com"),
    ] {
        let policy = format!("script-src 'self' {source}; object-src 'none'");
        assert_eq!(problems(&policy, &[entry]), [""; 0], "{source} {entry}");
    }
}

#[test]
fn a_listed_host_counts_where_scripts_come_from_it() {
    let reported = |policy: &str| !problems(policy, &["ajax.example.com"]).is_empty();
    assert!(reported("default-src ajax.example.com"));
    assert!(reported(
        "default-src 'none'; script-src-elem ajax.example.com"
    ));
    for policy in [
        "script-src 'nonce' 'strict-dynamic' ajax.example.com",
        "default-src ajax.example.com; script-src 'self'",
        "script-src ajax.example.com; script-src-elem 'self'",
        "script-src 'self'; script-src-attr ajax.example.com",
        "script-src 'self'; style-src ajax.example.com",
        "script-src ajax.example.com; sandbox allow-forms",
    ] {
        assert!(!reported(policy), "{policy}");
    }
}

#[test]
fn a_source_is_reported_once_and_a_list_is_read_as_sources_are() {
    let policy = "script-src *.example.com https://b.example";
    let hosts = ["a.example.com", "b.example.com", "b.example"];
    assert_eq!(
        problems(policy, &hosts),
        [
            "csp-bypass-host@*.example.com",
            "csp-bypass-host@https://b.example"
        ]
    );
    assert_eq!(
        problems(policy, &["//a.example.com", "a_b.example"]),
        [
            "csp-scheme-relative@//a.example.com",
            "csp-invalid-host@a_b.example"
        ]
    );
}

/// `code@word` of every problem that a change of some policy has.
fn of_change(operator: Operator, text: &str) -> Vec<String> {
    let split = split_directives(text, Site(0));
    let statements = split.statements.into_iter();
    let edits: Vec<_> = statements.map(|statement| (operator, statement)).collect();
    let mut out = Diagnostics::new();
    read_edits(&edits, &mut out);
    out.iter()
        .map(|found| {
            let Place::Word(site) = found.place else {
                panic!(
                    "{}: a weakness of a change has a word",
                    found.problem.explain().code
                );
            };
            let word = &text[split.ranges[site.0 as usize].clone()];
            format!("{}@{word}", found.problem.explain().code)
        })
        .collect()
}

#[test]
fn a_change_has_a_weakness_for_what_it_leaves_open_in_every_policy() {
    for (text, expected) in [
        ("frame-ancestors *", "csp-frame-ancestors-any-host@*"),
        (
            "frame-ancestors https: https://a.example",
            "csp-frame-ancestors-any-host@https:",
        ),
        (
            "frame-ancestors http://a.example",
            "csp-insecure-source@http://a.example",
        ),
        ("base-uri https:", "csp-base-uri-any-host@https:"),
        ("form-action 'self' *", "csp-form-action-any-host@*"),
        ("object-src *:8080", "csp-object-any-host@*:8080"),
    ] {
        for operator in [Operator::Set, Operator::Append] {
            assert_eq!(of_change(operator, text), [expected], "{operator:?} {text}");
        }
    }
    for (text, expected) in [
        (
            "script-src-elem 'self' 'unsafe-inline'",
            "csp-script-unsafe-inline@'unsafe-inline'",
        ),
        ("script-src-elem 'self' data:", "csp-script-data@data:"),
        ("script-src-elem 'nonce' *", "csp-script-any-host@*"),
        (
            "script-src-attr 'unsafe-inline'",
            "csp-script-unsafe-inline@'unsafe-inline'",
        ),
    ] {
        assert_eq!(of_change(Operator::Set, text), [expected], "{text}");
    }
}

#[test]
fn what_a_base_may_make_void_is_not_reported_for_a_change() {
    for text in [
        // A nonce, a hash or 'strict-dynamic' of the base.
        "script-src-elem 'unsafe-inline'",
        "script-src-elem *",
        "script-src-attr 'unsafe-inline'",
        // A script-src-elem and a script-src-attr, or a script-src.
        "script-src 'unsafe-inline'",
        "script-src * data:",
        "default-src 'unsafe-inline' *",
        // A require-trusted-types-for.
        "script-src 'unsafe-eval'",
        // An upgrade-insecure-requests.
        "connect-src http://a.example",
    ] {
        assert_eq!(of_change(Operator::Append, text), [""; 0], "{text}");
    }
    for text in [
        "script-src 'unsafe-inline'",
        "script-src * data:",
        "script-src 'unsafe-eval'",
        "default-src 'unsafe-inline' *",
        "connect-src http://a.example",
        "script-src-elem 'nonce' 'strict-dynamic' https://a.example/",
    ] {
        let reported = of_change(Operator::Set, text);
        let weak = |reported: &&String| {
            super::Problem::CODES
                .iter()
                .any(|code| reported.starts_with(code.name))
        };
        assert_eq!(reported.iter().find(weak), None, "{text}");
    }
    for operator in [Operator::SetIfSent, Operator::Remove, Operator::Drop] {
        assert_eq!(of_change(operator, "frame-ancestors *"), [""; 0]);
    }
}

#[test]
fn nothing_more_is_reported_for_a_change_with_a_problem() {
    assert_eq!(
        of_change(Operator::Set, "frame-ancestors * 'slef'").len(),
        1
    );
}
