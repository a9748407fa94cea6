//! What it costs to build: from nothing, per policy, and until the answer to a typo.

pub(crate) mod package;

use std::time::Duration;

use self::package::{Package, Step};
use crate::Error;
use crate::report::{Table, at_most};

/// Through everything that is compared, of which the least counts: what else the machine does can only make a build longer,
/// and may do so for a while.
const ROUNDS: usize = 5;
const COUNTS: [usize; 3] = [1, 100, 1000];

/// Measures, and prints.
///
/// # Errors
///
/// If cargo fails.
pub fn print() -> Result<(), Error> {
    println!(
        "\n## What it costs to build\n\nThe least of {ROUNDS} rounds. Seconds of all cores: what cargo and the compilers it started had of them, user and system."
    );
    from_nothing()?;
    per_policy()?;
    typo()
}

/// In one function: the packages, the rounds that measure them side by side, and the table are one experiment.
fn from_nothing() -> Result<(), Error> {
    let talisman = package::talisman(&[]);
    let with_text = package::talisman(&["text"]);
    let packages = [
        (
            "talisman, one policy",
            talisman.as_str(),
            package::policies(1),
        ),
        (
            "talisman with `text`",
            with_text.as_str(),
            package::policies(1),
        ),
        (
            "http-security-headers with `nonce`",
            "http-security-headers = { version = \"0.5\", features = [\"nonce\"] }",
            "fn main() { println!(\"{:?}\", http_security_headers::Preset::Strict.build()); }"
                .to_owned(),
        ),
        (
            "maud",
            "maud = \"0.27\"",
            "fn main() { println!(\"{}\", maud::html! { p { \"hello\" } }.into_string()); }"
                .to_owned(),
        ),
        (
            "http alone, constants",
            "http = \"1\"",
            package::constants(1),
        ),
    ];
    let packages = packages
        .into_iter()
        .map(|(name, dependency, main)| Ok((name, Package::new(dependency, &main)?)))
        .collect::<Result<Vec<_>, Error>>()?;
    let mut clock = vec![f64::INFINITY; packages.len()];
    let mut cores = clock.clone();
    for _ in 0..ROUNDS {
        for (number, (_, package)) in packages.iter().enumerate() {
            package.clean()?;
            let cost = package.run(Step::Build)?;
            clock[number] = clock[number].min(cost.clock.as_secs_f64());
            cores[number] = cores[number].min(cost.cores.as_secs_f64());
        }
    }
    let mut table = Table::new(["package", "crates", "seconds", "of all cores"]);
    for (number, (name, package)) in packages.iter().enumerate() {
        table.row([
            (*name).to_owned(),
            package.crates()?.to_string(),
            format!("{:.2}", clock[number]),
            format!("{:.2}", cores[number]),
        ]);
    }
    table.print("`cargo build` from nothing, the sources fetched before");
    println!();
    for (times, unit) in [(clock, ""), (cores, ", seconds of all cores")] {
        if let [ours, with_text, headers, maud, ..] = times[..] {
            for (what, figure) in [
                (
                    "cold build, of http-security-headers with `nonce`",
                    ours / headers,
                ),
                ("cold build, of maud", ours / maud),
                (
                    "cold build with `text`, of http-security-headers with `nonce`",
                    with_text / headers,
                ),
                ("cold build with `text`, of maud", with_text / maud),
            ] {
                at_most(&format!("{what}{unit}"), figure, 1.2);
            }
        }
    }
    Ok(())
}

/// In one function for the same reason.
fn per_policy() -> Result<(), Error> {
    let mut table = Table::new([
        "policies",
        "check",
        "check, constants",
        "release",
        "release, constants",
        "bytes",
        "bytes, constants",
    ]);
    let packages = [
        Package::new(&package::talisman(&[]), &package::policies(1))?,
        Package::new("http = \"1\"", &package::constants(1))?,
    ];
    // The dependencies.
    for package in &packages {
        package.run(Step::Check)?;
        package.run(Step::Release)?;
    }
    let mut rows = COUNTS.map(|_| [f64::INFINITY; 6]);
    for _ in 0..ROUNDS {
        for (row, count) in rows.iter_mut().zip(COUNTS) {
            let programs = [package::policies(count), package::constants(count)];
            for (number, (package, main)) in packages.iter().zip(programs).enumerate() {
                package.write(&main)?;
                let check = package.run(Step::Check)?.clock.as_secs_f64() * 1e3;
                let release = package.run(Step::Release)?.clock.as_secs_f64() * 1e3;
                row[number] = row[number].min(check);
                row[2 + number] = row[2 + number].min(release);
                row[4 + number] = package.size()?;
            }
        }
    }
    for (row, count) in rows.iter().zip(COUNTS) {
        let cells = row.iter().enumerate().map(|(column, figure)| match column {
            0..4 => format!("{figure:.0} ms"),
            _ => format!("{figure:.0}"),
        });
        table.row([count.to_string()].into_iter().chain(cells));
    }
    table.print("Policies in one crate, its dependencies built before");
    println!();
    let [one, hundred, thousand] = rows;
    let per = |from: [f64; 6], to: [f64; 6], policies: f64, column: usize| {
        (to[column] - from[column]) / policies
    };
    let check = per(one, thousand, 999.0, 0);
    let plain = per(one, thousand, 999.0, 1);
    println!(
        "- release: {:.2} ms a policy, {:.2} ms its fields as constants",
        per(one, thousand, 999.0, 2),
        per(one, thousand, 999.0, 3)
    );
    println!("- check: {check:.2} ms a policy, {plain:.2} ms its fields as constants");
    at_most("ms a policy in check", check, 0.3);
    at_most(
        "ms a policy in check, over its fields as constants",
        check - plain,
        0.3,
    );
    at_most(
        "growth in check: ms a policy from 100 to 1,000, of that from 1 to 100",
        per(hundred, thousand, 900.0, 0) / per(one, hundred, 99.0, 0),
        1.25,
    );
    at_most(
        "bytes a policy in the binary",
        per(one, thousand, 999.0, 4),
        2048.0,
    );
    Ok(())
}

fn typo() -> Result<(), Error> {
    let package = Package::new(&package::talisman(&[]), &package::policies(1))?;
    package.run(Step::Check)?;
    let first_error = |mistake: &str| -> Result<Duration, Error> {
        package.write(&(package::policies(1000) + mistake))?;
        package.until_error()
    };
    let (mut in_policy, mut elsewhere) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let typo = "const TYPO: talisman::Csp = talisman::csp! { scrip-src self; };";
        in_policy = in_policy.min(first_error(typo)?.as_secs_f64());
        elsewhere = elsewhere.min(first_error("const TYPE: u8 = \"a\";")?.as_secs_f64());
    }
    println!(
        "\nBeside 1,000 policies, the first error comes after {in_policy:.2} s for a typo in a policy, and after {elsewhere:.2} s for a wrong type.\n"
    );
    at_most(
        "a typo's error, of a type error's time",
        in_policy / elsewhere,
        1.0,
    );
    Ok(())
}
