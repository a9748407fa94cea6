//! Reads collected reports and prints the policy that settles them, each line with how many reports it is for.
//!
//! ```text
//! cargo run --example reports -- --policy "img-src 'self'" --host www.example.com reports.jsonl
//! ```

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use talisman_ask::Sends;
use talisman_ask::reports::{Limits, Report, Site, fold, propose, read};

const USAGE: &str = "\
Proposes the smallest change of a policy that settles reports of violations, and says what no report is a reason for.

Usage: reports --policy POLICY [--host HOST]... [FILE]...

A FILE, or standard input, has the body of one request a line: application/csp-report or application/reports+json.
Reports of documents at another HOST are noise; without --host none are for that reason.
The collector may have written a \"user_agent\" into each report: a place that one browser alone reports is not proposed.
";

/// The longest line that is read.
const LINE: usize = 1024 * 1024;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}\n\n{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// A policy that is written on the command line.
struct Written(String);

impl Sends for Written {
    fn sent_fields(&self) -> Vec<(String, String)> {
        vec![("content-security-policy".to_owned(), self.0.clone())]
    }
}

fn run() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let mut site = Site::new();
    let mut has_policy = false;
    let mut files = Vec::new();
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| misused(&format!("{argument} needs a value")))
        };
        match argument.as_str() {
            "--help" | "-h" => return io::stdout().write_all(USAGE.as_bytes()),
            "--policy" => {
                site = site.policy("SITE", &Written(value()?));
                has_policy = true;
            }
            "--host" => site = site.host(value()?),
            flag if flag.starts_with("--") => {
                return Err(misused(&format!("there is no flag {flag}")));
            }
            _ => files.push(argument),
        }
    }
    if !has_policy {
        return Err(misused("a policy is needed"));
    }
    let mut reports = Vec::new();
    let mut unreadable = 0;
    if files.is_empty() {
        unreadable += collect(BufReader::new(io::stdin().lock()), &mut reports)?;
    }
    for file in files {
        unreadable += collect(BufReader::new(File::open(file)?), &mut reports)?;
    }
    let proposal = propose(&fold(reports), &site);
    let mut out = io::stdout();
    write!(out, "{proposal}")?;
    if unreadable > 0 {
        writeln!(out, "// not read: {unreadable} lines")?;
    }
    Ok(())
}

fn misused(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what.to_owned())
}

/// Reads every line, and gives how many are none.
fn collect(mut input: impl BufRead, reports: &mut Vec<Report>) -> io::Result<usize> {
    let mut unreadable = 0;
    let limits = Limits {
        bytes: LINE,
        reports: 1000,
    };
    loop {
        let mut line = Vec::new();
        let length = input
            .by_ref()
            .take(LINE as u64 + 1)
            .read_until(b'\n', &mut line)?;
        if length == 0 {
            return Ok(unreadable);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match read(&line, limits) {
            Ok(read) => reports.extend(read),
            Err(_) => unreadable += 1,
        }
    }
}
