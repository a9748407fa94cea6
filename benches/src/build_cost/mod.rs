//! What it costs to build: from nothing, per policy, and until the answer to a typo.

mod package;

use std::time::Duration;

use self::package::{Package, Step};
use crate::Error;
use crate::nanoseconds::median;
use crate::report::{Table, at_most};

/// Odd, for the median.
const ROUNDS: usize = 3;
const COUNTS: [usize; 3] = [1, 100, 1000];

/// Measures, and prints.
///
/// # Errors
///
/// If cargo fails.
pub fn print() -> Result<(), Error> {
    println!("\n## What it costs to build\n");
    from_nothing()?;
    per_policy()?;
    typo()
}

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
    let mut times = vec![Vec::new(); packages.len()];
    for _ in 0..ROUNDS {
        for ((_, package), times) in packages.iter().zip(&mut times) {
            package.clean()?;
            times.push(package.run(Step::Build)?.as_secs_f64());
        }
    }
    let times: Vec<f64> = times.into_iter().map(median).collect();
    let mut table = Table::new(["package", "crates", "seconds"]);
    for ((name, package), seconds) in packages.iter().zip(&times) {
        table.row([
            (*name).to_owned(),
            package.crates()?.to_string(),
            format!("{seconds:.2}"),
        ]);
    }
    table.print("`cargo build` from nothing, the sources fetched before");
    println!();
    if let [ours, with_text, headers, maud, ..] = times[..] {
        at_most(
            "cold build, of http-security-headers with `nonce`",
            ours / headers,
            1.2,
        );
        at_most("cold build, of maud", ours / maud, 1.2);
        at_most(
            "cold build with `text`, of http-security-headers with `nonce`",
            with_text / headers,
            1.2,
        );
        at_most("cold build with `text`, of maud", with_text / maud, 1.2);
    }
    Ok(())
}

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
    let policies = Package::new(&package::talisman(&[]), &package::policies(1))?;
    let constants = Package::new("http = \"1\"", &package::constants(1))?;
    let mut rows = Vec::new();
    for count in COUNTS {
        let mut row = Vec::new();
        for step in [Step::Check, Step::Release] {
            for (package, main) in [
                (&policies, package::policies(count)),
                (&constants, package::constants(count)),
            ] {
                package.write(&main)?;
                // The dependencies, and what else is done once.
                package.run(step)?;
                let times = (0..ROUNDS).map(|_| {
                    package.write(&main)?;
                    Ok(package.run(step)?.as_secs_f64() * 1e3)
                });
                row.push(median(times.collect::<Result<_, Error>>()?));
            }
        }
        row.push(policies.size()?);
        row.push(constants.size()?);
        let cells = row.iter().enumerate().map(|(column, figure)| match column {
            0..4 => format!("{figure:.0} ms"),
            _ => format!("{figure:.0}"),
        });
        table.row([count.to_string()].into_iter().chain(cells));
        rows.push(row);
    }
    table.print("Policies in one crate, its dependencies built before");
    println!();
    if let [one, hundred, thousand] = &rows[..] {
        let per = |from: &[f64], to: &[f64], policies: f64, column: usize| {
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
    }
    Ok(())
}

fn typo() -> Result<(), Error> {
    let package = Package::new(&package::talisman(&[]), &package::policies(1))?;
    package.run(Step::Check)?;
    let first_error = |mistake: &str| -> Result<Duration, Error> {
        package.write(&(package::policies(1000) + mistake))?;
        package.until_error()
    };
    let (mut in_policy, mut elsewhere) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let typo = "const TYPO: talisman::Csp = talisman::csp! { scrip-src self; };";
        in_policy.push(first_error(typo)?.as_secs_f64());
        elsewhere.push(first_error("const TYPE: u8 = \"a\";")?.as_secs_f64());
    }
    let (in_policy, elsewhere) = (median(in_policy), median(elsewhere));
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
