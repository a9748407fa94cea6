//! The overhead of a response: the tables, and the targets.

use crate::Error;
use crate::case::{Case, Conflict};
use crate::instructions;
use crate::nanoseconds;
use crate::report::{self, Table, at_most, cell};
use crate::subject::{Figures, Subject};
use crate::variant::Variant;

/// Measures everything, and prints it.
///
/// # Errors
///
/// If valgrind or cargo fail.
pub fn print() -> Result<(), Error> {
    let subjects = Subject::all();
    println!(
        "\n## The overhead of a response\n\n{} variants in {} cases, every one asserted to send the same fields. A bare response is subtracted.\n\
         Columns: fields of the policy, nonce slots, the response's own fields, who wins.",
        Variant::ALL.len(),
        Case::all().count()
    );
    let times = figures(&subjects, nanoseconds::time(&subjects));
    let judged = if instructions::is_possible() {
        let counts = figures(&subjects, instructions::count(&subjects)?);
        table("Instructions per response", &counts);
        Some(counts)
    } else {
        println!(
            "\nvalgrind is not installed: no instructions are counted, and times stand in for them."
        );
        None
    };
    table("Nanoseconds per response", &times);
    let (counts, bytes) = allocations()?;
    let (allocations, bytes) = (figures(&subjects, counts), figures(&subjects, bytes));
    table("Allocations per response", &allocations);
    table("Bytes allocated per response", &bytes);
    targets(judged.as_ref().unwrap_or(&times), Some(&allocations));
    Ok(())
}

fn figures(subjects: &[Subject], figures: Vec<f64>) -> Figures {
    Figures::new(subjects.iter().copied().zip(figures))
}

fn table(title: &str, figures: &Figures) {
    let heads = ["fields", "slots", "own", "wins"];
    let heads = heads.into_iter().chain(Variant::ALL.map(Variant::name));
    let mut table = Table::new(heads);
    for case in Case::all() {
        let case_text = case.to_string();
        let cells = case_text.split_whitespace().map(str::to_owned);
        let figures = Variant::ALL.map(|variant| cell(figures.of(variant, case)));
        table.row(cells.chain(figures));
    }
    table.print(title);
}

/// How many allocations each subject makes, and of how many bytes.
fn allocations() -> Result<(Vec<f64>, Vec<f64>), Error> {
    report::allocations(None)?
        .lines()
        .map(|line| {
            let (count, bytes) = line.split_once(' ').ok_or("two numbers a line")?;
            Ok((count.parse::<f64>()?, bytes.parse::<f64>()?))
        })
        .collect::<Result<Vec<_>, Error>>()
        .map(|pairs| pairs.into_iter().unzip())
}

#[expect(clippy::too_many_lines, reason = "a row for each target")]
fn targets(cost: &Figures, allocations: Option<&Figures>) {
    println!(
        "\n### Targets\n\nTen fields, two of the response's own, override, unless said otherwise.\n"
    );
    let main = Case::MAIN;
    let nonce = Case { slots: 2, ..main };
    let ratio = |ours: Variant, case, other| {
        let of = |variant| cost.of(variant, case).unwrap_or(f64::NAN);
        of(ours) / of(other)
    };
    let against = |what: &str, case, other, target| {
        at_most(what, ratio(Variant::Talisman, case, other), target);
    };
    against(
        "no nonce, of hand-written inserts",
        main,
        Variant::Hand,
        0.60,
    );
    against(
        "no nonce, of hand-written inserts with every name in a constant",
        main,
        Variant::HandConst,
        0.60,
    );
    against(
        "no nonce, of http-security-headers' function",
        main,
        Variant::HttpSecurityHeadersOnce,
        0.30,
    );
    against(
        "no nonce, of http-security-headers' layer",
        main,
        Variant::HttpSecurityHeaders,
        0.30,
    );
    against(
        "no nonce, of axum-helmet's way",
        main,
        Variant::AxumHelmet,
        0.42,
    );
    against(
        "nonce in two slots, of hand-written `format!` and inserts",
        nonce,
        Variant::Hand,
        0.50,
    );
    against(
        "nonce in two slots, of the same with every name in a constant",
        nonce,
        Variant::HandConst,
        0.50,
    );

    for (what, case) in [("no nonce", main), ("nonce in two slots", nonce)] {
        let what = format!("{what}, the layer, of tower-http's layers");
        let ratio = cost.of(Variant::TalismanLayer, case).unwrap_or(f64::NAN)
            / cost.of(Variant::TowerHttp, case).unwrap_or(f64::NAN);
        at_most(&what, ratio, 0.60);
    }

    let more = |figures: &Figures, variant| {
        figures.of(variant, nonce).unwrap_or(f64::NAN)
            - figures.of(Variant::Talisman, main).unwrap_or(f64::NAN)
    };
    at_most(
        "the nonce and its field, over the policy without",
        more(cost, Variant::TalismanShared),
        850.0,
    );
    at_most(
        "the nonce, its field and `Cache-Control: private`, over the policy without",
        more(cost, Variant::Talisman),
        850.0,
    );
    if let Some(allocations) = allocations {
        at_most(
            "allocations of the nonce and its field",
            more(allocations, Variant::TalismanShared),
            1.0,
        );
    }
    let unasked = cost.of(Variant::TalismanUnasked, nonce).unwrap_or(f64::NAN)
        / cost.of(Variant::Talisman, main).unwrap_or(f64::NAN);
    at_most(
        "a nonce that nobody asked for, of the policy without",
        unasked,
        1.02,
    );

    worst("hand-written inserts", Variant::Hand, cost);
    worst(
        "hand-written inserts with every name in a constant",
        Variant::HandConst,
        cost,
    );
    let peers = [
        Variant::TowerHttp,
        Variant::TowerHttpMultiple,
        Variant::AxumHelmet,
        Variant::HttpSecurityHeaders,
        Variant::HttpSecurityHeadersOnce,
        Variant::Actix,
    ];
    for peer in peers {
        worst(peer.name(), peer, cost);
    }
}

/// The worst case against another variant.
fn worst(what: &str, other: Variant, cost: &Figures) {
    let ratios = Case::all().filter_map(|case| {
        let ratio = cost.of(Variant::Talisman, case)? / cost.of(other, case)?;
        Some((ratio, case))
    });
    if let Some((ratio, case)) = ratios.max_by(|left, right| left.0.total_cmp(&right.0)) {
        let wins = if case.conflict == Conflict::Override {
            "override"
        } else {
            "keep"
        };
        let Case {
            size, slots, own, ..
        } = case;
        at_most(
            &format!(
                "never slower than {what}: the worst case ({size} fields, {slots} slots, {own} own, {wins})"
            ),
            ratio,
            1.0,
        );
    }
}
