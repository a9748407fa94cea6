//! What Chromium lets a widget of another origin do on a page whose policy includes what the widget needs, on one that includes a
//! part of it, and on one that includes nothing.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test includes-in-chromium -- --ignored`. Without a
//! browser it is skipped, loudly.

#[path = "../chromium.rs"]
mod chromium;

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

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
    let Some(chromium) = chromium::find() else {
        let _ = writeln!(
            io::stderr(),
            "\nSKIPPED: there is no Chromium, so NO include was tried.\n"
        );
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
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let seen = Arc::clone(&seen);
            thread::spawn(move || answer(stream, &seen));
        }
    });
    let url = format!("http://site.test{page}");
    let mut browser = chromium::browse(chromium, "includes", &arguments, &url);
    // What is blocked shows by nothing: the last script that is always asked for, and then a while.
    let has = |wanted: &str| asked.lock().unwrap().contains(wanted);
    let start = Instant::now();
    while !has("site.test /last.js") && start.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(50));
    }
    assert!(has("site.test /last.js"), "{page}: {:?}", asked.lock());
    let last = Instant::now();
    while !has("widget.test /frame") && last.elapsed() < A_WHILE {
        thread::sleep(Duration::from_millis(50));
    }
    let _ = browser.kill();
    let _ = browser.wait();
    let asked = asked.lock().unwrap();
    let of_widget = |it: &String| it.strip_prefix("widget.test ").map(str::to_owned);
    asked.iter().filter_map(of_widget).collect()
}

fn answer(mut stream: TcpStream, asked: &Asked) {
    let mut lines = BufReader::new(&stream).lines().map_while(Result::ok);
    let first = lines.next().unwrap_or_default();
    let path = first.split(' ').nth(1).unwrap_or_default();
    let head = lines.take_while(|line| !line.is_empty());
    let host = head.filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        (name.eq_ignore_ascii_case("host")).then(|| value.to_owned())
    });
    let host = host.last().unwrap_or_default();
    asked.lock().unwrap().insert(format!("{host} {path}"));
    let (kind, body) = match path {
        "/widget.js" => ("text/javascript", WIDGET),
        "/last.js" => ("text/javascript", ""),
        _ if host == "site.test" => ("text/html", PAGE),
        _ => ("text/html", ""),
    };
    let mut response = Response::new(body);
    let mut pages = PAGES.iter().filter(|_| host == "site.test");
    if let Some((_, policy)) = pages.find(|(page, _)| *page == path) {
        policy.applier().apply(&mut response);
    }
    let _ = write_response(&mut stream, kind, &response);
}

fn write_response(stream: &mut TcpStream, kind: &str, response: &Response<&str>) -> io::Result<()> {
    write!(stream, "HTTP/1.1 {}\r\n", response.status())?;
    for (name, value) in response.headers() {
        write!(stream, "{name}: {}\r\n", value.to_str().unwrap())?;
    }
    let body = response.body();
    write!(
        stream,
        "content-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}
