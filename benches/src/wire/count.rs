//! Instructions that a server spends on a request, counted by callgrind: the same however busy the machine is.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::process::Stdio;
use std::time::Duration;
use std::{fs, thread};

use super::{address, printed_url};
use crate::Error;
use crate::instructions::{callgrind, is_possible, total};
use crate::report::{Table, at_most};

/// Requests of a server's two runs: what the longer one has over the shorter one is counted, and neither the start nor the
/// first requests. The difference is a multiple of sixteen, for the nonce's generator.
const REQUESTS: [u32; 2] = [64, 384];
/// How often it is looked whether the server still works.
const PAUSE: Duration = Duration::from_micros(200);

/// Counts, and prints.
pub(super) fn print(servers: &[&str]) -> Result<(), Error> {
    if !is_possible() {
        println!("\nvalgrind is not installed: the servers' instructions are not counted.");
        return Ok(());
    }
    let counts = servers
        .iter()
        .map(|&server| Ok((server, per_request(server)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let count = |name| {
        let found = counts.iter().find(|(server, _)| *server == name);
        found.map_or(f64::NAN, |(_, count)| *count)
    };
    let mut table = Table::new(["server", "instructions", "over bare", "of bare", "of hand"]);
    for &(server, instructions) in &counts {
        let hand = if server.ends_with("-nonce") {
            "hand-nonce"
        } else {
            "hand"
        };
        table.row([
            server.to_owned(),
            format!("{instructions:.0}"),
            format!("{:.0}", instructions - count("bare")),
            format!("{:.3}", instructions / count("bare")),
            format!("{:.3}", instructions / count(hand)),
        ]);
    }
    table.print("Instructions of the server per request, without the kernel's");
    println!();
    for (what, one, other) in [
        ("no nonce, of hand-written", "talisman", "hand"),
        ("nonce, of hand-written", "talisman-nonce", "hand-nonce"),
    ] {
        let figure = count(one) / count(other);
        at_most(&format!("{what}, instructions a request"), figure, 1.0);
    }
    Ok(())
}

fn per_request(server: &str) -> Result<f64, Error> {
    let [few, many] = REQUESTS;
    Ok((run(server, many)? - run(server, few)?) / f64::from(many - few))
}

/// The instructions of a server from its start to its end, with so many requests between them.
fn run(server: &str, requests: u32) -> Result<f64, Error> {
    let folder = tempfile::tempdir()?;
    let mut process = callgrind(folder.path(), &[])?
        .args(["serve", server])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let url = printed_url(&mut process)?;
    let asked = ask(address(&url), requests, process.id());
    // The end of its standard input is the server's.
    drop(process.stdin.take());
    let status = process.wait()?;
    asked?;
    if !status.success() {
        return Err(format!("valgrind, for {server}: {status}").into());
    }
    total(&fs::read_to_string(folder.path().join("profile"))?)
}

/// Sends requests to a process over one connection, each when the process has nothing to do any more: what it finds on
/// waking is then the same every time.
fn ask(address: &str, requests: u32, process: u32) -> Result<(), Error> {
    let mut stream = BufReader::new(TcpStream::connect(address)?);
    stream.get_ref().set_nodelay(true)?;
    stream
        .get_ref()
        .set_read_timeout(Some(Duration::from_secs(30)))?;
    let request = format!("GET / HTTP/1.1\r\nHost: {address}\r\n\r\n");
    for _ in 0..requests {
        // At once: in pieces the server would wake for each of them.
        stream.get_mut().write_all(request.as_bytes())?;
        receive(&mut stream)?;
        while works(process)? {
            thread::sleep(PAUSE);
        }
    }
    Ok(())
}

/// Whether a process, or its first thread, runs, or could if it had a core.
fn works(process: u32) -> Result<bool, Error> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat"))?;
    // Its name, which may hold anything, is in parentheses before its state.
    let state = stat.rsplit_once(") ").ok_or("a process without a state")?;
    Ok(state.1.starts_with(['R', 'D']))
}

/// Reads a response to its end.
fn receive(stream: &mut impl BufRead) -> Result<(), Error> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    if !line.starts_with("HTTP/1.1 200") {
        return Err(format!("not a response: {line:?}").into());
    }
    let mut length = 0;
    while line.trim_end() != "" {
        line.clear();
        stream.read_line(&mut line)?;
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse()?;
        }
    }
    stream.read_exact(&mut vec![0; length])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_is_read_to_its_end_and_no_further() {
        let mut two =
            &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nX: y\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\n"[..];
        assert!(receive(&mut two).is_ok());
        assert_eq!(two, b"HTTP/1.1 200 OK\r\n\r\n");
        assert!(receive(&mut two).is_ok() && two.is_empty());
        assert!(receive(&mut &b""[..]).is_err());
        assert!(receive(&mut &b"HTTP/1.1 404 Not Found\r\n\r\n"[..]).is_err());
        assert!(receive(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab"[..]).is_err());
    }
}
