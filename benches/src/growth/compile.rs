//! How compile time grows with what a policy has.

use std::iter;

use talisman_policy::headers::csp::{DirectiveName, DirectiveStatus};

use super::joined;
use super::line::Lines;
use super::names;
use crate::Error;
use crate::build_cost::package::{self, Package, Step};

const ROUNDS: usize = 5;

/// A thing that a policy has more and more of.
struct Growth {
    of: &'static str,
    counts: &'static [usize],
    /// How many policies are compiled together, so that the difference to none of them is more than the machine's noise.
    policies: usize,
    /// The options of a policy with so many.
    options: fn(usize) -> String,
}

/// No policy has sixty directives, or sixteen slots; one and its report-only twin have, and grow by two.
const GROWTHS: [Growth; 7] = [
    Growth {
        of: "directives",
        counts: &[2, 16, 30, 46, 60],
        policies: 100,
        options: directives,
    },
    Growth {
        of: "source expressions",
        counts: &[1, 50, 100, 250, 500],
        policies: 40,
        options: source_expressions,
    },
    Growth {
        of: "slots",
        counts: &[2, 4, 8, 12, 16],
        policies: 200,
        options: slots,
    },
    Growth {
        of: "slots for origins",
        counts: &[1, 4, 8, 12, 16],
        policies: 100,
        options: origins,
    },
    Growth {
        of: "fragments",
        counts: &[1, 2, 3, 4, 5],
        policies: 20,
        options: fragments,
    },
    Growth {
        of: "fields",
        counts: &[1, 10, 20, 30, 40],
        policies: 100,
        options: fields,
    },
    Growth {
        of: "features",
        counts: &[1, 15, 30, 45, 60],
        policies: 100,
        options: features,
    },
];

/// Measures, and prints.
pub(super) fn print() -> Result<(), Error> {
    let package = Package::new(&package::talisman(&[]), &program(iter::empty()))?;
    // The dependencies.
    package.run(Step::Check)?;
    let mut programs = vec![(program(iter::empty()), f64::INFINITY)];
    for growth in &GROWTHS {
        for &count in growth.counts {
            let policies = iter::repeat_with(|| (growth.options)(count)).take(growth.policies);
            programs.push((program(policies), f64::INFINITY));
        }
    }
    for _ in 0..ROUNDS {
        for (main, least) in &mut programs {
            package.write(main)?;
            *least = least.min(package.run(Step::Check)?.cores.as_secs_f64());
        }
    }
    let mut costs = programs.into_iter().map(|(_, least)| least);
    let without = costs.next().unwrap_or_default();
    let mut lines = Lines::new();
    for growth in &GROWTHS {
        let policies = u32::try_from(growth.policies)?;
        let cost = |with| (with - without) * 1e6 / f64::from(policies);
        let points: Vec<_> = growth
            .counts
            .iter()
            .copied()
            .zip(costs.by_ref().map(cost))
            .collect();
        lines.add("cargo check", growth.of, &points);
    }
    lines.print(
        "What a policy adds to `cargo check`, in microseconds of all cores",
        "straight lines, compile time",
    );
    Ok(())
}

/// A program with these policies after one that is always there, for what is paid once.
fn program(policies: impl Iterator<Item = String>) -> String {
    // Reporting costs too, so these policies have no problem.
    let first = iter::once("frame_options: DENY,".to_owned());
    let fragments = (0..FRAGMENTS).map(|number| {
        let host = names::host(number);
        format!(
            "const F{number}: talisman::Fragment = talisman::csp_fragment! {{
                script-src \"{host}/w.js\"; connect-src \"{host}\"; frame-src \"{host}\";
            }};"
        )
    });
    format!(
        "#![deny(warnings)]\n#![allow(dead_code, reason = \"not all programs include them\")]\n{}{}",
        package::program(first.chain(policies)),
        joined(fragments, "\n"),
    )
}

/// How many fragments every program has.
const FRAGMENTS: usize = 5;

fn directives(count: usize) -> String {
    twins(count, names::source_lists(), "", ["", "none"])
}

fn slots(count: usize) -> String {
    // A policy with a nonce and no base-uri has a weakness.
    let beside = "base-uri none;";
    twins(count, names::with_nonce(), beside, [" nonce", "nonce"])
}

/// Half of the directives in the enforced policy, and half in its report-only twin, which is stricter, so that nothing is
/// told. Where the language's names end, those follow that a newer one would have.
fn twins(
    count: usize,
    names: impl Iterator<Item = DirectiveName>,
    beside: &str,
    [more, report_only]: [&str; 2],
) -> String {
    let known: Vec<_> = names.take(count / 2).collect();
    let experimental = known
        .iter()
        .any(|name| name.fact().status != DirectiveStatus::Current);
    let level = if experimental {
        "#![allow(csp-experimental-directive, reason = \"every name that there is\")]"
    } else {
        ""
    };
    let newer = (known.len()..count / 2).map(|number| format!("unchecked(\"new-src-{number}\")"));
    let names: Vec<_> = known.iter().map(ToString::to_string).chain(newer).collect();
    let enforced = names
        .iter()
        .map(|name| format!("{name} {}{more};", names::keyword(name)));
    let twin = names.iter().map(|name| format!("{name} {report_only};"));
    format!(
        "{level}
        content_security_policy: {{ {beside} {} }},
        content_security_policy_report_only: {{ {beside} {} report-uri \"/reports\"; }},",
        joined(enforced, " "),
        joined(twin, " ")
    )
}

fn source_expressions(count: usize) -> String {
    let hosts = (0..count).map(|number| format!("{:?}", names::host(number)));
    format!(
        "max_field_length: 65536, content_security_policy: {{ default-src self; img-src {}; }},",
        joined(hosts, " ")
    )
}

fn origins(count: usize) -> String {
    let slots = (0..count).map(|number| format!("{{s{number:02}: origin}}"));
    format!(
        "content_security_policy: {{ default-src self; img-src self {}; }},",
        joined(slots, " ")
    )
}

fn fragments(count: usize) -> String {
    let includes = (0..count).map(|number| format!("include F{number};"));
    format!(
        "content_security_policy: {{ default-src self; script-src self; object-src none; {} base-uri none; }},",
        joined(includes, " ")
    )
}

fn fields(count: usize) -> String {
    let fields =
        (0..count).map(|number| format!("x-field-{number:02}: \"a value of some length\","));
    format!("custom_fields: {{ {} }},", joined(fields, " "))
}

fn features(count: usize) -> String {
    let features = names::features().take(count);
    format!(
        "permissions_policy: {{ {} }},",
        joined(features.map(|name| format!("{name}: (),")), " ")
    )
}
