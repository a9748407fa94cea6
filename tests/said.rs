//! What a message about a text marks, and what it says to write: a reader looks at the mark and copies the remedy.

use talisman_policy::headers::{Header, check_text};

const CSP: Header = Header::ContentSecurityPolicy;

/// What is marked in a text, and what is to be done.
type Said<'a> = (&'a str, &'a str);

/// A text, and what is said for each finding.
const ROWS: &[(Header, &str, &[Said<'static>])] = &[
    (
        CSP,
        "default-src 'none'; script-src 'sefl'",
        &[("'sefl'", "write 'self'")],
    ),
    (CSP, "img-scr 'self'", &[("img-scr", "write `img-src`")]),
    (
        CSP,
        "future-src 'self'",
        &[(
            "future-src",
            "write one of child-src, connect-src, default-src, font-src, frame-src, img-src, manifest-src, media-src, object-src, script-src, script-src-elem, script-src-attr, style-src, style-src-elem, style-src-attr, worker-src, base-uri, sandbox, form-action, frame-ancestors, report-to, report-uri, require-trusted-types-for, trusted-types, upgrade-insecure-requests; or, for a directive newer than this version of talisman, unchecked(future-src)",
        )],
    ),
    (
        CSP,
        "future_src 'self'",
        &[(
            "future_src",
            "write one of child-src, connect-src, default-src, font-src, frame-src, img-src, manifest-src, media-src, object-src, script-src, script-src-elem, script-src-attr, style-src, style-src-elem, style-src-attr, worker-src, base-uri, sandbox, form-action, frame-ancestors, report-to, report-uri, require-trusted-types-for, trusted-types, upgrade-insecure-requests",
        )],
    ),
    (
        CSP,
        "'self'",
        &[(
            "'self'",
            "write the name of the directive that it belongs to before it, such as default-src or script-src",
        )],
    ),
    (
        CSP,
        "'x'",
        &[(
            "'x'",
            "write the name of the directive that it belongs to before it, such as default-src or script-src",
        )],
    ),
    (
        CSP,
        "https:",
        &[(
            "https:",
            "write the name of the directive that it belongs to before it, such as default-src or script-src",
        )],
    ),
    (
        CSP,
        "cdn.example.com",
        &[(
            "cdn.example.com",
            "write the name of the directive that it belongs to before it, such as default-src or script-src",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src a.b_c.example",
        &[("_", "write a host such as cdn.example.com")],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example:99999",
        &[(":99999", "write a number up to 65535, or * for every port")],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example:",
        &[(
            ":",
            "write a number up to 65535, or * for every port, or leave the colon out; of a scheme write nothing after its colon",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example//b",
        &[("//", "write one slash")],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example/%zz",
        &[("%zz", "write %25 for a percent sign")],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example/b?c",
        &[("?c", "write https://a.example/b")],
    ),
    (
        CSP,
        "default-src 'none'; img-src a.example a.example:8443",
        &[],
    ),
    (CSP, "default-src 'none'; img-src *:443 a.example:8443", &[]),
    (
        CSP,
        "default-src 'none'; img-src * a.example:8443",
        &[(
            "*",
            "remove `*`, if the hosts beside it are all that is needed; otherwise remove the hosts",
        )],
    ),
    (
        CSP,
        "default-src 'none'; script-src 'sha256-abc%def'",
        &[(
            "%",
            "copy the digest again: it has letters, digits, + and /, and = at the end",
        )],
    ),
    (
        CSP,
        "default-src 'none'; script-src “self”",
        &[("“self”", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; script-src ‘a.example’",
        &[("‘a.example’", "write a.example")],
    ),
    (
        CSP,
        "default-src 'none'; script-src ‘https://a,b’",
        &[("‘", "write a plain single quote: '")],
    ),
    (
        CSP,
        "default-src 'none'; script-src ‘’",
        &[("‘", "write a plain single quote: '")],
    ),
    (
        CSP,
        "default-src 'none'; script-src \"self\"",
        &[("\"self\"", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; script-src self\"",
        &[("self\"", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; script-src 'self",
        &[("'self", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; script-src self'",
        &[("self'", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; img-src [self]",
        &[("[self]", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; img-src [cdn].example",
        &[(
            "[cdn].example",
            "replace it by what it stands for before the policy is read",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src a]b.example",
        &[("]", "write a host such as cdn.example.com")],
    ),
    (CSP, "default-src 'none'; img-src http://a.example", &[]),
    (
        CSP,
        "default-src 'none'; img-src http://*.a.example:8080",
        &[],
    ),
    (CSP, "default-src 'none'; img-src http:", &[]),
    (CSP, "default-src 'none'; img-src *", &[]),
    (
        CSP,
        "default-src 'none'; script-src http:",
        &[(
            "http:",
            "name the hosts whose scripts the page needs, or write `'nonce' 'strict-dynamic'` and give each script element that nonce",
        )],
    ),
    (CSP, "report-uri reports", &[]),
    (
        CSP,
        "report-uri https://a.example:99999/",
        &[(
            ":99999",
            "write a URL such as https://reports.example.com/csp, or a path such as /csp-reports",
        )],
    ),
    (CSP, "report-uri //a.example/r", &[]),
    (
        CSP,
        "default-src 'none'; img-src https://a.example/b/../c",
        &[("https://a.example/b/../c", "write https://a.example/c")],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example/*.png",
        &[(
            "https://a.example/*.png",
            "write https://a.example, which matches everything below it, or %2A for a star of the URL",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example/b*",
        &[(
            "https://a.example/b*",
            "write https://a.example, which matches everything below it, or %2A for a star of the URL",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://*/b",
        &[("https://*/b", "name the hosts, or leave the path out")],
    ),
    (
        Header::ClearSiteData,
        "cookies",
        &[("cookies", "write \"cookies\"")],
    ),
    (
        Header::ClearSiteData,
        "\"cookie\"",
        &[("\"cookie\"", "write \"cookies\"")],
    ),
    (
        Header::ClearSiteData,
        "\"everything\"",
        &[("\"everything\"", "write \"*\"")],
    ),
    (
        Header::ConnectionAllowlist,
        "(cdn.example.com)",
        &[("cdn.example.com", "write \"https://cdn.example.com\"")],
    ),
    (
        Header::ConnectionAllowlist,
        "(cdn)",
        &[(
            "cdn",
            "write response-origin, or a URL such as \"https://api.example.com\"",
        )],
    ),
    (
        Header::ConnectionAllowlist,
        "(\"cdn.example.com\")",
        &[("\"cdn.example.com\"", "write \"https://cdn.example.com\"")],
    ),
    (
        Header::ConnectionAllowlist,
        "(\"/path\")",
        &[(
            "\"/path\"",
            "write a scheme and a host, where * stands for anything, such as \"https://*.example.com\"",
        )],
    ),
    (
        Header::ConnectionAllowlist,
        "(\"https://a.example\\\\b\")",
        &[(
            "\\\\",
            "write a scheme and a host, where * stands for anything, such as \"https://*.example.com\"",
        )],
    ),
    (
        Header::ConnectionAllowlist,
        "(\"https://a.example/a b\")",
        &[(
            " ",
            "write a scheme and a host, where * stands for anything, such as \"https://*.example.com\"",
        )],
    ),
    (
        Header::FeaturePolicy,
        "camera unchecked()",
        &[(
            "",
            "write a feature in lower-case letters, digits and hyphens, and a value in printable ASCII without ; and ,",
        )],
    ),
    (
        Header::FeaturePolicy,
        "camera a.example",
        &[("a.example", "write https://a.example")],
    ),
    (
        Header::StrictTransportSecurity,
        "max-age=31536000, includeSubDomains",
        &[(
            "31536000, includeSubDomains",
            "write 31536000; includeSubDomains",
        )],
    ),
    (
        Header::StrictTransportSecurity,
        "max-age=31536000 includeSubDomains preload",
        &[(
            "31536000 includeSubDomains preload",
            "write 31536000; includeSubDomains; preload",
        )],
    ),
    (
        Header::StrictTransportSecurity,
        "31536000 includeSubDomains",
        &[(
            "31536000 includeSubDomains",
            "write one of max-age, includeSubDomains, preload",
        )],
    ),
    (
        Header::StrictTransportSecurity,
        "max-age=1 foo",
        &[("1 foo", "write only digits, such as 31536000 for one year")],
    ),
    (
        Header::StrictTransportSecurity,
        "foo includeSubDomains",
        &[(
            "foo includeSubDomains",
            "write one of max-age, includeSubDomains, preload",
        )],
    ),
    (
        Header::ReferrerPolicy,
        "no-referer",
        &[("no-referer", "write no-referrer")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=(self \"https://a b.example\")",
        &[(" ", "write one origin a string")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=(self \"https://a.example/p\")",
        &[("/p", "write \"https://a.example\"")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=*, microphone=(self) geolocation=()",
        &[(" ", "write a comma between the two members")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=(self), camera-x=?1;a=b",
        &[
            ("camera-x", "write `camera`"),
            (
                "?1",
                "write camera-x=() for nobody, camera-x=(self) for the page's own origin, camera-x=(self \"https://a.example\") for it and another one, camera-x=* for everyone",
            ),
            ("a", "leave it out; the only parameter is report-to"),
        ],
    ),
    (
        Header::CrossOriginOpenerPolicy,
        "same-orgin",
        &[("same-orgin", "write same-origin")],
    ),
    (
        Header::CrossOriginEmbedderPolicy,
        "\"require-corp\"",
        &[("\"require-corp\"", "write require-corp")],
    ),
    (
        Header::CrossOriginEmbedderPolicy,
        "require-corp, credentialless",
        &[(", credentialless", "write only one value")],
    ),
    (
        Header::CrossOriginResourcePolicy,
        "same-site; report-to=\"a\"",
        &[("report-to=\"a\"", "write only one value")],
    ),
    (
        Header::ReportTo,
        "{\"group\": \"a\" \"max_age\": 1}",
        &[
            (
                "{\"group\": \"a\" \"max_age\": 1}",
                "add \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }]",
            ),
            (
                "\"",
                "write a comma between two members, and between two objects",
            ),
        ],
    ),
    (
        Header::ReportTo,
        "{\"group\": \"a\", \"max_age\": 1, }",
        &[
            (
                "{\"group\": \"a\", \"max_age\": 1, }",
                "add \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }]",
            ),
            (",", "leave the comma out"),
        ],
    ),
    (
        Header::ReportTo,
        "[1, 2, ]",
        &[
            (
                "[1, 2, ]",
                "write an object such as { \"group\": \"default\", \"max_age\": 10886400, \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }] }",
            ),
            (",", "leave the comma out"),
        ],
    ),
    (
        Header::ReportTo,
        "{\"group\": \"a\", ]",
        &[(
            "]",
            "write an object: { \"group\": \"default\", \"max_age\": 2592000 }",
        )],
    ),
    (
        Header::XContentTypeOptions,
        "no-sniff",
        &[("no-sniff", "write nosniff, the only value")],
    ),
    (
        Header::IntegrityPolicy,
        "blocked-destinations=(scripts)",
        &[("scripts", "write script")],
    ),
    (
        Header::Nel,
        "{\"report_to\": \"a\"}",
        &[("{\"report_to\": \"a\"}", "add \"max_age\": 2592000")],
    ),
    (
        Header::ReportingEndpoints,
        "a=\"/a b\"",
        &[(" ", "write %20, or leave it out")],
    ),
    (
        Header::ReportingEndpoints,
        "a=/r",
        &[(
            "/",
            "write a token, a string in double quotes, ?1, ?0, a number, or a list in parentheses",
        )],
    ),
    (
        CSP,
        "default-src 'none'; script-src 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU'",
        &[(
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
            "write 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example:80a",
        &[(":80a", "write a number up to 65535, or * for every port")],
    ),
    (
        CSP,
        "default-src 'none'; img-src a..example",
        &[("a..example", "leave the dot out")],
    ),
    (
        CSP,
        "default-src 'none'; img-src aa.bb.c_c.example",
        &[("_", "write a host such as cdn.example.com")],
    ),
    (
        CSP,
        "default-src 'none'; script-src 'self' http://a.example; report-uri https://reports.example.com:70000/x",
        &[(
            ":70000",
            "write a URL such as https://reports.example.com/csp, or a path such as /csp-reports",
        )],
    ),
    (
        CSP,
        "default-src 'none'; script-src self",
        &[("self", "write 'self'")],
    ),
    (
        CSP,
        "default-src 'none'; script-src “nonce-abc”",
        &[("“nonce-abc”", "write 'nonce'")],
    ),
    (
        CSP,
        "default-src 'none'; script-src “é”",
        &[("“", "write a plain single quote: '")],
    ),
    (
        CSP,
        "default-src 'none'; script-src 'sha256-abc'",
        &[(
            "abc",
            "compute it again: openssl dgst -sha256 -binary FILE | openssl base64 -A",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src 'http://a.example/x",
        &[("'http://a.example/x", "write http://a.example/x")],
    ),
    (
        CSP,
        "default-src 'none'; img-src http://a.example/x'",
        &[("http://a.example/x'", "write http://a.example/x")],
    ),
    (
        CSP,
        "default-src 'none'; img-src [::1]",
        &[("[::1]", "write a host name that resolves to it")],
    ),
    (
        CSP,
        "default-src 'none'; img-src x[abc]",
        &[("[", "write a host such as cdn.example.com")],
    ),
    (
        CSP,
        "default-src 'none'; img-src http[s]://a.example",
        &[(
            "http[s]",
            "write a letter, then only letters, digits, + - and .",
        )],
    ),
    (
        Header::DocumentPolicy,
        "unsized-media=(1",
        &[("(", "write `)` at the end of the list")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=(self",
        &[("(", "write `)` at the end of the list")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=\"a\\\"b\", microphone=()",
        &[(
            "a\\\"b",
            "write a scheme and a host, such as https://a.example",
        )],
    ),
    (
        Header::PermissionsPolicy,
        "camera=\"a, microphone=()",
        &[("\"", "write `\"` at the end of the string")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=self; microphone=()",
        &[(";", "write a comma between the two members")],
    ),
    (
        Header::ReportTo,
        "{\"group\": \"a\", \"max_age\": 1, \"endpoints\": []]",
        &[(
            "]",
            "write an object: { \"group\": \"default\", \"max_age\": 2592000 }",
        )],
    ),
    (
        CSP,
        "scirpt-scr 'self'",
        &[("scirpt-scr", "write `script-src`")],
    ),
    (
        CSP,
        ": default-src 'none'",
        &[
            (
                ":",
                "write one of child-src, connect-src, default-src, font-src, frame-src, img-src, manifest-src, media-src, object-src, script-src, script-src-elem, script-src-attr, style-src, style-src-elem, style-src-attr, worker-src, base-uri, sandbox, form-action, frame-ancestors, report-to, report-uri, require-trusted-types-for, trusted-types, upgrade-insecure-requests",
            ),
            ("default-src", "write a semicolon before `default-src`"),
        ],
    ),
    (
        CSP,
        "Content-Security-Policy: default-src 'none'",
        &[(
            "Content-Security-Policy:",
            "leave `Content-Security-Policy:` out and begin with the first directive",
        )],
    ),
    (
        CSP,
        "default-src 'none'; img-src https://a.example/x\"",
        &[("https://a.example/x\"", "write https://a.example/x")],
    ),
    (
        CSP,
        "default-src 'none'; img-src \"a.example",
        &[("\"a.example", "write a.example")],
    ),
    (
        CSP,
        "default-src 'none'; img-src a\"b.example",
        &[("\"", "write a host such as cdn.example.com")],
    ),
    (
        CSP,
        "default-src 'none'; img-src `a.example`",
        &[("`a.example`", "write a.example")],
    ),
    (
        CSP,
        "default-src 'none'; img-src ws://a.example/chat",
        &[(
            "ws://a.example/chat",
            "write it in connect-src, if a WebSocket is intended; otherwise https:",
        )],
    ),
    (
        CSP,
        "default-src 'none'; connect-src ws://a.example/chat",
        &[("ws://a.example/chat", "write wss://a.example/chat")],
    ),
    (
        CSP,
        "default-src 'none'; connect-src ws://a.example",
        &[("ws://a.example", "write wss://a.example")],
    ),
    (
        CSP,
        "default-src 'none'; connect-src http://localhost:3000",
        &[],
    ),
    (
        CSP,
        "default-src 'none'; script-src 'self' http://a.example; base-uri 'none'",
        &[("http://a.example", "write https://a.example")],
    ),
    (
        CSP,
        "default-src 'none'; form-action http://a.example",
        &[("http://a.example", "write https://a.example")],
    ),
    (
        CSP,
        "default-src 'none'; frame-ancestors https://a.example/path",
        &[("https://a.example/path", "write https://a.example")],
    ),
    (
        CSP,
        "default-src 'none'; base-uri https://a.example/b?c",
        &[("?c", "write https://a.example/b")],
    ),
    (
        Header::StrictTransportSecurity,
        "includeSubDomains foo=5",
        &[("includeSubDomains foo", "write includeSubDomains alone")],
    ),
    (
        Header::PermissionsPolicy,
        "camera=1\"a,b\", microphone=()",
        &[(
            "1\"a,b\"",
            "write a Boolean as ?1 or ?0, a number in digits, a string in double quotes",
        )],
    ),
    (
        Header::PermissionsPolicy,
        "camera=(self !x, \"b\"), microphone=(q)",
        &[
            (
                "!",
                "write a token, a string in double quotes, ?1, ?0, a number, or a list in parentheses",
            ),
            (
                "q",
                "write microphone=() for nobody, microphone=(self) for the page's own origin, microphone=(self \"https://a.example\") for it and another one, microphone=* for everyone",
            ),
        ],
    ),
    (
        Header::PermissionsPolicy,
        "camera=!\"a,b\", microphone=(q)",
        &[
            (
                "!",
                "write a token, a string in double quotes, ?1, ?0, a number, or a list in parentheses",
            ),
            (
                "q",
                "write microphone=() for nobody, microphone=(self) for the page's own origin, microphone=(self \"https://a.example\") for it and another one, microphone=* for everyone",
            ),
        ],
    ),
    (
        Header::PermissionsPolicy,
        "camera=!(a, microphone=(q)",
        &[
            (
                "!",
                "write a token, a string in double quotes, ?1, ?0, a number, or a list in parentheses",
            ),
            (
                "q",
                "write microphone=() for nobody, microphone=(self) for the page's own origin, microphone=(self \"https://a.example\") for it and another one, microphone=* for everyone",
            ),
        ],
    ),
    (
        Header::ReportTo,
        "{\"a\": [1 2]}",
        &[
            ("{\"a\": [1 2]}", "add \"max_age\": 10886400"),
            (
                "{\"a\": [1 2]}",
                "add \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }]",
            ),
            (
                "\"a\"",
                "write one of \"group\", \"max_age\", \"endpoints\", \"include_subdomains\", or leave it out",
            ),
            (
                "2",
                "write a comma between two members, and between two objects",
            ),
        ],
    ),
    (
        Header::ReportTo,
        "{\"a\": [1,]}",
        &[
            ("{\"a\": [1,]}", "add \"max_age\": 10886400"),
            (
                "{\"a\": [1,]}",
                "add \"endpoints\": [{ \"url\": \"https://reports.example.com/a\" }]",
            ),
            (
                "\"a\"",
                "write one of \"group\", \"max_age\", \"endpoints\", \"include_subdomains\", or leave it out",
            ),
            (",", "leave the comma out"),
        ],
    ),
    (
        Header::ReportTo,
        "{\"a\": 1",
        &[("{", "write `}` at the end of the object")],
    ),
    (
        Header::ReportTo,
        "{\"a\" 1}",
        &[("1", "write a colon and the value: \"max_age\": 2592000")],
    ),
];

/// A control character, a quote and a letter of another alphabet are different problems.
#[test]
fn a_pattern_says_what_no_string_may_hold() {
    for (text, expected) in [
        (r#"("https://a.example/\\b")"#, "holds a backslash"),
        (r#"("https://a.example/\"b")"#, "holds a quote"),
        (r#"("https://a.example/a b")"#, "holds white space"),
    ] {
        let read = check_text(Header::ConnectionAllowlist, text);
        let summary = &read.findings[0].explanation.summary;
        assert!(summary.contains(expected), "{text}: {summary}");
    }
}

#[test]
fn a_message_marks_what_is_wrong_and_says_what_to_write() {
    let mut wrong = Vec::new();
    for (header, text, expected) in ROWS {
        let said: Vec<(String, String)> = check_text(*header, text)
            .findings
            .iter()
            .map(|finding| {
                let marked = text.get(finding.range.clone()).unwrap_or_default();
                let remedy = finding.explanation.remedy();
                let line = remedy.lines().next().unwrap_or_default();
                (
                    marked.to_owned(),
                    line.trim_start_matches("help: ").to_owned(),
                )
            })
            .collect();
        let said: Vec<Said<'_>> = said
            .iter()
            .map(|(marked, remedy)| (marked.as_str(), remedy.as_str()))
            .collect();
        if said != *expected {
            wrong.push(format!("({header:?}, {text:?}, &{said:?}),"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
