//! What a policy allows: what a verdict costs, and what the features that give it cost a program that does not use them.

use std::hint::black_box;

use talisman_ask::{Page, Request, image, inline_script, script};

use crate::Error;
use crate::build_cost::package::{self, Package, Step};
use crate::instructions;
use crate::nanoseconds::median;
use crate::report::{Table, at_most};

/// Verdicts that are counted.
const COUNTED: u32 = 64;

/// Rounds of verdicts that are timed.
const ROUNDS: usize = 31;

/// A policy such as sites have, and one that trusts by nonce.
const SITE: &str = "default-src 'self'; script-src 'self' https://cdn.example.com https://www.example.net/js/; \
                    style-src 'self' 'unsafe-inline'; img-src 'self' data: https://*.img.example.net; connect-src 'self' \
                    wss://live.example.com; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
const STRICT: &str =
    "default-src 'self'; script-src 'nonce' 'strict-dynamic'; object-src 'none'; base-uri 'none'";

/// A question about a page.
struct Question {
    name: &'static str,
    policy: &'static str,
    request: fn() -> Request,
    is_allowed: bool,
}

const QUESTIONS: [Question; 5] = [
    Question {
        name: "an image of the same origin",
        policy: SITE,
        request: || image("/logo.png"),
        is_allowed: true,
    },
    Question {
        name: "a script by its path",
        policy: SITE,
        request: || script("https://www.example.net/js/a.js"),
        is_allowed: true,
    },
    Question {
        name: "an image that is blocked, and the change",
        policy: SITE,
        request: || image("https://elsewhere.example/x.png"),
        is_allowed: false,
    },
    Question {
        name: "a script with the nonce",
        policy: STRICT,
        request: || script("https://cdn.example.com/a.js").with_page_nonce(),
        is_allowed: true,
    },
    Question {
        name: "an inline script that is blocked, and its hash",
        policy: STRICT,
        request: || inline_script("alert(1)"),
        is_allowed: false,
    },
];

/// Prints everything about verdicts.
///
/// # Errors
///
/// If valgrind or cargo fail.
pub fn print() -> Result<(), Error> {
    println!("\n## What a policy allows");
    verdicts()?;
    unasked()
}

fn verdicts() -> Result<(), Error> {
    let mut table = Table::new(["question", "instructions", "microseconds"]);
    let mut most = 0.0_f64;
    let counts = instructions::is_possible();
    for question in &QUESTIONS {
        let counted = if counts {
            format!("{:.0}", instructions_of(question)?)
        } else {
            "-".to_owned()
        };
        let time = question.time()?;
        most = most.max(time);
        table.row([question.name.to_owned(), counted, format!("{time:.2}")]);
    }
    table.print("A verdict of a page that is asked again and again");
    println!();
    at_most("microseconds of a verdict", most, 10.0);
    Ok(())
}

impl Question {
    fn page(&self) -> Result<Page, Error> {
        let page = Page::at("https://www.example.com/account")?.enforcing(self.policy);
        let is_allowed = page.allows((self.request)());
        if is_allowed == self.is_allowed {
            Ok(page)
        } else {
            Err(format!("{}: allowed is {is_allowed}", self.name).into())
        }
    }

    fn time(&self) -> Result<f64, Error> {
        const OF_A_ROUND: u32 = 200;
        let (page, request) = (self.page()?, (self.request)());
        let rounds = (0..ROUNDS).map(|_| {
            let start = std::time::Instant::now();
            for _ in 0..OF_A_ROUND {
                black_box(page.verdict(black_box(&request)));
            }
            start.elapsed().as_secs_f64() * 1e6 / f64::from(OF_A_ROUND)
        });
        Ok(median(rounds.collect()))
    }
}

/// Instructions of one verdict, from a process of its own.
fn instructions_of(question: &Question) -> Result<f64, Error> {
    instructions::counted(&["count-verdict", question.name], COUNTED)
}

/// What runs under valgrind.
///
/// # Errors
///
/// If there is no such question.
pub fn run(name: &str) -> Result<(), Error> {
    let mut questions = QUESTIONS.iter();
    let question = questions.find(|question| question.name == name);
    let question = question.ok_or("no such question")?;
    let (page, request) = (question.page()?, (question.request)());
    instructions::between_boundaries(COUNTED, || {
        black_box(page.verdict(black_box(&request)));
    });
    Ok(())
}

/// A program that asks nothing, without the features and with them.
fn unasked() -> Result<(), Error> {
    let mut table = Table::new(["features", "crates", "of all cores", "bytes of the program"]);
    for features in [&[][..], &["ask"]] {
        let package = Package::new(&package::talisman(features), &package::policies(1))?;
        let cost = package.run(Step::Release)?;
        let name = if features.is_empty() {
            "none".to_owned()
        } else {
            features.join(", ")
        };
        table.row([
            name,
            package.crates()?.to_string(),
            format!("{:.2}", cost.cores.as_secs_f64()),
            format!("{:.0}", package.size()?),
        ]);
    }
    table.print("A release of a program with one policy that asks nothing");
    Ok(())
}
