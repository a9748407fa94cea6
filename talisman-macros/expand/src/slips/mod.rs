//! A policy with a slip of the hand: one token is missing, doubled, swapped with its neighbour or another one. It does not
//! compile, or it sends what the same policy says when it is written cleanly; nothing is dropped in silence.
//!
//! What a row of tokens says is decided by a grammar of its own, [`clean`], which knows only what the generated policies are
//! made of. What it cannot read says nothing, and must be refused.

mod clean;
mod generate;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use talisman_policy::{Diagnostics, policy};

use self::generate::Dice;
use crate::spans::Spans;
use crate::words::flat;
use crate::{literals, parse};

/// How many policies are made, and how many slips of each. `SLIPS=100000 SEED=7` makes others, in as many policies as that
/// takes.
const POLICIES: usize = 2_000;
const SLIPS: usize = 10;
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a policy comes to.
#[derive(Debug, PartialEq)]
struct Outcome {
    fields: BTreeMap<String, String>,
    force_https: Option<policy::ForceHttps>,
    session_cookies: Option<policy::SessionCookies>,
    remove_fields: Vec<String>,
    rules: policy::Rules,
}

/// What the language makes of the tokens; none if they do not lex or are refused.
fn read(tokens: &[String]) -> Option<Outcome> {
    let tokens = flat(tokens.join(" ").parse::<TokenStream>().ok()?);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (tokens, _) = literals::resolve(&tokens, &mut spans, &mut out);
    let settings = parse::settings(&tokens, &mut spans, &mut out);
    let policy = policy::read(&settings, &mut out);
    let (policy, _) = out.finish(Some(policy)).ok()?;
    let text = |field: talisman_policy::Field| (field.name, field.value.template().0);
    Some(Outcome {
        fields: policy.fields().into_iter().map(text).collect(),
        force_https: policy.force_https,
        session_cookies: policy.session_cookies,
        remove_fields: policy.remove_fields,
        rules: policy.rules,
    })
}

#[derive(Default, Debug)]
struct Counts {
    policies: usize,
    slips: usize,
    refused: usize,
    clean: usize,
}

#[test]
fn a_slip_is_refused_or_means_what_it_says() {
    let mut dice = Dice::new(asked_for("SEED").unwrap_or(SEED));
    let policies = asked_for("SLIPS").map_or(POLICIES, |slips: usize| slips / SLIPS);
    let (mut counts, mut wrong) = (Counts::default(), Vec::new());
    for _ in 0..policies {
        let options = generate::policy(&mut dice);
        let tokens = generate::tokens(&options);
        let clean = clean::policy(&tokens).expect("what is generated is clean");
        if let Some(failure) = failure(&tokens, Some(&clean)) {
            wrong.push(format!("{}\n  {failure}", tokens.join(" ")));
        }
        counts.policies += 1;
        for _ in 0..SLIPS {
            let slipped = generate::slip(&tokens, &mut dice);
            let clean = clean::policy(&slipped);
            counts.slips += 1;
            counts.clean += usize::from(clean.is_some());
            counts.refused += usize::from(read(&slipped).is_none());
            if let Some(failure) = failure(&slipped, clean.as_ref()) {
                wrong.push(format!("{}\n  {failure}", slipped.join(" ")));
            }
        }
    }
    let shown: Vec<_> = wrong.iter().take(40).map(String::as_str).collect();
    println!("{counts:?}");
    assert!(
        wrong.is_empty(),
        "{} wrong, {counts:?}:\n{}",
        wrong.len(),
        shown.join("\n")
    );
    // Without either, the test would show nothing.
    assert!(counts.refused > counts.slips / 4 && counts.clean > counts.slips / 20);
}

fn asked_for<N: std::str::FromStr>(variable: &str) -> Option<N> {
    std::env::var(variable).ok()?.parse().ok()
}

/// What is wrong with what the tokens come to, if they say what `clean` says.
fn failure(tokens: &[String], clean: Option<&clean::Policy>) -> Option<String> {
    let found = read(tokens)?;
    let Some(clean) = clean else {
        return Some(format!("says nothing, and sends {:?}", found.fields));
    };
    for (name, expected) in clean.fields() {
        let sent = found.fields.get(&name);
        if sent != expected.as_ref() {
            return Some(format!("sends {name}: {sent:?}, and says {expected:?}"));
        }
    }
    let written = read(&clean.tokens());
    if written.as_ref() != Some(&found) {
        return Some(format!("comes to {found:?}\n  and cleanly to {written:?}"));
    }
    None
}
