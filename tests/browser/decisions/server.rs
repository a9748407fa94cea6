//! Every host of the cases: one server of loopback, to which the browser maps all names and ports.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use serde::Deserialize;

use super::generate::Case;

/// What the browser did with a case.
#[derive(Deserialize)]
pub(crate) struct Outcome {
    pub(crate) id: usize,
    /// The effective directive of each violation.
    pub(crate) violations: Vec<String>,
}

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) outcomes: Receiver<Vec<Outcome>>,
}

pub(crate) fn start(cases: Vec<Case>) -> Server {
    let cases = Arc::new(cases);
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a listener has an address");
    let (sender, outcomes) = channel();
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let (cases, sender) = (Arc::clone(&cases), sender.clone());
            // A browser opens connections that it never uses: each waits in a thread of its own.
            thread::spawn(move || answer(&connection, &cases, &sender));
        }
    });
    Server { address, outcomes }
}

fn answer(
    mut connection: &TcpStream,
    cases: &[Case],
    outcomes: &Sender<Vec<Outcome>>,
) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut first = [0];
    // Nothing here speaks TLS: a request over https is decided before it fails.
    if connection.peek(&mut first)? == 0 || first == [0x16] {
        return Ok(());
    }
    let mut request = BufReader::new(connection);
    let mut line = String::new();
    request.read_line(&mut line)?;
    let target = line.split(' ').nth(1).unwrap_or_default();
    // A browser that takes this server for its proxy sends the whole URL, and asks for a tunnel for what it does not read.
    if line.starts_with("CONNECT ") {
        return write!(
            connection,
            "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        );
    }
    let path = match target.strip_prefix("http://") {
        Some(rest) => rest
            .find('/')
            .map_or("/", |slash| &rest[slash..])
            .to_owned(),
        None => target.to_owned(),
    };
    let mut length = 0;
    loop {
        line.clear();
        if request.read_line(&mut line)? <= 2 {
            break;
        }
        if let Some((_, value)) = line
            .split_once(':')
            .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut parts = path.split('/').skip(1);
    let mut head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n".to_owned();
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let body = if let Some(location) = path.strip_prefix("/redirect?") {
        head = format!("HTTP/1.1 302 Found\r\nLocation: {location}\r\n");
        String::new()
    } else if path == "/results" {
        let mut body = vec![0; length];
        request.read_exact(&mut body)?;
        let read = serde_json::from_slice(&body).expect("the driver sends outcomes");
        let _ = outcomes.send(read);
        String::new()
    } else if path.starts_with("/drive/") {
        format!(
            "<!doctype html><body><script>{}</script>",
            include_str!("driver.js")
        )
    } else if path.starts_with("/cases/") {
        number();
        let range = number().unwrap_or(0)..number().unwrap_or(0).min(cases.len());
        let page = cases.get(range).unwrap_or_default();
        serde_json::to_string(page).expect("a case is JSON")
    } else if path.starts_with("/frame/") {
        number();
        if let Some(case) = number().and_then(|id| cases.get(id)) {
            for policy in &case.policies {
                let _ = write!(head, "Content-Security-Policy: {policy}\r\n");
            }
        }
        "<!doctype html><body>".to_owned()
    } else if path.contains(".png") {
        // One pixel: an object whose image is none would be taken for a document.
        "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n".clone_into(&mut head);
        "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_owned()
    } else {
        String::new()
    };
    write!(
        connection,
        "{head}Access-Control-Allow-Origin: *\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
