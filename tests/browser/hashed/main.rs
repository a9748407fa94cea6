//! A page whose code `hashes_of` allows, and its twin with one letter changed in each piece of code, in Chromium.
//!
//! `tests/browser/run` runs it. By itself: `cargo test -p talisman-tests --test hashed-in-chromium -- --ignored`. Without a browser
//! it is skipped, loudly.

#[path = "../chromium.rs"]
mod chromium;

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::thread;

use http::Response;
use talisman::{Policy, ProtectedPage, Scheme, page, talisman_policy};

const WRITTEN: Policy = talisman_policy! {
    force_https: off,
    content_security_policy: {
        default-src self;
        script-src self unsafe-hashes hashes_of("browser/hashed/page.html");
        style-src self hashes_of("browser/hashed/page.html");
        img-src data:;
        object-src none;
        base-uri none;
    },
    pages: ["browser/hashed/page.html"],
};
const AUTO: Policy = talisman_policy! {
    force_https: off,
    content_security_policy: {
        default-src self;
        script-src self unsafe-hashes auto;
        style-src self auto;
        img-src data:;
        object-src none;
        base-uri none;
    },
    pages: ["browser/hashed/page.html"],
};
const OF_WRITTEN: ProtectedPage = page!("browser/hashed/page.html", WRITTEN);
const OF_AUTO: ProtectedPage = page!("browser/hashed/page.html", AUTO);

/// What each piece of code of the page does.
const DONE: [&str; 5] = [
    "the inline script runs",
    "the module runs",
    "the handler runs",
    "the link runs",
    "the colour is rgb(0, 128, 0)",
];

#[test]
#[ignore = "needs Chromium: tests/browser/run runs it"]
fn a_page_that_its_hashes_allow_runs_and_its_altered_twin_does_not() {
    let Some(chromium) = chromium::find_or_skip("NO page ran under its hashes") else {
        return;
    };
    let address = serve();
    for policy in ["written", "auto"] {
        let (page, _) = visit(&chromium, address, policy);
        for done in DONE {
            assert!(page.iter().any(|text| text == done), "{policy}: {page:?}");
        }
        assert_eq!(page.len(), DONE.len(), "{policy}: {page:?}");
        let (twin, refused) = visit(&chromium, address, &format!("{policy}-twin"));
        assert!(twin.is_empty(), "{policy}: {twin:?}");
        // Two scripts, the module, the style sheet, and the handler, before anything clicks it.
        assert_eq!(refused, 5, "{policy}");
    }
}

/// What the page's own code wrote into the console, and how much of it was refused.
fn visit(chromium: &Path, address: SocketAddr, path: &str) -> (Vec<String>, usize) {
    let messages = chromium::console(chromium, &format!("http://{address}/{path}"));
    let (refused, written): (Vec<_>, Vec<_>) = messages
        .into_iter()
        .partition(|message| message.text.contains("Content Security Policy"));
    let written = written.into_iter().map(|message| message.text);
    (written.collect(), refused.len())
}

fn serve() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a listener has an address");
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            thread::spawn(move || answer(&connection));
        }
    });
    address
}

fn answer(mut connection: &TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(connection).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    while lines
        .next()
        .transpose()?
        .is_some_and(|line| !line.is_empty())
    {}
    let path = first.split(' ').nth(1).unwrap_or_default();
    let page = if path.starts_with("/auto") {
        &OF_AUTO
    } else {
        &OF_WRITTEN
    };
    let response: Response<Vec<u8>> = page.respond(Scheme::Http);
    let (head, mut body) = response.into_parts();
    if path.ends_with("-twin") {
        let text = String::from_utf8_lossy(&body);
        let altered = text
            .replace("console.log(", "console.info(")
            .replace("128", "127");
        body = altered.into_bytes();
    }
    write!(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n")?;
    for (name, value) in &head.headers {
        let value = value.to_str().unwrap_or_default();
        if name != http::header::CONTENT_LENGTH {
            write!(connection, "{name}: {value}\r\n")?;
        }
    }
    write!(connection, "Content-Length: {}\r\n\r\n", body.len())?;
    connection.write_all(&body)
}
