//! How cost grows: straight lines, and the constants of them.

use std::hint::black_box;
use std::time::{Duration, Instant};

use http::Response;
use talisman::{Csp, Policy, Scheme};

use crate::Error;
use crate::report::{Table, at_most};
use crate::variant::talisman::owned;

/// Prints, for each thing that may be many, what one more of it costs.
///
/// # Errors
///
/// If a text is not what it is meant to be.
pub fn print() -> Result<(), Error> {
    println!(
        "\n## How cost grows\n\nNanoseconds, the least of many tries; cost = constant + slope x count. Off: the farthest that a point\nlies off the line, of the greatest cost on it; of a cost that grew with the square it would be an eighth."
    );
    let mut table = Table::new(["what", "of", "least", "most", "constant", "slope", "off"]);
    let mut worst: f64 = 0.0;
    let mut line = |what: &str,
                    of: &str,
                    counts: &[usize],
                    cost: &mut dyn FnMut(usize) -> Result<f64, Error>|
     -> Result<(), Error> {
        let points = counts
            .iter()
            .map(|&count| Ok((to_float(count), cost(count)?)))
            .collect::<Result<Vec<_>, Error>>()?;
        let Line {
            constant,
            slope,
            off,
        } = Line::through(&points);
        worst = worst.max(off);
        let ends = |at: Option<&usize>| at.map(usize::to_string).unwrap_or_default();
        table.row([
            what.to_owned(),
            of.to_owned(),
            ends(counts.first()),
            ends(counts.last()),
            format!("{constant:.0}"),
            format!("{slope:.1}"),
            format!("{off:.3}"),
        ]);
        Ok(())
    };
    line("apply", "fields", &[1, 5, 10, 20, 30, 40], &mut |count| {
        Ok(apply(&owned(&fields(count)), false))
    })?;
    line(
        "apply, with a nonce",
        "slots",
        &[1, 2, 4, 8, 12, 16],
        &mut |count| Ok(apply(&owned(&[slots(count)]), true)),
    )?;
    line(
        "apply, with a nonce in the first",
        "source expressions",
        &[1, 50, 100, 250, 500],
        &mut |count| {
            let text = format!("script-src 'nonce-' {}", hosts(count));
            Ok(apply(
                &owned(&[("content-security-policy".to_owned(), text)]),
                true,
            ))
        },
    )?;
    line(
        "text to policy",
        "source expressions",
        &[1, 50, 100, 250, 500],
        &mut |count| read(&format!("script-src {}", hosts(count))),
    )?;
    line(
        "text to policy",
        "directives",
        &[1, 5, 10, 15, 20],
        &mut |count| read(&directives(count)),
    )?;
    line("text to policy", "slots", &[1, 2, 3, 4], &mut |count| {
        let names = [
            "script-src",
            "style-src",
            "script-src-elem",
            "style-src-elem",
        ];
        let directives = names
            .iter()
            .take(count)
            .map(|name| format!("{name} 'nonce'"));
        read(&directives.collect::<Vec<_>>().join("; "))
    })?;
    table.print("Lines through the points, by least squares");
    println!();
    at_most(
        "straight lines: the farthest that a point lies off one, of its greatest cost",
        worst,
        0.05,
    );
    Ok(())
}

/// Runs that are timed together, so that reading the clock does not count.
const RUNS: u32 = 10;

fn fields(count: usize) -> Vec<(String, String)> {
    (0..count)
        .map(|number| {
            (
                format!("x-field-{number:02}"),
                "a value of some length".to_owned(),
            )
        })
        .collect()
}

fn slots(count: usize) -> (String, String) {
    let directives = (0..count).map(|number| format!("x{number:02} 'self' 'nonce-'"));
    let text = directives.collect::<Vec<_>>().join("; ");
    ("content-security-policy".to_owned(), text)
}

fn hosts(count: usize) -> String {
    let hosts = (0..count).map(|number| format!("https://host{number:03}.example.com"));
    hosts.collect::<Vec<_>>().join(" ")
}

fn directives(count: usize) -> String {
    let names = [
        "default-src",
        "child-src",
        "connect-src",
        "font-src",
        "frame-src",
        "img-src",
        "manifest-src",
        "media-src",
        "object-src",
        "script-src",
        "script-src-elem",
        "script-src-attr",
        "style-src",
        "style-src-elem",
        "style-src-attr",
        "worker-src",
        "base-uri",
        "form-action",
        "frame-ancestors",
        "fenced-frame-src",
    ];
    let directives = names
        .iter()
        .take(count)
        .map(|name| format!("{name} 'self'"));
    directives.collect::<Vec<_>>().join("; ")
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

/// The least of many rounds, which what else the machine does can only make longer.
fn least(mut run: impl FnMut()) -> f64 {
    let mut least = f64::INFINITY;
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(400) {
        let round = Instant::now();
        for _ in 0..RUNS {
            run();
        }
        least = least.min(round.elapsed().as_secs_f64() * 1e9 / f64::from(RUNS));
    }
    least
}

/// A line through points, by least squares.
struct Line {
    constant: f64,
    slope: f64,
    /// The farthest that a point lies off it, of the greatest cost.
    off: f64,
}

impl Line {
    fn through(points: &[(f64, f64)]) -> Self {
        let count = to_float(points.len());
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (mean_x, mean_y) = (mean(|point| point.0), mean(|point| point.1));
        let (mut xy, mut xx) = (0.0, 0.0);
        for (x, y) in points {
            xy += (x - mean_x) * (y - mean_y);
            xx += (x - mean_x) * (x - mean_x);
        }
        let slope = xy / xx;
        let constant = mean_y - slope * mean_x;
        let greatest = points.iter().map(|point| point.1).fold(0.0, f64::max);
        let off = points.iter().map(|(x, y)| (y - constant - slope * x).abs());
        Self {
            constant,
            slope,
            off: off.fold(0.0, f64::max) / greatest,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some hundreds")]
fn to_float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_and_a_bend_is_seen() {
        let line = Line::through(&[(1.0, 3.0), (2.0, 5.0), (4.0, 9.0)]);
        assert!((line.constant - 1.0).abs() < 1e-9 && (line.slope - 2.0).abs() < 1e-9);
        assert!(line.off < 1e-9);
        let square = [0.0, 5.0, 10.0, 15.0, 20.0].map(|x| (x, x * x));
        assert!(Line::through(&square).off > 0.1);
    }
}
