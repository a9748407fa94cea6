//! How cost grows: straight lines, and the constants of them.

mod compile;
mod enormous;
pub(crate) mod line;
mod names;

pub use self::enormous::{print as print_enormous, run as run_enormous};

use std::hint::black_box;
use std::time::{Duration, Instant};

use http::Response;
use talisman::{Csp, Policy, Scheme};

use self::line::Lines;
use crate::Error;
use crate::variant::talisman::owned;

/// Prints, for each thing that may be many, what one more of it costs.
///
/// # Errors
///
/// If a text is not what it is intended to be, or cargo fails.
pub fn print() -> Result<(), Error> {
    println!(
        "\n## How cost grows\n\nThe least of many tries; cost = constant + slope x count. Off: the farthest that a point lies off the line,\nof the greatest cost on it; of a cost that grew with the square it would be an eighth."
    );
    running()?;
    compile::print()
}

/// Prints what a policy with more of a thing costs the compiler.
///
/// # Errors
///
/// If cargo fails.
pub fn print_compile() -> Result<(), Error> {
    compile::print()
}

/// What a running program pays.
fn running() -> Result<(), Error> {
    let mut lines = Lines::new();
    lines.measure("apply", "fields", &[1, 5, 10, 20, 30, 40], |count| {
        Ok(apply(&owned(&fields(count)), false))
    })?;
    lines.measure(
        "apply, with a nonce",
        "slots",
        &[1, 2, 4, 8, 12, 16],
        |count| Ok(apply(&owned(&[slots(count)]), true)),
    )?;
    lines.measure(
        "apply, with a nonce in the first",
        "source expressions",
        &[1, 50, 100, 250, 500],
        |count| {
            let text = format!("script-src 'nonce-' {}", hosts(count));
            let field = ("content-security-policy".to_owned(), text);
            Ok(apply(&owned(&[field]), true))
        },
    )?;
    lines.measure(
        "text to policy",
        "source expressions",
        &[1, 50, 100, 250, 500],
        |count| read(&format!("script-src {}", hosts(count))),
    )?;
    lines.measure(
        "text to policy",
        "directives",
        &[1, 6, 11, 16, 21],
        |count| {
            let names = names::source_lists().take(count);
            read(&joined(
                names.map(|name| format!("{name} '{}'", names::keyword(name.as_str()))),
                "; ",
            ))
        },
    )?;
    lines.measure("text to policy", "slots", &[1, 2, 3, 4, 5, 6], |count| {
        let names = names::with_nonce().take(count);
        read(&joined(names.map(|name| format!("{name} 'nonce'")), "; "))
    })?;
    lines.print(
        "Lines through the points, by least squares, in nanoseconds",
        "straight lines",
    );
    Ok(())
}

fn fields(count: usize) -> Vec<(String, String)> {
    let name = |number| format!("x-field-{number:02}");
    (0..count)
        .map(|number| (name(number), "a value of some length".to_owned()))
        .collect()
}

fn slots(count: usize) -> (String, String) {
    let directives = (0..count).map(|number| format!("x{number:02} 'self' 'nonce-'"));
    (
        "content-security-policy".to_owned(),
        joined(directives, "; "),
    )
}

fn hosts(count: usize) -> String {
    joined((0..count).map(names::host), " ")
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// Nanoseconds to apply a policy to an empty response.
fn apply(policy: &Policy, nonce: bool) -> f64 {
    least(|| {
        let mut applier = policy.applier(Scheme::Https).allow_shared_caching();
        if nonce {
            black_box(applier.nonce());
        }
        let mut response = Response::new(());
        applier.apply(&mut response);
        drop(black_box(response));
    })
}

/// Nanoseconds to read a policy.
fn read(text: &str) -> Result<f64, Error> {
    Csp::from_text(text)?;
    Ok(least(|| drop(black_box(Csp::from_text(black_box(text))))))
}

/// The least of many tries, which what else the machine does can only make longer.
fn least(mut run: impl FnMut()) -> f64 {
    let mut try_out = |runs: u32| {
        let start = Instant::now();
        for _ in 0..runs {
            run();
        }
        start.elapsed().as_secs_f64() * 1e9 / f64::from(runs)
    };
    // What takes long is tried alone, lest it be disturbed each time; else reading the clock is not to count.
    let runs = if try_out(10) > 10_000.0 { 1 } else { 10 };
    let (start, mut least) = (Instant::now(), f64::INFINITY);
    while start.elapsed() < Duration::from_millis(100) {
        least = least.min(try_out(runs));
    }
    least
}
