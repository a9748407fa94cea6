use http::HeaderMap;

use super::*;
use crate::field::Parts;
use crate::fixture::{PLAIN, policy};

macro_rules! forcing {
    ($status:literal, $hosts:expr) => {
        forcing!($status, $hosts, None)
    };
    ($status:literal, $hosts:expr, $to:expr) => {
        policy!(Parts {
            force_https: Some(ForceHttps {
                status: $status,
                hosts: $hosts,
                to: $to,
                exempt: &["/.well-known/acme-challenge/", "/health"],
            }),
            ..Parts::EMPTY
        })
    };
}

const POLICY: Policy = forcing!(
    308,
    &[
        "example.com",
        "example.org:8443",
        "[2001:db8::1]",
        "192.0.2.1"
    ]
);

fn get(uri: &str, hosts: &[&str]) -> Request<()> {
    let mut request = Request::new(());
    *request.uri_mut() = uri.parse().unwrap();
    *request.headers_mut() = hosts
        .iter()
        .map(|host| (HOST, HeaderValue::from_str(host).unwrap()))
        .collect::<HeaderMap>();
    request
}

/// Status and `Location` of the answer, none if the request must be served.
fn answer(request: &Request<()>) -> Option<(u16, Option<String>)> {
    let response = POLICY.redirect_to_https(Scheme::Http, request, &[])?;
    let location = response
        .headers()
        .get(LOCATION)
        .map(|location| String::from_utf8(location.as_bytes().to_vec()).unwrap());
    assert_eq!(response.headers().len(), usize::from(location.is_some()));
    Some((response.status().as_u16(), location))
}

#[test]
fn a_request_to_a_named_host_is_redirected() {
    for (uri, host, location) in [
        ("/", "example.com", "https://example.com/"),
        ("/", "EXAMPLE.com", "https://example.com/"),
        ("/", "example.com:8080", "https://example.com/"),
        ("/", "example.com:443", "https://example.com/"),
        ("/", "example.org", "https://example.org:8443/"),
        ("/", "example.org:80", "https://example.org:8443/"),
        ("/", "[2001:DB8:0::1]:80", "https://[2001:db8::1]/"),
        ("/", "192.0.2.1", "https://192.0.2.1/"),
        // The same host, as some clients write it.
        ("/", "example.com.", "https://example.com/"),
        ("/", "example.com:", "https://example.com/"),
        ("/", "Example.Com.:80", "https://example.com/"),
    ] {
        let redirect = Some((308, Some(location.to_owned())));
        assert_eq!(answer(&get(uri, &[host])), redirect, "{host}");
    }
}

#[test]
fn path_and_query_survive_byte_for_byte() {
    for path in [
        "/a/b?c=d&e",
        "//evil.example/x",
        "///",
        "/%0d%0aSet-Cookie:%20a=b",
        "/a?b=%0D%0A%00",
        "/../../x",
        "/\\evil.example",
        "/@evil.example",
        "/:80/",
        "/?",
        "/?https://evil.example/?x=/..",
        "/bücher?q=ü",
        "/a;b=c,d",
        "/%E4%F6",
        "/{a}|\"b\"",
    ] {
        let Ok(uri) = path.parse::<Uri>() else {
            panic!("{path}");
        };
        let location = Some((308, Some(format!("https://example.com{path}"))));
        assert_eq!(
            answer(&get(&uri.to_string(), &["example.com"])),
            location,
            "{path}"
        );
    }
}

#[test]
fn the_authority_of_the_uri_goes_before_the_host_field() {
    let redirect = Some((308, Some("https://example.com/a?b".to_owned())));
    assert_eq!(answer(&get("http://example.com:80/a?b", &[])), redirect);
    assert_eq!(
        answer(&get("http://example.com/a?b", &["evil.example"])),
        redirect
    );
    assert_eq!(
        answer(&get("http://evil.example/", &["example.com"])),
        Some((400, None))
    );
    assert_eq!(
        answer(&get("http://user@example.com/", &[])),
        Some((400, None))
    );
    assert_eq!(
        answer(&get("http://example.com?b", &[])),
        Some((308, Some("https://example.com?b".to_owned())))
    );
    assert_eq!(
        answer(&get("http://example.com", &[])),
        Some((308, Some("https://example.com/".to_owned())))
    );
}

