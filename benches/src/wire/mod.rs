//! Requests per second over loopback: a server on one core, wrk on another, the servers taking turns.
//!
//! A second is one that the server had its core for, by the kernel's count: what else the machine does is not the server's.

mod count;
mod server;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs};

pub use self::server::serve;
use crate::Error;
use crate::nanoseconds::median;
use crate::report::{Table, at_least};

/// Odd, for the median.
const ROUNDS: usize = 15;
const SECONDS: &str = "1s";
const CONNECTIONS: &str = "32";
/// The core of the servers, and that of the load.
const CORES: [&str; 2] = ["0", "1"];

/// What is served: a name for the table, and what the server is started with.
const SERVERS: [&str; 11] = [
    "bare",
    "ready-made",
    "hand",
    "talisman",
    "tower-http",
    "axum-helmet",
    "http-security-headers",
    "hand-nonce",
    "talisman-nonce",
    "tower-http-nonce",
    "http-security-headers-nonce",
];
const FLASK: [&str; 2] = ["flask", "flask-talisman"];

/// Measures, and prints.
///
/// # Errors
///
/// If a server does not start, wrk or valgrind fails, or a request does.
pub fn print() -> Result<(), Error> {
    println!("\n## On the wire\n");
    time()?;
    count::print(&SERVERS)
}

/// How many requests a second of a server's core answers. One experiment, so one function.
fn time() -> Result<(), Error> {
    if !ends_with(Command::new("wrk").arg("-v"), 1)
        || !ends_with(Command::new("taskset").arg("-V"), 0)
    {
        println!("wrk or taskset is not installed: no times are measured.");
        return Ok(());
    }
    let mut servers = SERVERS
        .iter()
        .map(|name| Server::start(name))
        .collect::<Result<Vec<_>, Error>>()?;
    let python = env::var("FLASK_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if ends_with(
        Command::new(&python).args(["-c", "import flask_talisman, gunicorn"]),
        0,
    ) {
        for name in FLASK {
            servers.push(Server::start_flask(name, &python)?);
        }
    } else {
        println!(
            "SKIPPED: {python} has no flask-talisman and gunicorn; FLASK_PYTHON names one that has.\n"
        );
    }
    // There and back, so that none has the same before it in every round.
    let mut order: Vec<usize> = (0..servers.len()).collect();
    for _ in 0..ROUNDS {
        for &at in &order {
            let rate = servers[at].load()?;
            servers[at].rates.push(rate);
        }
        order.reverse();
    }
    println!(
        "{ROUNDS} rounds of {SECONDS}, {CONNECTIONS} connections, the server on one core, wrk on another; medians, a ratio's of the ratios in each round. A second is one that the server had the core for. Ten fields and a response that has Content-Type; flask-talisman sends its six."
    );
    let ratio = |one: &str, other: &str| {
        let rates = |name| Some(&servers.iter().find(|server| server.name == name)?.rates);
        let rounds = rates(one)?.iter().zip(rates(other)?);
        Some(median(rounds.map(|(one, other)| one / other).collect()))
    };
    let mut table = Table::new(["server", "requests/s", "least", "most", "of bare"]);
    for server in &servers {
        let bare = if FLASK.contains(&server.name) {
            "flask"
        } else {
            "bare"
        };
        let median = median(server.rates.clone());
        let least = server.rates.iter().copied().fold(f64::INFINITY, f64::min);
        let most = server.rates.iter().copied().fold(0.0, f64::max);
        let of_bare = ratio(server.name, bare).unwrap_or(f64::NAN);
        table.row([
            server.name.to_owned(),
            format!("{median:.0}"),
            format!("{least:.0}"),
            format!("{most:.0}"),
            format!("{of_bare:.3}"),
        ]);
    }
    table.print("Requests per second of the server's core");
    println!();
    for (what, figure, target) in [
        ("no nonce, of hand-written", ratio("talisman", "hand"), 1.0),
        (
            "nonce, of hand-written",
            ratio("talisman-nonce", "hand-nonce"),
            1.02,
        ),
        (
            "nonce, of flask-talisman on one core",
            ratio("talisman-nonce", "flask-talisman"),
            50.0,
        ),
    ] {
        if let Some(figure) = figure {
            at_least(what, figure, target);
        }
    }
    Ok(())
}

