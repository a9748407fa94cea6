//! What Chromium lets a widget of another origin do on a page whose policy includes what the widget needs, on one that includes a
//! part of it, and on one that includes nothing.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test includes-in-chromium -- --ignored`. Without a
//! browser it is skipped, loudly.

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
use talisman::{Csp, Fragment, csp, csp_fragment};

const SCRIPT: Fragment = csp_fragment! {
    script-src "http://widget.test";
};
const REST: Fragment = csp_fragment! {
    connect-src "http://widget.test";
    frame-src "http://widget.test";
};

/// The pages. Their policy has a directive of its own for script elements, which the script of the widget is.
const PAGES: &[(&str, Csp)] = &[
    (
        "/nothing",
        csp! { default-src self; script-src self; script-src-elem self; object-src none; base-uri none; },
    ),
    (
        "/script",
        csp! {
            default-src self; script-src self; script-src-elem self; object-src none; base-uri none;
            include SCRIPT;
        },
    ),
    (
        "/all",
        csp! {
            default-src self; script-src self; script-src-elem self; object-src none; base-uri none;
            include SCRIPT;
            include REST;
        },
    ),
];

const PAGE: &str = "<!doctype html><body><script src=http://widget.test/widget.js></script><script src=/last.js></script>";

/// The widget: it asks its own server, and shows a frame from there whatever the answer is.
const WIDGET: &str = "const show = () => { const frame = document.createElement('iframe'); \
    frame.src = 'http://widget.test/frame'; document.body.append(frame); }; \
    fetch('http://widget.test/api', { mode: 'no-cors' }).then(show, show);";

/// Longer than a browser takes to begin.
const PATIENCE: Duration = Duration::from_mins(1);

/// Longer than a browser takes from one request to the next.
const A_WHILE: Duration = Duration::from_secs(5);

/// What was asked for, as host and path.
type Asked = Arc<Mutex<BTreeSet<String>>>;

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn a_widget_does_what_the_policy_includes() {
    let Some(chromium) = chromium::find_or_skip("NO include was tried") else {
        return;
    };
    let does = |page: &str| visit(&chromium, page);
    assert_eq!(does("/nothing"), BTreeSet::new());
    assert_eq!(does("/script"), ["/widget.js"].map(str::to_owned).into());
    assert_eq!(
        does("/all"),
        ["/api", "/frame", "/widget.js"].map(str::to_owned).into()
    );
}

/// Loads a page, and gives what was asked of the widget's server.
fn visit(chromium: &Path, page: &str) -> BTreeSet<String> {
    let asked = Asked::default();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let arguments = chromium::at_one_address(listener.local_addr().unwrap());
    let seen = Arc::clone(&asked);
    site::serve(listener, move |it| answer(it, &seen));
    let url = format!("http://site.test{page}");
    let browser = chromium::browse(chromium, "includes", &arguments, &url);
    // What is blocked shows by nothing: the last script that is always asked for, and then a while.
    let has = |wanted: &str| asked.lock().unwrap().contains(wanted);
    site::watch(PATIENCE, || has("site.test /last.js"));
    assert!(has("site.test /last.js"), "{page}: {:?}", asked.lock());
    site::watch(A_WHILE, || has("widget.test /frame"));
    site::end(browser);
    let asked = asked.lock().unwrap();
    let of_widget = |it: &String| it.strip_prefix("widget.test ").map(str::to_owned);
    asked.iter().filter_map(of_widget).collect()
}

fn answer(it: &site::Asked, asked: &Asked) -> (&'static str, Response<String>) {
    let (host, path) = (it.host.as_str(), it.target.as_str());
    asked.lock().unwrap().insert(format!("{host} {path}"));
    let (kind, body) = match path {
        "/widget.js" => ("text/javascript", WIDGET),
        "/last.js" => ("text/javascript", ""),
        _ if host == "site.test" => ("text/html", PAGE),
        _ => ("text/html", ""),
    };
    let mut response = Response::new(body.to_owned());
    let mut pages = PAGES.iter().filter(|_| host == "site.test");
    if let Some((_, policy)) = pages.find(|(page, _)| *page == path) {
        policy.applier().apply(&mut response);
    }
    (kind, response)
}
