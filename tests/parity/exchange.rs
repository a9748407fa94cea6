//! What a policy does to a site, as lines that can be compared: the fields over https, the answer over http, the attributes of
//! the session cookie.

use std::collections::BTreeSet;

use hyper::header::LOCATION;
use hyper::{HeaderMap, Request, Response};
use talisman::{Host, Policy, Scheme};

pub(crate) const HOST: &str = "www.example.com";
const COOKIE: &str = "session=1; Path=/";

/// What flask-talisman does by default.
const DEFAULT: &str = "
    permissions-policy: browsing-topics=()
    x-frame-options: SAMEORIGIN
    x-content-type-options: nosniff
    content-security-policy: default-src 'self'; object-src 'none'
    strict-transport-security: max-age=31556926; includeSubDomains
    referrer-policy: strict-origin-when-cross-origin
    redirect: 302 https://www.example.com/a/b?c=d
    cookie: HttpOnly
    cookie: SameSite=Lax
    cookie: Secure";

/// What a policy does.
pub(crate) fn exchange(policy: &Policy) -> BTreeSet<String> {
    let mut lines = fields(policy, Scheme::Https);
    lines.insert(format!("redirect: {}", redirect(policy)));
    let response = answer(policy, Scheme::Https, ("set-cookie", COOKIE));
    let cookie = response.headers()["set-cookie"].to_str().expect("ASCII");
    let own: Vec<&str> = COOKIE.split("; ").collect();
    let added = cookie.split("; ").filter(|word| !own.contains(word));
    lines.extend(added.map(|attribute| format!("cookie: {attribute}")));
    lines
}

/// The default with changes: `+ line` is there too, in place of a field of that name, and `- line` is not there.
pub(crate) fn default_with(changes: &str) -> BTreeSet<String> {
    with(DEFAULT, changes)
}

/// The same for another default.
pub(crate) fn with(default: &str, changes: &str) -> BTreeSet<String> {
    let trimmed = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect()
    };
    let mut lines: BTreeSet<String> = trimmed(default).into_iter().collect();
    for change in trimmed(changes) {
        let (sign, line) = change.split_at(2);
        let name = line.split(':').next().unwrap_or(line).to_owned();
        match sign {
            "+ " => {
                lines.retain(|old| name == "cookie" || !old.starts_with(&format!("{name}:")));
                lines.insert(line.to_owned());
            }
            _ => assert!(
                remove(&mut lines, line),
                "`{line}` is not there to be left out"
            ),
        }
    }
    lines
}

fn remove(lines: &mut BTreeSet<String>, line: &str) -> bool {
    let before = lines.len();
    lines.retain(|old| old != line && !old.starts_with(&format!("{line}:")));
    lines.len() < before
}

/// The fields of a page, `'nonce-'` where it has its nonce.
pub(crate) fn fields(policy: &Policy, scheme: Scheme) -> BTreeSet<String> {
    let mut response = Response::new(());
    let mut applier = policy.applier(scheme);
    let nonce = applier.nonce().map(|nonce| nonce.to_string());
    applier.apply(&mut response);
    response
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", value.to_str().expect("ASCII")))
        .filter(|line| line != "cache-control: private")
        .map(|line| match &nonce {
            Some(nonce) => line.replace(nonce, ""),
            None => line,
        })
        .collect()
}

/// Status and `Location` of the answer over http.
fn redirect(policy: &Policy) -> String {
    let request = Request::get("/a/b?c=d")
        .header("host", HOST)
        .body(())
        .expect("a request");
    let host: Host = HOST.parse().expect("a host");
    let answer: Option<Response<()>> = policy.redirect_to_https(Scheme::Http, &request, &[host]);
    answer.map_or("none".to_owned(), |answer| {
        let location = answer.headers()[LOCATION].to_str().expect("ASCII");
        format!("{} {location}", answer.status().as_u16())
    })
}

/// A response to which a handler gave this field.
pub(crate) fn answer(
    policy: &Policy,
    scheme: Scheme,
    (name, value): (&'static str, &str),
) -> Response<()> {
    let mut response = Response::builder()
        .header(name, value)
        .body(())
        .expect("a response");
    policy.applier(scheme).apply(&mut response);
    response
}

/// The value of a field that is there once.
#[track_caller]
pub(crate) fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    let mut lines = headers.get_all(name).iter();
    let line = lines.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(lines.next().is_none(), "{name} is there twice");
    line.to_str().expect("ASCII")
}
