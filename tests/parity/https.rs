//! What comes over http, and past which proxies; session cookies; and the profile that does without both.

use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use talisman::{Host, Policy, Scheme, TrustedProxies, presets, talisman_policy};

use crate::exchange::{HOST, answer, value};

const SITE: Policy = presets::FLASK_TALISMAN;

/// What a developer runs: no redirect, no HSTS, and cookies that go over http; all else is the base's.
const DEVELOPMENT: Policy = talisman_policy! {
    ..presets::FLASK_TALISMAN,
    force_https: off,
    strict_transport_security: off,
    session_cookie_secure: false,
};

fn hosts() -> [Host; 1] {
    [HOST.parse().expect("a host")]
}

/// The answer over http to a request for this path at this host.
fn redirected(
    policy: &Policy,
    method: Method,
    host: &str,
    path: &str,
) -> Option<(StatusCode, String)> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", host)
        .body(())
        .expect("a request");
    let answer: Response<()> = policy.redirect_to_https(Scheme::Http, &request, &hosts())?;
    let location = answer
        .headers()
        .get("location")
        .map(|value| value.to_str().expect("ASCII").to_owned());
    Some((answer.status(), location.unwrap_or_default()))
}

#[test]
fn a_scheme_is_taken_from_no_field_unless_proxies_are_trusted() {
    let headers: HeaderMap = [
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "evil.example"),
    ]
    .map(|(name, value)| {
        (
            name.parse().expect("a name"),
            value.parse().expect("a value"),
        )
    })
    .into_iter()
    .collect();
    assert_eq!(
        TrustedProxies::x_forwarded_proto(0).scheme(&headers),
        Scheme::Http
    );
    assert_eq!(TrustedProxies::forwarded(1).scheme(&headers), Scheme::Http);
    assert_eq!(
        TrustedProxies::x_forwarded_proto(1).scheme(&headers),
        Scheme::Https
    );
    // And a host from none at all.
    let mut request = Request::get("/")
        .header("host", HOST)
        .body(())
        .expect("a request");
    request.headers_mut().extend(headers);
    let answer: Response<()> = SITE
        .redirect_to_https(Scheme::Http, &request, &hosts())
        .expect("a redirect");
    assert_eq!(
        value(answer.headers(), "location"),
        "https://www.example.com/"
    );
}

#[test]
fn two_proxies_make_no_loop() {
    for (hops, name, line) in [
        (2, "x-forwarded-proto", "https, http"),
        (2, "x-forwarded-proto", "https,https"),
        (1, "x-forwarded-proto", "HTTPS"),
        (
            2,
            "forwarded",
            "for=192.0.2.1;proto=https, for=192.0.2.2;proto=http",
        ),
    ] {
        let headers: HeaderMap = [(
            name.parse().expect("a name"),
            line.parse().expect("a value"),
        )]
        .into_iter()
        .collect();
        let proxies = if name == "forwarded" {
            TrustedProxies::forwarded(hops)
        } else {
            TrustedProxies::x_forwarded_proto(hops)
        };
        let scheme = proxies.scheme(&headers);
        let request = Request::get("/")
            .header("host", HOST)
            .body(())
            .expect("a request");
        let answer: Option<Response<()>> = SITE.redirect_to_https(scheme, &request, &hosts());
        assert!(answer.is_none(), "{line}");
    }
}

#[test]
fn a_redirect_leads_to_a_named_host_and_its_own_port() {
    let to = |host| redirected(&SITE, Method::GET, host, "/a").expect("http is redirected");
    assert_eq!(to("evil.example"), (StatusCode::BAD_REQUEST, String::new()));
    assert_eq!(
        to("user@www.example.com"),
        (StatusCode::BAD_REQUEST, String::new())
    );
    assert_eq!(
        to("www.example.com:8080"),
        (StatusCode::FOUND, "https://www.example.com/a".to_owned())
    );
}

#[test]
fn no_path_leads_a_redirect_elsewhere() {
    for path in [
        "//evil.example",
        "/\\evil.example",
        "///evil.example",
        "/%5cevil.example",
        "/.evil.example",
        "/@evil.example",
    ] {
        let Ok(uri) = path.parse::<hyper::Uri>() else {
            continue;
        };
        let (_, location) = redirected(&SITE, Method::GET, HOST, path).expect("http is redirected");
        assert_eq!(location, format!("https://{HOST}{uri}"), "{path}");
    }
}

#[test]
fn a_redirect_keeps_the_method_and_leaves_exempt_paths_alone() {
    const POLICY: Policy = talisman_policy! {
        force_https: 308,
        force_https_exempt: ["/.well-known/acme-challenge/", "/health"],
    };
    let post = redirected(&POLICY, Method::POST, HOST, "/form");
    assert_eq!(
        post,
        Some((
            StatusCode::PERMANENT_REDIRECT,
            "https://www.example.com/form".to_owned()
        ))
    );
    for exempt in ["/.well-known/acme-challenge/token", "/health"] {
        assert_eq!(
            redirected(&POLICY, Method::GET, HOST, exempt),
            None,
            "{exempt}"
        );
    }
}

#[test]
fn every_path_and_method_is_redirected_before_a_handler_is_asked() {
    for method in [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::DELETE,
        Method::OPTIONS,
    ] {
        for path in ["/", "/no/such/page", "/static/site.css?v=1"] {
            let (status, location) =
                redirected(&SITE, method.clone(), HOST, path).expect("http is redirected");
            assert_eq!(
                (status, location),
                (StatusCode::FOUND, format!("https://{HOST}{path}")),
                "{method}"
            );
        }
    }
}

#[test]
fn a_session_cookie_keeps_the_handlers_word_from_the_first_response_on() {
    let cookie = |line| {
        let response = answer(&SITE, Scheme::Https, ("set-cookie", line));
        value(response.headers(), "set-cookie").to_owned()
    };
    assert_eq!(
        cookie("session=1; SameSite=Strict"),
        "session=1; SameSite=Strict; Secure; HttpOnly"
    );
    assert_eq!(
        cookie("session=1"),
        "session=1; Secure; HttpOnly; SameSite=Lax"
    );
    assert_eq!(cookie("theme=dark"), "theme=dark");
}

#[test]
fn a_development_profile_leaves_out_what_it_says_and_nothing_else() {
    let fields = |policy: &Policy| -> Vec<String> {
        policy
            .fields(Scheme::Https)
            .map(|(name, value)| format!("{name}: {value}"))
            .collect()
    };
    let left_out: Vec<String> = fields(&presets::FLASK_TALISMAN)
        .into_iter()
        .filter(|line| !fields(&DEVELOPMENT).contains(line))
        .collect();
    assert_eq!(
        left_out,
        ["strict-transport-security: max-age=31556926; includeSubDomains"]
    );
    assert_eq!(
        fields(&DEVELOPMENT).len() + 1,
        fields(&presets::FLASK_TALISMAN).len()
    );
    assert_eq!(redirected(&DEVELOPMENT, Method::GET, HOST, "/"), None);
    let response = answer(&DEVELOPMENT, Scheme::Http, ("set-cookie", "session=1"));
    assert_eq!(
        value(response.headers(), "set-cookie"),
        "session=1; HttpOnly; SameSite=Lax"
    );
}
