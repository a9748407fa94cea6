//! A server for the pages of a test, and a browser that is watched.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use http::Response;

/// What was asked for.
pub(crate) struct Asked {
    /// The host, without a port.
    pub(crate) host: String,
    /// The path, with the query.
    pub(crate) target: String,
    /// Whether it says which page asks.
    pub(crate) has_referrer: bool,
}

/// Answers the requests that come to a listener, each on a connection of its own, with a media type and a response.
pub(crate) fn serve(
    listener: TcpListener,
    answer: impl Fn(&Asked) -> (&'static str, Response<String>) + Send + Sync + 'static,
) {
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            thread::spawn(move || {
                if let Some(asked) = read(&stream) {
                    let (kind, response) = answer(&asked);
                    let _ = write(stream, kind, &response);
                }
            });
        }
    });
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let first = lines.next()?;
    let mut asked = Asked {
        host: String::new(),
        target: first.split(' ').nth(1).unwrap_or_default().to_owned(),
        has_referrer: false,
    };
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap_or_default();
        if name.eq_ignore_ascii_case("host") {
            value
                .split(':')
                .next()
                .unwrap_or_default()
                .clone_into(&mut asked.host);
        }
        asked.has_referrer |= name.eq_ignore_ascii_case("referer");
    }
    Some(asked)
}

fn write(mut stream: TcpStream, kind: &str, response: &Response<String>) -> io::Result<()> {
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

/// Watches until something is so, or for so long.
pub(crate) fn watch(patience: Duration, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() && start.elapsed() < patience {
        thread::sleep(Duration::from_millis(50));
    }
}

/// Ends a browser.
pub(crate) fn end(mut browser: Child) {
    let _ = browser.kill();
    let _ = browser.wait();
}
