//! Holds HTML pages against a policy: what would be blocked, where, and what to write instead.
//!
//! ```text
//! cargo run --example pages -- --policy "default-src 'self'" dist/index.html
//! ```

use std::fs;
use std::process::ExitCode;

use serde::Serialize;
use talisman_pages::{Blocked, Site};

const USAGE: &str = "\
Holds HTML pages against a Content Security Policy.

Usage: pages --policy TEXT [--page URL] [--placeholder TEXT] [--json] FILE...

  --policy TEXT       the policy, as the header has it; 'nonce' in it is the slot of each response's nonce
  --page URL          where the pages are served; https://www.example.com/ if not given
  --placeholder TEXT  what the server replaces with the nonce, beside {{nonce}} and {{__TRUNK NONCE__}}
  --json              one line per file, {\"file\": .., \"blocked\": [{\"line\": .., \"column\": .., \"element\": ..,
                      \"directive\": .., \"help\": ..}]}
  --help              this text

Exit status: 0 if nothing would be blocked, 1 if something would, 2 for bad usage and files that cannot be read.
";

/// Relative addresses are of the page's own origin wherever that is.
const PAGE: &str = "https://www.example.com/";

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{error}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let site = match options.site() {
        Ok(site) => site,
        Err(error) => {
            eprintln!("--page: {error}");
            return ExitCode::from(2);
        }
    };
    let (mut is_blocked, mut is_unread) = (false, false);
    for file in &options.files {
        match fs::read_to_string(file) {
            Ok(html) => {
                let blocked = site.blocked_in(&html);
                is_blocked |= !blocked.is_empty();
                if options.is_json {
                    println!("{}", json(file, &blocked));
                } else {
                    show(file, &blocked);
                }
            }
            Err(error) => {
                is_unread = true;
                eprintln!("{file}: {error}");
            }
        }
    }
    match (is_unread, is_blocked) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    }
}

struct Options {
    policies: Vec<String>,
    page: String,
    placeholders: Vec<String>,
    is_json: bool,
    files: Vec<String>,
}

impl Options {
    /// `None` asks for the usage.
    fn read(mut arguments: impl Iterator<Item = String>) -> Result<Option<Self>, String> {
        let mut options = Self {
            policies: Vec::new(),
            page: PAGE.to_owned(),
            placeholders: Vec::new(),
            is_json: false,
            files: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
            match argument.as_str() {
                "--policy" => options.policies.push(value()?),
                "--page" => options.page = value()?,
                "--placeholder" => options.placeholders.push(value()?),
                "--json" => options.is_json = true,
                "--help" => return Ok(None),
                "--" => options.files.extend(arguments.by_ref()),
                option if option.starts_with("--") => {
                    return Err(format!("there is no option {option}"));
                }
                _ => options.files.push(argument),
            }
        }
        if options.policies.is_empty() {
            return Err("--policy is missing".to_owned());
        }
        if options.files.is_empty() {
            return Err("there is no file to read".to_owned());
        }
        Ok(Some(options))
    }

    fn site(&self) -> Result<Site, talisman_pages::UrlError> {
        let mut site = Site::at(&self.page)?;
        for policy in &self.policies {
            site = site.with_field("content-security-policy", policy);
        }
        for text in &self.placeholders {
            site = site.with_placeholder(text);
        }
        Ok(site)
    }
}

#[derive(Serialize)]
struct Line<'a> {
    file: &'a str,
    blocked: Vec<JsonBlocked<'a>>,
}

#[derive(Serialize)]
struct JsonBlocked<'a> {
    line: usize,
    column: usize,
    element: &'a str,
    directive: Option<&'static str>,
    help: &'a str,
}

fn json(file: &str, blocked: &[Blocked]) -> String {
    let rows = blocked.iter().map(|blocked| JsonBlocked {
        line: blocked.position.line,
        column: blocked.position.column,
        element: &blocked.element,
        directive: blocked
            .directive
            .map(talisman_policy::headers::csp::DirectiveName::as_str),
        help: &blocked.help,
    });
    let line = Line {
        file,
        blocked: rows.collect(),
    };
    serde_json::to_string(&line).unwrap_or_default()
}

fn show(file: &str, blocked: &[Blocked]) {
    for blocked in blocked {
        let position = blocked.position;
        let directive = blocked
            .directive
            .map_or("the policy", |directive| directive.as_str());
        println!(
            "{file}:{}:{}: {directive} blocks {}: {}\n  help: {}",
            position.line, position.column, blocked.element, blocked.because, blocked.help
        );
    }
}