#[test]
fn any_other_host_is_a_bad_request() {
    for hosts in [
        &[][..],
        &[""],
        &["evil.example"],
        &["example.com.evil.example"],
        &["evil-example.com"],
        &["notexample.com"],
        &["sub.example.com"],
        &["example.com.."],
        &["example.com@evil.example"],
        &["evil.example@example.com"],
        &["user:password@example.com"],
        &["example.com:0"],
        &["example.com:99999"],
        &["example.com:80:80"],
        &["example.com:80@evil.example"],
        &["example.com:evil"],
        &["example.com/evil"],
        &["example.com#"],
        &["example.com?"],
        &["example.com\\evil"],
        &[" example.com"],
        &["example.com "],
        &["example.com, evil.example"],
        &["exámple.com"],
        &["https://example.com"],
        &["[2001:db8::2]"],
        &["2001:db8::1"],
        &["[2001:db8::1"],
        &["192.0.2.01"],
        &["example.com", "example.com"],
        &["example.com", "evil.example"],
    ] {
        assert_eq!(answer(&get("/", hosts)), Some((400, None)), "{hosts:?}");
    }
}

#[test]
fn why_it_is_a_bad_request_is_for_the_log() {
    let reason = |request: &Request<()>| {
        let response = POLICY.redirect_to_https(Scheme::Http, request, &[])?;
        response.extensions().get::<RedirectError>().cloned()
    };
    for (hosts, expected) in [
        (&[][..], RedirectError::NoHost),
        (&["example.com", "example.com"], RedirectError::SeveralHosts),
        (
            &["a@example.com"],
            RedirectError::NotAHost(HostError::Userinfo),
        ),
        (
            &["\u{e9}.example"],
            RedirectError::NotAHost(HostError::Domain),
        ),
        (
            &["Evil.Example:8080"],
            RedirectError::UnknownHost("evil.example:8080".parse().unwrap()),
        ),
    ] {
        assert_eq!(reason(&get("/", hosts)), Some(expected), "{hosts:?}");
    }
    assert_eq!(
        reason(&get("*", &["example.com"])),
        Some(RedirectError::NoPath)
    );
    // A redirect has no reason, and what is logged of a host is a host.
    assert_eq!(reason(&get("/", &["example.com"])), None);
    for host in ["evil.example\u{85}", "a b", "a\"b", "[::1"] {
        let said = reason(&get("/", &[host])).unwrap().to_string();
        assert!(
            !said.contains("evil") && !said.contains(char::is_control),
            "{said}"
        );
    }
}

#[test]
fn a_request_that_names_no_path_is_a_bad_request() {
    assert_eq!(answer(&get("*", &["example.com"])), Some((400, None)));
    assert_eq!(
        answer(&get("example.com:443", &["example.com"])),
        Some((400, None))
    );
    let mut connect = get("http://example.com/", &["example.com"]);
    *connect.method_mut() = Method::CONNECT;
    assert_eq!(answer(&connect), Some((400, None)));
}

