//! The server of `examples/hyper.rs` among clients that are slow, give up or send garbage: every complete response has its
//! fields once and a nonce of its own, and the process grows neither in memory nor in descriptors.
//!
//! The long form is `LOAD=10000000 cargo test --release -p talisman-tests --test load -- --nocapture`.

use std::collections::HashSet;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What the policy of the example sends over https, one line each.
const FIELDS: &[&str] = &[
    "content-security-policy",
    "strict-transport-security",
    "x-frame-options",
    "x-content-type-options",
    "referrer-policy",
    "permissions-policy",
    "cache-control",
];

/// Requests that are written before the first response is read.
const PIPELINED: usize = 16;

const REQUEST: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n\r\n";

struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start() -> io::Result<Self> {
        let mut command = Command::new(env!("CARGO"));
        command.args(["run", "--quiet", "--example", "hyper", "--manifest-path"]);
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"));
        if !cfg!(debug_assertions) {
            command.arg("--release");
        }
        command.args(["--", "127.0.0.1:0"]);
        let mut process = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut line = String::new();
        let output = process.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        BufReader::new(output).read_line(&mut line)?;
        let address = line
            .trim()
            .trim_start_matches("http://")
            .trim_end_matches('/');
        let address = address
            .parse()
            .map_err(|_| io::Error::other(line.clone()))?;
        Ok(Self { process, address })
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(stream)
    }

    /// The process that serves: cargo becomes it where the system can replace a process, as Unix can.
    fn file(&self, name: &str) -> String {
        format!("/proc/{}/{name}", self.process.id())
    }

    /// Resident memory in kilobytes.
    fn memory(&self) -> io::Result<u64> {
        let status = fs::read_to_string(self.file("status"))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|line| line.split_ascii_whitespace().next()?.parse().ok());
        number.ok_or_else(|| io::Error::other("no VmRSS"))
    }

    fn descriptors(&self) -> io::Result<usize> {
        Ok(fs::read_dir(self.file("fd"))?.count())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads one response, and gives its nonce.
fn response(from: &mut impl io::BufRead) -> io::Result<u128> {
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line == "\r\n" {
            break;
        }
        head.push(line.trim_end().to_owned());
    }
    assert_eq!(head[0], "HTTP/1.1 200 OK");
    let values = |name: &str| -> Vec<&str> {
        let fields = head[1..].iter().filter_map(|line| line.split_once(": "));
        fields
            .filter(|field| field.0 == name)
            .map(|field| field.1)
            .collect()
    };
    for name in FIELDS {
        assert_eq!(values(name).len(), 1, "{name} in {head:#?}");
    }
    assert_eq!(values("cache-control"), ["private"]);
    let length = values("content-length")[0].parse().expect("a length");
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    let body = String::from_utf8(body).expect("the page is UTF-8");
    let csp = values("content-security-policy")[0];
    let nonce = csp
        .split("'nonce-")
        .nth(1)
        .and_then(|rest| rest.split('\'').next());
    let nonce = nonce.expect("the policy has a nonce");
    assert!(
        body.contains(&format!("nonce=\"{nonce}\"")),
        "the page has another nonce"
    );
    let bytes = URL_SAFE_NO_PAD.decode(nonce).expect("a nonce is base64");
    Ok(u128::from_be_bytes(
        bytes.try_into().expect("a nonce has 128 bits"),
    ))
}

fn load(server: &Server, count: usize) -> io::Result<Vec<u128>> {
    let mut nonces = Vec::with_capacity(count);
    while nonces.len() < count {
        let mut to = server.connect()?;
        let mut from = BufReader::new(to.try_clone()?);
        for _ in 0..64 {
            let batch = PIPELINED.min(count - nonces.len());
            to.write_all(REQUEST.repeat(batch).as_bytes())?;
            for _ in 0..batch {
                nonces.push(response(&mut from)?);
            }
        }
    }
    Ok(nonces)
}

/// Clients that do not do what a browser does, until it is over.
fn disturb(server: &Server, kind: usize, over: &AtomicBool) {
    while !over.load(Ordering::Relaxed) {
        let Ok(mut stream) = server.connect() else {
            continue;
        };
        let _ = match kind {
            // Gives up in the middle of a request, or before it reads.
            0 => stream.write_all(&REQUEST.as_bytes()[..20]),
            1 => stream.write_all(REQUEST.repeat(50).as_bytes()),
            // Writes a byte now and then.
            2 => REQUEST.as_bytes()[..30].iter().try_for_each(|byte| {
                thread::sleep(Duration::from_millis(20));
                stream.write_all(&[*byte])
            }),
            // Sends what is not a request.
            _ => stream
                .write_all(b"\x16\x03\x01GET \0 /\r\nHost: a\nb\r\nX: \xff\r\n\r\n")
                .and_then(|()| stream.read_to_end(&mut Vec::new()).map(drop)),
        };
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn under_load_every_response_is_whole_and_nothing_grows() -> io::Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let count: usize = env::var("LOAD").map_or(5_000, |count| count.parse().expect("a number"));
    let server = Server::start()?;
    let mut seen: HashSet<u128> = load(&server, 1_000)?.into_iter().collect();
    let (memory, descriptors) = (server.memory()?, server.descriptors()?);
    let over = AtomicBool::new(false);
    let begin = Instant::now();
    let mut most = memory;
    thread::scope(|scope| -> io::Result<()> {
        for kind in 0..4 {
            let (server, over) = (&server, &over);
            scope.spawn(move || disturb(server, kind, over));
        }
        let result = (0..10).try_for_each(|_| {
            let nonces = load(&server, count / 10)?;
            seen.extend(nonces);
            most = most.max(server.memory()?);
            Ok(())
        });
        over.store(true, Ordering::Relaxed);
        result
    })?;
    assert_eq!(seen.len(), 1_000 + count / 10 * 10, "a nonce came twice");
    let took = begin.elapsed().as_secs();
    // What the clients left open is closed when its time is up.
    let end = Instant::now();
    while server.descriptors()? > descriptors && end.elapsed() < Duration::from_secs(15) {
        thread::sleep(Duration::from_millis(200));
    }
    let left = server.descriptors()?;
    println!(
        "{count} responses in {took} s: {memory} kB before, {most} kB at most; {descriptors} descriptors before, {left} after"
    );
    assert!(
        left <= descriptors,
        "{left} descriptors, {descriptors} before"
    );
    assert!(most < memory + 16 * 1024, "{most} kB, {memory} kB before");

    // Ended in the middle of its work, and started again.
    let mut stream = server.connect()?;
    stream.write_all(REQUEST.as_bytes())?;
    drop(server);
    let again = Server::start()?;
    assert_eq!(load(&again, 100)?.len(), 100);
    Ok(())
}
