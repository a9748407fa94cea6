//! The servers of `examples/hyper.rs` and `examples/axum.rs` among clients that are slow, give up or send garbage: every
//! complete response has its fields once and a nonce of its own, the process grows neither in memory nor in descriptors, and
//! one that is killed in the middle serves again.
//!
//! The long form is `LOAD=10000000 cargo test --release -p talisman-tests --test load -- --nocapture --test-threads 1`.
//! `LOAD_EXAMPLE` names a server that was built already, with a sanitizer say.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// What the policies of both examples send over https, one line each.
const FIELDS: [&str; 7] = [
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

/// Responses that a client reads before it connects anew.
const BY_CONNECTION: usize = 64 * PIPELINED;

/// Clients that do as a browser does, and kinds of those that do not.
const CLIENTS: usize = 3;
const DISTURBERS: usize = 5;

const REQUEST: &str = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n\r\n";

struct Server {
    process: Child,
    address: SocketAddr,
}

impl Server {
    fn start(example: &str, address: &str) -> io::Result<Self> {
        let mut command = if let Some(built) = env::var_os("LOAD_EXAMPLE") {
            Command::new(built)
        } else {
            let mut command = Command::new(env!("CARGO"));
            command.args(["run", "--quiet", "--example", example, "--manifest-path"]);
            command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml"));
            if !cfg!(debug_assertions) {
                command.arg("--release");
            }
            command.arg("--");
            command
        };
        let mut process = command
            .arg(address)
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

fn connect(to: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(to)?;
    stream.set_read_timeout(Some(Duration::from_secs(45)))?;
    Ok(stream)
}

/// Reads one response, and gives its nonce.
fn response(from: &mut impl io::BufRead) -> io::Result<u128> {
    let mut line = String::new();
    let mut head = String::new();
    while line != "\r\n" {
        line.clear();
        if from.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        head.push_str(&line);
    }
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    let mut counts = [0; FIELDS.len()];
    let (mut csp, mut length) = ("", 0);
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        if let Some(at) = FIELDS.iter().position(|field| *field == name) {
            counts[at] += 1;
        }
        match name {
            "content-security-policy" => csp = value,
            "content-length" => length = value.parse().expect("a length"),
            "cache-control" => assert_eq!(value, "private"),
            _ => {}
        }
    }
    assert_eq!(counts, [1; FIELDS.len()], "{FIELDS:?} in {head}");
    let mut body = vec![0; length];
    from.read_exact(&mut body)?;
    let body = String::from_utf8(body).expect("the page is UTF-8");
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

/// Adds the nonces of this many responses.
fn load(
    server: SocketAddr,
    count: usize,
    nonces: &mut Vec<u128>,
    done: &AtomicUsize,
) -> io::Result<()> {
    let mut left = count;
    while left > 0 {
        let mut to = connect(server)?;
        let mut from = BufReader::with_capacity(1 << 16, to.try_clone()?);
        let mut here = left.min(BY_CONNECTION);
        left -= here;
        while here > 0 {
            let batch = here.min(PIPELINED);
            here -= batch;
            to.write_all(REQUEST.repeat(batch).as_bytes())?;
            for _ in 0..batch {
                nonces.push(response(&mut from)?);
                done.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
    Ok(())
}

/// Clients that do not do what a browser does, until it is over.
fn disturb(server: SocketAddr, kind: usize, over: &AtomicBool) {
    let pause = || thread::sleep(Duration::from_millis(20));
    while !over.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(100));
        let Ok(mut stream) = connect(server) else {
            continue;
        };
        let _ = match kind {
            // Gives up in the middle of a request, or before it reads.
            0 => stream.write_all(&REQUEST.as_bytes()[..20]),
            1 => stream.write_all(REQUEST.repeat(10).as_bytes()),
            // Writes a byte now and then.
            2 => REQUEST.as_bytes()[..30].iter().try_for_each(|byte| {
                pause();
                stream.write_all(&[*byte])
            }),
            // Reads a byte now and then.
            3 => stream
                .write_all(REQUEST.repeat(50).as_bytes())
                .and_then(|()| {
                    (0..30).try_for_each(|_| {
                        pause();
                        stream.read_exact(&mut [0])
                    })
                }),
            // Sends what is not a request.
            _ => stream
                .write_all(b"\x16\x03\x01GET \0 /\r\nHost: a\nb\r\nX: \xff\r\n\r\n")
                .and_then(|()| stream.read_to_end(&mut Vec::new()).map(drop)),
        };
    }
}

/// What a server was seen to hold.
#[derive(Debug)]
struct Seen {
    memory: [u64; 2],
    descriptors: [usize; 2],
    samples: usize,
}

/// Loads a server with so many responses, and looks at it meanwhile.
fn whole_load(server: &Server, count: usize, nonces: &mut Vec<u128>) -> io::Result<Seen> {
    let address = server.address;
    // What a server has once it has served, disturbed too.
    let done = AtomicUsize::new(0);
    load(address, 1_000, nonces, &done)?;
    let before = server.descriptors()?;
    let over = AtomicBool::new(false);
    let mut seen = Seen {
        memory: [server.memory()?; 2],
        descriptors: [before; 2],
        samples: 0,
    };
    thread::scope(|scope| -> io::Result<()> {
        for kind in 0..DISTURBERS {
            let over = &over;
            scope.spawn(move || disturb(address, kind, over));
        }
        let done = &done;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let share = (count + client) / CLIENTS;
                scope.spawn(move || {
                    let mut nonces = Vec::with_capacity(share);
                    load(address, share, &mut nonces, done).map(|()| nonces)
                })
            })
            .collect();
        let mut result = Ok(());
        while !clients.iter().all(thread::ScopedJoinHandle::is_finished) {
            thread::sleep(Duration::from_millis(100));
            match server.memory() {
                Ok(memory) => seen.memory[1] = seen.memory[1].max(memory),
                Err(error) => result = Err(error),
            }
            seen.samples += 1;
        }
        over.store(true, Ordering::Relaxed);
        for client in clients {
            nonces.append(&mut client.join().expect("a client sees whole responses")?);
        }
        result
    })?;
    // What the clients left open is closed when its time is up.
    let end = Instant::now();
    while server.descriptors()? > before && end.elapsed() < Duration::from_secs(15) {
        thread::sleep(Duration::from_millis(200));
    }
    seen.descriptors[1] = server.descriptors()?;
    Ok(seen)
}

/// Kills a server while all clients are at work: each of them reads whole responses until there are no more.
fn kill(server: Server, nonces: &mut Vec<u128>) {
    let address = server.address;
    let done = AtomicUsize::new(0);
    thread::scope(|scope| {
        let done = &done;
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| {
                scope.spawn(move || {
                    let mut nonces = Vec::new();
                    let result = load(address, usize::MAX, &mut nonces, done);
                    (result, nonces)
                })
            })
            .collect();
        while done.load(Ordering::Relaxed) < 500 {
            thread::sleep(Duration::from_millis(1));
        }
        drop(server);
        for client in clients {
            let (result, mut read) = client.join().expect("a client sees whole responses");
            assert!(result.is_err(), "the server was killed");
            nonces.append(&mut read);
        }
    });
}

fn under_load(example: &str) -> io::Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let count: usize = env::var("LOAD").map_or(5_000, |count| count.parse().expect("a number"));
    let begin = Instant::now();
    let mut nonces = Vec::with_capacity(count + 100_000);
    let server = Server::start(example, "127.0.0.1:0")?;
    let address = server.address.to_string();
    let first = whole_load(&server, count / 2, &mut nonces)?;
    kill(server, &mut nonces);
    // A visitor of the same address does not see that it was another process.
    let server = Server::start(example, &address)?;
    let second = whole_load(&server, count - count / 2, &mut nonces)?;

    let responses = nonces.len();
    assert!(responses >= count);
    nonces.sort_unstable();
    let again = nonces.windows(2).find(|two| two[0] == two[1]);
    assert_eq!(again, None, "a nonce came twice");
    println!(
        "{example}: {responses} responses in {} s, killed in the middle",
        begin.elapsed().as_secs()
    );
    for seen in [first, second] {
        println!("  {seen:?}");
        let [before, after] = seen.descriptors;
        assert!(after <= before, "{after} descriptors, {before} before");
        let [before, most] = seen.memory;
        assert!(
            most < before + 16 * 1024 || env::var_os("LOAD_EXAMPLE").is_some(),
            "{most} kB, {before} kB before"
        );
    }
    Ok(())
}

#[test]
fn under_load_every_response_of_hyper_is_whole_and_nothing_grows() -> io::Result<()> {
    under_load("hyper")
}

#[test]
fn under_load_every_response_of_the_layer_is_whole_and_nothing_grows() -> io::Result<()> {
    under_load("axum")
}
