//! Redirects to https, beside the `url` crate, which reads URLs as browsers do.

use http::{HeaderValue, Request, Response, Uri};
use talisman::{Policy, RedirectError, Scheme, talisman_policy};
use url::Url;

use crate::utf8;

const POLICY: Policy = talisman_policy! {
    force_https: 308,
    force_https_hosts: ["example.com", "example.org:8443", "[2001:db8::1]", "192.0.2.1", "my_host.internal"],
    force_https_exempt: ["/.well-known/acme-challenge/", "/health"],
};

/// The hosts with their ports, as a URL has them.
const HOSTS: &[(&str, Option<u16>)] = &[
    ("example.com", None),
    ("example.org", Some(8443)),
    ("[2001:db8::1]", None),
    ("192.0.2.1", None),
    ("my_host.internal", None),
];

/// Lines: the request's target, then the `Host` fields.
pub fn redirect(data: &[u8]) {
    let mut lines = data.split(|byte| *byte == b'\n');
    let Ok(uri) = Uri::try_from(lines.next().unwrap_or_default()) else {
        return;
    };
    let mut request = Request::new(());
    *request.uri_mut() = uri.clone();
    let mut hosts = Vec::new();
    for line in lines.take(3) {
        if let Ok(value) = HeaderValue::from_bytes(line) {
            hosts.push(utf8(line).to_owned());
            request.headers_mut().append("host", value);
        }
    }
    let Some(response) = POLICY.redirect_to_https(Scheme::Http, &request, &[]) else {
        let path = uri.path();
        let is_below = path.starts_with("/.well-known/acme-challenge/");
        assert!(path == "/health" || is_below, "{path} is served over http");
        // A server that resolves dot segments serves the same folder.
        let resolved = Url::parse(&format!("http://a{path}")).expect("a path");
        assert!(resolved.path().starts_with("/.well-known/acme-challenge/") || path == "/health");
        return;
    };
    let reason = response.extensions().get::<RedirectError>();
    match response.status().as_u16() {
        308 => leads_home(&response, &uri),
        400 => {
            assert!(reason.is_some() && response.headers().is_empty());
            assert!(
                !reason
                    .expect("it is there")
                    .to_string()
                    .contains(char::is_control)
            );
            if uri.authority().is_none() && uri.path().starts_with('/') && hosts.len() == 1 {
                assert!(
                    !names_us(&hosts[0]),
                    "{:?} is refused: {reason:?}",
                    hosts[0]
                );
            }
        }
        status => panic!("{status}"),
    }
}

/// A browser that follows is at a host of the policy's, at its port, with the path and the query that it asked for.
fn leads_home(response: &Response<()>, asked: &Uri) {
    assert_eq!(response.headers().len(), 1);
    let location = response.headers()["location"].as_bytes();
    let location = std::str::from_utf8(location).expect("a URI is UTF-8");
    let url = Url::parse(location).unwrap_or_else(|error| panic!("{location:?}: {error}"));
    assert_eq!(url.scheme(), "https");
    assert_eq!((url.username(), url.password()), ("", None));
    let host = url.host_str().expect("an https URL has a host");
    assert!(
        HOSTS.contains(&(host, url.port())),
        "{location:?} leads to {host}"
    );
    let path_and_query = asked.path_and_query().expect("it was redirected").as_str();
    assert!(
        location.ends_with(path_and_query),
        "{location:?} for {path_and_query:?}"
    );
}

/// Whether a browser that shows this host is at one of the policy's.
fn names_us(host: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    if host.is_empty() || !host.bytes().all(is_plain) {
        return false;
    }
    let Ok(url) = Url::parse(&format!("http://{host}/")) else {
        return false;
    };
    let name = url.host_str().unwrap_or_default();
    // An address may be written in ways that no client sends (0xc0.0.2.1); and port 0 is nobody's.
    let is_canonical = host.to_ascii_lowercase().starts_with(name);
    let name = name.strip_suffix('.').unwrap_or(name);
    is_canonical && url.port() != Some(0) && HOSTS.iter().any(|(ours, _)| *ours == name)
}
