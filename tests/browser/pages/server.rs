//! The pages and every host that they name: one server of loopback, to which the browser maps all names and ports.

use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::generate::{Case, NONCE};

pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    /// A page's number and an effective directive.
    pub(crate) reports: Receiver<(usize, String)>,
    pub(crate) done: Receiver<()>,
}

#[derive(Clone)]
struct Told {
    reports: Sender<(usize, String)>,
    done: Sender<()>,
}

pub(crate) fn start(cases: Vec<Case>) -> Server {
    let cases = Arc::new(cases);
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a listener has an address");
    let ((reports, heard), (done, end)) = (channel(), channel());
    let told = Told { reports, done };
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let (cases, told) = (Arc::clone(&cases), told.clone());
            // A browser opens connections that it never uses: each waits in a thread of its own.
            thread::spawn(move || answer(&connection, &cases, &told));
        }
    });
    Server {
        address,
        reports: heard,
        done: end,
    }
}

fn answer(mut connection: &TcpStream, cases: &[Case], told: &Told) -> io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut first = [0];
    // Nothing here speaks TLS: a request over https is decided before it fails.
    if connection.peek(&mut first)? == 0 || first == [0x16] {
        return Ok(());
    }
    let mut request = BufReader::new(connection);
    let mut line = String::new();
    request.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        line.clear();
        if request.read_line(&mut line)? <= 2 {
            break;
        }
        let field = line.split_once(':');
        if let Some((_, value)) =
            field.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        {
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let number = |prefix: &str| path.strip_prefix(prefix)?.parse::<usize>().ok();
    let (mut head, mut body) = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n".to_owned(),
        String::new(),
    );
    if path.starts_with("/drive") {
        include_str!("driver.html").clone_into(&mut body);
    } else if path == "/done" {
        let _ = told.done.send(());
    } else if let Some(id) = number("/report/") {
        let mut report = vec![0; length];
        request.read_exact(&mut report)?;
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap_or_default();
        let directive = report["csp-report"]["effective-directive"]
            .as_str()
            .unwrap_or("?");
        let _ = told.reports.send((id, directive.to_owned()));
    } else if let Some(case) =
        number("/page/").and_then(|id| cases.iter().find(|case| case.id == id))
    {
        let policy = case.policy.replace("'nonce'", &format!("'nonce-{NONCE}'"));
        let _ = write!(
            head,
            "Content-Security-Policy: {policy}; report-uri /report/{}\r\n",
            case.id
        );
        body = case.html.replace("{{nonce}}", NONCE);
    } else if path.contains(".png") {
        // One pixel: an object whose image is none would be taken for a document.
        "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n".clone_into(&mut head);
        "GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".clone_into(&mut body);
    }
    write!(
        connection,
        "{head}Access-Control-Allow-Origin: *\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}