#[test]
fn exempt_paths_are_served() {
    for (path, served) in [
        ("/health", true),
        ("/health?deep", true),
        ("/health/", false),
        ("/healthy", false),
        ("/HEALTH", false),
        ("/%68ealth", false),
        ("//health", false),
        ("/.well-known/acme-challenge/token", true),
        ("/.well-known/acme-challenge/", true),
        ("/.well-known/acme-challenge/a..b/...", true),
        ("/.well-known/acme-challenge", false),
        ("/.well-known/acme-challenge/../secret", false),
        ("/.well-known/acme-challenge/..", false),
        ("/.well-known/acme-challenge/.", false),
        ("/.well-known/acme-challenge/%2e%2E/secret", false),
        ("/.well-known/acme-challenge/.%2e/secret", false),
        ("/.well-known/acme-challenge/..%2Fsecret", false),
        ("/.well-known/acme-challenge/..%5csecret", false),
        ("/.well-known/acme-challenge/..\\secret", false),
        ("/.well-known/acme-challenge/..;a=b/secret", false),
        ("/.well-known/acme-challenge/..%3Ba/secret", false),
        ("/x/.well-known/acme-challenge/token", false),
        ("/.well-known/acme-challenge/token?/../", true),
    ] {
        // The host does not matter to a path that is served.
        for host in ["example.com", "10.0.0.7:8080"] {
            assert_eq!(answer(&get(path, &[host])).is_none(), served, "{path}");
        }
    }
}

#[test]
fn https_and_policies_that_do_not_force_it_are_served() {
    let request = get("/", &["example.com"]);
    assert!(
        POLICY
            .redirect_to_https(Scheme::Https, &request, &[])
            .is_none()
    );
    assert!(
        PLAIN
            .redirect_to_https(Scheme::Http, &request, &[])
            .is_none()
    );
}

#[test]
fn the_caller_names_hosts_too_and_goes_first() {
    const NO_HOSTS: Policy = forcing!(302, &[]);
    let hosts: [Host; 2] = ["Example.com:444", "other.example"].map(|host| host.parse().unwrap());
    let location = |policy: &Policy, host: &str, hosts: &[Host]| {
        let response = policy
            .redirect_to_https(Scheme::Http, &get("/a", &[host]), hosts)
            .unwrap();
        response
            .headers()
            .get(LOCATION)
            .map(|location| location.to_str().unwrap().to_owned())
    };
    assert_eq!(location(&NO_HOSTS, "example.com", &[]), None);
    assert_eq!(
        location(&NO_HOSTS, "example.com", &hosts).unwrap(),
        "https://example.com:444/a"
    );
    assert_eq!(
        location(&POLICY, "example.com", &hosts).unwrap(),
        "https://example.com:444/a"
    );
    assert_eq!(
        location(&POLICY, "other.example", &hosts).unwrap(),
        "https://other.example/a"
    );
    assert_eq!(
        location(&POLICY, "example.org", &hosts).unwrap(),
        "https://example.org:8443/a"
    );
}

#[test]
fn every_status_is_sent_as_the_policy_has_it() {
    const POLICIES: [Policy; 4] = [
        forcing!(301, &["example.com"]),
        forcing!(302, &["example.com"]),
        forcing!(307, &["example.com"]),
        forcing!(308, &["example.com"]),
    ];
    for (policy, status) in POLICIES.iter().zip([301, 302, 307, 308]) {
        let response = policy
            .redirect_to_https(Scheme::Http, &get("/", &["example.com"]), &[])
            .unwrap();
        assert_eq!(response.status(), status);
    }
}

#[test]
fn a_stated_host_takes_every_request_whose_host_is_not_named() {
    const CANONICAL: Policy = forcing!(308, &["example.org"], Some("www.example.com:8443"));
    let answer = |host: &[&str]| {
        let response: Response<()> = CANONICAL
            .redirect_to_https(Scheme::Http, &get("/a?b=c", host), &[])
            .unwrap();
        let location = response.headers().get(LOCATION).cloned();
        location.map(|location| location.to_str().unwrap().to_owned())
    };
    let canonical = Some("https://www.example.com:8443/a?b=c".to_owned());
    for host in ["example.com", "evil.example", "192.0.2.1:80"] {
        assert_eq!(answer(&[host]), canonical, "{host}");
    }
    assert_eq!(
        answer(&["example.org"]).unwrap(),
        "https://example.org/a?b=c"
    );
    for refused in [&["a@evil.example"][..], &["a", "b"], &["a/b"], &[]] {
        assert_eq!(answer(refused), None, "{refused:?}");
    }
}
