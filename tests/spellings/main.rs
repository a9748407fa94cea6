//! One Content Security Policy, written in every way there is, is sent as the same bytes: in the words of both macros, as text, as
//! changes of another constant while compiling and at start-up, and as a text at start-up that takes another constant's place.
//! What is said of it is the same as well, however the constant was changed.
//!
//! The macros are expanded in this process and their constants put together by the runtime. The seed is fixed.

mod constant;
#[path = "../recall/dice.rs"]
#[allow(
    dead_code,
    reason = "the dice of another test, of which this one needs less"
)]
mod dice;
mod generate;

use std::collections::BTreeMap;

use constant::Constant;
use dice::Dice;
use generate::Spelled;
use talisman::{Changes, Csp, Policy, Scheme};
use talisman_core::encoded;
use talisman_policy::headers::csp::Disposition;

/// How many policies are tried.
const TRIED: usize = 4000;

/// How many of them must be sent in every way. The rest is refused, in every way that says it whole.
const SENT: usize = 2500;

/// How many of those must have a nonce, and how many must have something unchecked.
const OF_EACH: usize = 600;

/// A nonce that the responses are given.
const NONCE: &str = "dGhlIHNhbWUgYnl0ZXMgMQ";

#[test]
fn every_way_to_write_a_policy_sends_the_same_bytes() {
    let mut dice = Dice::new();
    let (mut counts, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for _ in 0..TRIED {
        let spelled = Spelled::new(&mut dice);
        match compare(&spelled) {
            Ok(Came::Refused) => *counts.entry("refused").or_default() += 1,
            Ok(Came::Sent { has_nonce, derived }) => {
                let is_unchecked = spelled.text().contains("unchecked(");
                for (what, holds) in [
                    ("sent", true),
                    ("derived", derived),
                    ("nonce", has_nonce),
                    ("unchecked", is_unchecked),
                    ("both", has_nonce && is_unchecked),
                ] {
                    *counts.entry(what).or_default() += usize::from(holds);
                }
            }
            Err(difference) => wrong.push(format!("{spelled:#?}\n{difference}")),
        }
    }
    println!("{counts:?}");
    let shown = wrong.iter().take(5).map(String::as_str);
    let shown: Vec<&str> = shown.collect();
    assert!(
        wrong.is_empty(),
        "{} of {TRIED}:\n{}",
        wrong.len(),
        shown.join("\n\n")
    );
    let count = |what: &str| counts.get(what).copied().unwrap_or_default();
    assert!(
        count("sent") >= SENT && count("derived") >= SENT,
        "{counts:?}"
    );
    assert!(
        count("nonce") >= OF_EACH && count("unchecked") >= OF_EACH && count("both") >= OF_EACH / 4,
        "{counts:?}"
    );
}

/// What came of a policy.
enum Came {
    Refused,
    Sent { has_nonce: bool, derived: bool },
}

/// Writes a policy in every way, and compares what is sent.
fn compare(spelled: &Spelled) -> Result<Came, String> {
    let field = spelled.disposition.field_name();
    let option = field.replace('-', "_");
    let (text, words) = (spelled.text(), spelled.words());
    let mut ways: Vec<(&str, Option<Sent>)> = Vec::new();

    let whole = Constant::policy(&format!("{option}: {{ {words} }}"), None);
    ways.push((
        "talisman_policy!",
        whole.as_ref().map(|it| sent(&it.sent(), field)),
    ));
    if spelled.disposition == Disposition::Enforce {
        let csp = Constant::csp(&words).map(|it| sent(&it.sent(), field));
        ways.push(("csp!", csp));
        let read = Csp::from_text(&text).ok();
        ways.push(("from_text", read.map(|(csp, _)| sent(&csp.into(), field))));
    }
    let base = Constant::policy(&format!("{option}: {{ {} }}", spelled.base_words()), None);
    let at_start_up = |base: &Policy| {
        let read = match spelled.disposition {
            Disposition::Enforce => base.with_content_security_policy(&text),
            Disposition::Report => base.with_content_security_policy_report_only(&text),
        };
        read.ok().map(|(policy, _)| sent(&policy, field))
    };
    let mut derived = None;
    if let Some(base) = &base {
        ways.push(("start-up", at_start_up(&base.sent())));
        let edits = format!("{option}: {{ ..; {} }}", spelled.edits());
        derived = Constant::policy(&edits, Some(base));
    }
    if let (Some(whole), Some(derived)) = (&whole, &derived) {
        ways.push(("derived", Some(sent(&derived.sent(), field))));
        for (way, policy) in [("whole", whole.sent()), ("derived", derived.sent())] {
            in_const_code(way, &policy, field)?;
        }
        if let Some(base) = &base {
            for (way, changes) in changes(spelled, &option) {
                let changed = base.sent().with_changes(&changes);
                let (changed, _) = changed.map_err(|error| format!("{way}: {error}"))?;
                ways.push((way, Some(sent(&changed, field))));
                let (changed, derived) = (changed.findings(), derived.sent().findings());
                if changed != derived {
                    return Err(format!("{way}: {changed:#?}\nbut derived\n{derived:#?}"));
                }
            }
        }
        ways.push(("start-up of derived", at_start_up(&derived.sent())));
    }
    let (_, first) = &ways[0];
    if let Some((way, other)) = ways.iter().find(|(_, other)| other != first) {
        return Err(format!("{first:#?}\nbut by {way}\n{other:#?}"));
    }
    Ok(first.as_ref().map_or(Came::Refused, |sent| Came::Sent {
        has_nonce: sent.with_nonce.is_some(),
        derived: derived.is_some(),
    }))
}

/// The changes of the base as configuration has them: as the text of an option and, of the enforced policy, each by itself.
fn changes(spelled: &Spelled, option: &str) -> Vec<(&'static str, Changes)> {
    let text: Vec<String> = spelled
        .changes()
        .map(|(operator, name, words)| format!("; {name} {operator} {}", words.join(" ")))
        .collect();
    let text = format!("..{}", text.concat());
    let mut all = vec![("an option's text", Changes::new().option(option, text))];
    if spelled.disposition == Disposition::Enforce {
        let mut each = Changes::new();
        for (operator, name, words) in spelled.changes() {
            each = match operator {
                "+=" => each.add_sources(name, words.iter().copied()),
                "-=" => each.remove_sources(name, words.iter().copied()),
                "off" => each.remove_directive(name),
                _ => each.set_directive(name, words.join(" ")),
            };
        }
        all.push(("changes", each));
    }
    all
}

/// Compares the value as `header_value!` puts it together with what is sent.
fn in_const_code(way: &str, policy: &Policy, field: &str) -> Result<(), String> {
    // No policy here has as many words, nor as many bytes. What is left of the room is zeros.
    let value = encoded::value::<512, 16_384>(&policy.encoded(), field);
    let value = String::from_utf8_lossy(&value);
    let value = value.trim_end_matches('\0');
    let mut fields = policy.fields(Scheme::Https);
    let sent = fields.find(|(name, _)| *name == field);
    let sent = sent.map_or("", |(_, value)| value);
    if value == sent {
        Ok(())
    } else {
        Err(format!("header_value! of {way}: {value}\nbut {sent}"))
    }
}

/// What is sent in one field.
#[derive(Debug, PartialEq)]
struct Sent {
    /// As it is printed.
    shown: String,
    length: Option<usize>,
    without_nonce: String,
    /// If it takes one.
    with_nonce: Option<String>,
}

fn sent(policy: &Policy, field: &str) -> Sent {
    let mut fields = policy.fields(Scheme::Https);
    let shown = fields.find(|(name, _)| *name == field);
    let (_, shown) = shown.expect("the policy sends the field");
    let send = |applier: talisman::Applier| {
        let mut response = http::Response::new(());
        applier.apply(&mut response);
        response.headers()[field]
            .to_str()
            .expect("it is ASCII")
            .to_owned()
    };
    let mut applier = policy.applier(Scheme::Https);
    let is_filled = applier.adopt_nonce(NONCE).is_ok();
    Sent {
        shown: shown.to_owned(),
        length: policy.field_length(field),
        without_nonce: send(policy.applier(Scheme::Https)),
        with_nonce: is_filled.then(|| send(applier)),
    }
}
