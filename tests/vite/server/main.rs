//! Serves what vite built: the pages of `dist` with their hashes, and those of `dist-nonce` with a nonce, by one policy.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::{fs, thread};

use http::{HeaderMap, Response};
use talisman::presets::STRICT;
use talisman::{Policy, ProtectedPage, Scheme, page, talisman_policy};

const SITE: Policy = talisman_policy! {
    ..STRICT,
    content_security_policy: {
        default-src self;
        script-src self auto;
        style-src self auto;
        // vite writes small images into the page.
        img-src self data:;
        object-src none;
        base-uri none;
        form-action none;
        frame-ancestors none;
    },
    pages: ["dist/**/*.html", "dist-nonce/**/*.html"],
};
const PAGES: [(&str, ProtectedPage); 4] = [
    ("/", page!("dist/index.html", SITE)),
    ("/about/", page!("dist/about/index.html", SITE)),
    ("/nonce/", page!("dist-nonce/index.html", SITE)),
    ("/nonce/about/", page!("dist-nonce/about/index.html", SITE)),
];

fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("http://{}", listener.local_addr()?);
    for connection in listener.incoming().flatten() {
        thread::spawn(move || answer(&connection));
    }
    Ok(())
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
    let (status, headers, body) = match PAGES.iter().find(|(at, _)| *at == path) {
        Some((_, page)) => {
            let response: Response<Vec<u8>> = page.respond(Scheme::Http);
            let (head, body) = response.into_parts();
            ("200 OK", head.headers, body)
        }
        None => asset(path),
    };
    write!(connection, "HTTP/1.1 {status}\r\nConnection: close\r\n")?;
    for (name, value) in &headers {
        write!(connection, "{name}: ")?;
        connection.write_all(value.as_bytes())?;
        connection.write_all(b"\r\n")?;
    }
    connection.write_all(b"\r\n")?;
    connection.write_all(&body)
}

/// A file that vite named after its content.
fn asset(path: &str) -> (&'static str, HeaderMap, Vec<u8>) {
    let name = path
        .strip_prefix("/assets/")
        .filter(|name| !name.contains('/'));
    let read = name.and_then(|name| fs::read(format!("dist/assets/{name}")).ok());
    let status = if read.is_some() {
        "200 OK"
    } else {
        "404 Not Found"
    };
    let mut response = Response::new(());
    let kind = match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        _ => "text/plain; charset=utf-8",
    };
    let kind = http::HeaderValue::from_static(kind);
    response
        .headers_mut()
        .insert(http::header::CONTENT_TYPE, kind);
    SITE.applier(Scheme::Http).apply(&mut response);
    (
        status,
        response.into_parts().0.headers,
        read.unwrap_or_default(),
    )
}