/// Whether a program can be started and ends with this code: wrk shows its version, and fails.
fn ends_with(command: &mut Command, code: i32) -> bool {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command
        .status()
        .is_ok_and(|status| status.code() == Some(code))
}

/// What a server prints when it listens.
fn printed_url(server: &mut Child) -> Result<String, Error> {
    let mut url = String::new();
    if let Some(stdout) = server.stdout.take() {
        BufReader::new(stdout).read_line(&mut url)?;
    }
    Ok(url.trim().to_owned())
}

/// The host and the port of a server's URL.
fn address(url: &str) -> &str {
    url.trim_start_matches("http://").trim_end_matches('/')
}

/// A server that runs until it is dropped.
struct Server {
    name: &'static str,
    process: Child,
    url: String,
    rates: Vec<f64>,
}

impl Server {
    fn start(name: &'static str) -> Result<Self, Error> {
        let mut process = Command::new("taskset")
            .args(["-c", CORES[0]])
            .arg(env::current_exe()?)
            .args(["serve", name])
            // Its end is the server's, should this program be stopped.
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let url = printed_url(&mut process)?;
        let server = Self {
            name,
            process,
            url,
            rates: Vec::new(),
        };
        server.wait()
    }

    fn start_flask(name: &'static str, python: &str) -> Result<Self, Error> {
        // Free a moment ago; gunicorn does not print the port that it got for 0.
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let app = if name == "flask" { "bare" } else { "secured" };
        let process = Command::new("taskset")
            .args(["-c", CORES[0], python, "-m", "gunicorn"])
            .args(["--workers=1", "--worker-class=gthread", "--threads=4"])
            .args(["--keep-alive=75", "--log-level=warning"])
            .arg(format!("--bind={address}"))
            .arg(format!("flask_app:{app}"))
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/wire"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .spawn()?;
        let server = Self {
            name,
            process,
            url: format!("http://{address}/"),
            rates: Vec::new(),
        };
        server.wait()
    }

    /// Waits until it answers.
    fn wait(self) -> Result<Self, Error> {
        for _ in 0..100 {
            if std::net::TcpStream::connect(address(&self.url)).is_ok() {
                return Ok(self);
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Err(format!("{} does not start", self.name).into())
    }

    /// Requests per second of the server's core, in one round.
    fn load(&self) -> Result<f64, Error> {
        let before = self.busy()?;
        let output = Command::new("taskset")
            .args([
                "-c",
                CORES[1],
                "wrk",
                "-t1",
                "-c",
                CONNECTIONS,
                "-d",
                SECONDS,
            ])
            // Else flask-talisman leaves Strict-Transport-Security off.
            .args(["-H", "X-Forwarded-Proto: https"])
            .arg(&self.url)
            .output()?;
        let busy = self.busy()?.saturating_sub(before);
        let text = String::from_utf8(output.stdout)?;
        if text.contains("Non-2xx") || text.contains("Socket errors") {
            return Err(format!("{}: {text}", self.name).into());
        }
        let requests = text
            .lines()
            .find_map(|line| line.trim().split_once(" requests in "))
            .ok_or_else(|| format!("wrk says no number: {text}"))?
            .0;
        Ok(requests.parse::<f64>()? / busy.as_secs_f64())
    }

    /// How long the server's threads, and those of its children, have had a core.
    fn busy(&self) -> Result<Duration, Error> {
        let process = format!("/proc/{0}/task/{0}/children", self.process.id());
        let children = fs::read_to_string(process)?;
        let own = self.process.id().to_string();
        let mut busy = Duration::ZERO;
        for process in children.split_whitespace().chain([own.as_str()]) {
            for thread in fs::read_dir(format!("/proc/{process}/task"))? {
                let text = fs::read_to_string(thread?.path().join("schedstat"))?;
                let nanoseconds = text.split_whitespace().next().unwrap_or_default();
                busy += Duration::from_nanos(nanoseconds.parse()?);
            }
        }
        Ok(busy)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // taskset became the server. gunicorn ends its worker when it is asked to, and not when it is killed.
        let _ = Command::new("kill")
            .arg(self.process.id().to_string())
            .status();
        let _ = self.process.wait();
    }
}
