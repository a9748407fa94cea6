//! What Chromium does with a login form whose redirect leads to the origin of a slot, and with a page that a shop frames.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test slots-in-chromium -- --ignored`. Without a browser
//! it is skipped, loudly.

#[path = "../chromium.rs"]
mod chromium;
#[path = "../site.rs"]
mod site;

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Response;
use talisman::{Csp, Origin, csp};

const PAGE: Csp = csp! {
    default-src none; script-src nonce; form-action self {login: origin}; frame-ancestors {shop: origin}; base-uri none;
};

/// Longer than a browser takes to begin.
const PATIENCE: Duration = Duration::from_mins(1);

/// Longer than a browser takes from one page to the next.
const A_WHILE: Duration = Duration::from_secs(5);

/// The pages that were asked for, as host and path.
type Asked = Arc<Mutex<BTreeSet<String>>>;

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn a_filled_slot_lets_its_origin_in_and_an_unfilled_one_nobody() {
    let Some(chromium) = chromium::find_or_skip("NO slot was tried") else {
        return;
    };
    for (query, is_filled) in [("filled", true), ("unfilled", false)] {
        let asked = visit(&chromium, query, "form");
        assert!(asked.contains("site /submit"), "{query}: {asked:?}");
        assert_eq!(
            asked.contains("other /redirected"),
            is_filled,
            "{query}: {asked:?}"
        );
        let asked = visit(&chromium, query, "shop");
        // What runs in the frame asks for this.
        assert_eq!(
            asked.contains("site /framed"),
            is_filled,
            "{query}: {asked:?}"
        );
    }
}

/// Loads the page of the login form, or the page of a shop that frames one, and gives what was asked for.
fn visit(chromium: &Path, query: &str, start: &str) -> BTreeSet<String> {
    let asked = Asked::default();
    let (site, other) = (listen(), listen());
    let (site_port, other_port) = (port(&site), port(&other));
    let (site_asked, other_asked) = (Arc::clone(&asked), Arc::clone(&asked));
    site::serve(site, move |it| answer(it, "site", other_port, &site_asked));
    site::serve(other, move |it| {
        answer(it, "other", site_port, &other_asked)
    });
    let url = match start {
        "form" => format!("http://localhost:{site_port}/form?{query}"),
        _ => format!("http://localhost:{other_port}/shop?{query}"),
    };
    let browser = chromium::browse(chromium, "slots", &[], &url);
    // What is blocked shows by nothing: the last page that is always asked for, and then a while.
    let has = |page: &str| asked.lock().unwrap().contains(page);
    let (last, wanted) = match start {
        "form" => ("site /submit", "other /redirected"),
        _ => ("site /form", "site /framed"),
    };
    site::watch(PATIENCE, || has(last));
    site::watch(A_WHILE, || has(wanted));
    site::end(browser);
    asked.lock().unwrap().clone()
}

fn listen() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

fn port(listener: &TcpListener) -> u16 {
    listener.local_addr().unwrap().port()
}

fn answer(
    it: &site::Asked,
    who: &str,
    other_port: u16,
    asked: &Asked,
) -> (&'static str, Response<String>) {
    let (path, query) = it.target.split_once('?').unwrap_or((&it.target, ""));
    asked.lock().unwrap().insert(format!("{who} {path}"));
    let response = match path {
        "/form" => form(query, other_port),
        "/submit" => {
            let mut response = Response::new(String::new());
            *response.status_mut() = http::StatusCode::SEE_OTHER;
            let location = format!("http://localhost:{other_port}/redirected");
            response
                .headers_mut()
                .insert("location", location.parse().unwrap());
            response
        }
        "/shop" => Response::new(format!(
            "<iframe src=\"http://localhost:{other_port}/form?{query}&framed\"></iframe>"
        )),
        _ => Response::new(String::new()),
    };
    ("text/html", response)
}

/// The page with the slots, which sends its form; in a frame it goes to another page instead.
fn form(query: &str, other_port: u16) -> Response<String> {
    let mut applier = PAGE.applier();
    if query.starts_with("filled") {
        let other: Origin = format!("http://localhost:{other_port}").parse().unwrap();
        applier.fill_slot("login", &other).unwrap();
        applier.fill_slot("shop", other).unwrap();
    }
    let nonce = applier.nonce().unwrap();
    let script = if query.ends_with("framed") {
        "location = '/framed'"
    } else {
        "document.forms[0].submit()"
    };
    let mut response = Response::new(format!(
        "<form action=/submit method=post></form><script nonce=\"{nonce}\">{script}</script>"
    ));
    applier.apply(&mut response);
    response
}
