//! What is broken is reported: good policies, misspelt, misquoted, misplaced and cut in every way that their grammars know.
//!
//! The seed is fixed, so a run can be repeated. Each kind of mutant states what a browser does with it. A mutant that is another
//! good policy, such as `style-src` where `script-src` stood, is left out by the rule of its kind, never by hand.

mod csp;
mod dice;
mod fields;
mod isolation;
mod kind;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};

use dice::Dice;
use kind::{Kind, Wanted};
use talisman_policy::Severity;
use talisman_policy::headers::{Checked, Header, check_text};
use talisman_tests::{CORPUS, FILES, corpus, misread, rows};

/// How many mutants are made of each kind.
const OF_EACH_KIND: usize = 400;

/// Fewer in all would not be every way.
const AT_LEAST: usize = 20_000;

/// How many policies are tried for one mutant: not every policy has what a kind breaks.
const TRIES: usize = 200;

#[test]
fn what_a_browser_misreads_is_reported() {
    let mut dice = Dice::new();
    let kinds: Vec<Kind> = [csp::kinds(), fields::kinds(), isolation::kinds()]
        .into_iter()
        .flatten()
        .collect();
    let good: BTreeMap<&str, Vec<Good>> = Header::ALL
        .iter()
        .map(|field| (field.as_str(), good(*field)))
        .collect();
    let counts: Vec<Count> = kinds
        .iter()
        .map(|kind| {
            let of_its_fields = kind.fields.iter().flat_map(|field| &good[field.as_str()]);
            let originals = of_its_fields.filter(|good| kind.applies(&good.text));
            count(kind, &originals.collect::<Vec<_>>(), &mut dice)
        })
        .collect();

    let mut table = String::new();
    for (kind, count) in kinds.iter().zip(&counts) {
        writeln!(table, "{}", count.row(kind)).expect("a text can always be written to");
    }
    let made: usize = counts.iter().map(|count| count.made).sum();
    let slips: Vec<&Count> = counts.iter().filter(|count| count.is_slip).collect();
    let (slipped, restored) = slips.iter().fold((0, 0), |(made, restored), count| {
        (made + count.made, restored + count.restored)
    });
    // Not `eprintln!`, which is kept back from the output of a test that passes.
    let _ = writeln!(
        io::stderr(),
        "\n{:>6} {:>6} {:>6}  kind of mutant: what a browser does\n{table}\
         {made} mutants of {} kinds; {restored} of {slipped} slips restored by their remedy\n",
        "made",
        "told",
        "mended",
        kinds.len(),
    );

    let failures: Vec<String> = kinds
        .iter()
        .zip(&counts)
        .filter_map(|(kind, count)| count.failure(kind))
        .collect();
    assert!(
        failures.is_empty(),
        "{} kinds:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(made >= AT_LEAST, "only {made} mutants");
}

/// What came of the mutants of one kind.
#[derive(Default)]
struct Count {
    made: usize,
    told: usize,
    restored: usize,
    is_slip: bool,
    /// Mutants for which nothing, or too little, is reported.
    silent: BTreeSet<String>,
    /// Mutants that are not refused, and that browsers read otherwise than the compiler.
    misread: BTreeSet<String>,
    /// Slips that the remedy does not mend.
    unmended: BTreeSet<String>,
}

fn count(kind: &Kind, originals: &[&Good], dice: &mut Dice) -> Count {
    let mut count = Count {
        is_slip: kind.is_slip,
        ..Count::default()
    };
    for _ in 0..OF_EACH_KIND {
        let made = (0..TRIES).find_map(|_| {
            let original = *dice.one_of(originals)?;
            let mutant = kind.mutant(dice, &original.text)?;
            (mutant != original.text).then_some((original, mutant))
        });
        let Some((original, mutant)) = made else {
            break;
        };
        let checked = check_text(original.field, &mutant);
        count.made += 1;
        if let Some(difference) = misread(original.field, &mutant) {
            count.misread.insert(difference);
        }
        if is_told(&checked, kind.wanted) {
            count.told += 1;
        } else {
            count.silent.insert(mutant.clone());
        }
        if kind.is_slip && is_restored(original, &checked, &mutant) {
            count.restored += 1;
        } else if kind.is_slip {
            count.unmended.insert(mutant);
        }
    }
    count
}

fn is_told(checked: &Checked, wanted: Wanted) -> bool {
    match wanted {
        Wanted::Refused => checked.serialized.is_none(),
        Wanted::Told => !checked.findings.is_empty(),
    }
}

/// Whether the remedy of one of the errors, put where it belongs, makes the policy what it was.
fn is_restored(original: &Good, checked: &Checked, mutant: &str) -> bool {
    checked
        .findings
        .iter()
        .filter(|finding| finding.explanation.severity == Severity::Error)
        .filter_map(|finding| {
            let instead = finding.explanation.instead.as_deref()?;
            Some(text::replaced(mutant, finding.range.clone(), instead))
        })
        .any(|mended| {
            check_text(original.field, &mended).serialized.as_ref() == Some(&original.serialized)
        })
}

/// A policy that is sent as it stands.
struct Good {
    field: Header,
    text: String,
    serialized: String,
}

/// The good policies of a field, from the corpus and the rows.
fn good(field: Header) -> Vec<Good> {
    let of_the_corpus = CORPUS
        .iter()
        .flat_map(|file| corpus(file))
        .filter(|specimen| specimen.known_header() == Some(field))
        .map(|specimen| specimen.value);
    let file = field.as_str().to_ascii_lowercase();
    let of_the_rows = FILES
        .contains(&file)
        .then(|| rows(&file))
        .into_iter()
        .flatten()
        .filter_map(|row| row.text);
    let texts: BTreeSet<String> = of_the_corpus
        .chain(of_the_rows)
        .filter(|text| text.len() < 4000 && !text.contains("unchecked("))
        .collect();
    let good = texts.into_iter().filter_map(|text| {
        let serialized = check_text(field, &text).serialized?;
        Some(Good {
            field,
            text,
            serialized,
        })
    });
    good.collect()
}

impl Count {
    fn row(&self, kind: &Kind) -> String {
        let mended = if self.is_slip {
            self.restored.to_string()
        } else {
            String::new()
        };
        format!(
            "{:>6} {:>6} {mended:>6}  {}: {}",
            self.made, self.told, kind.name, kind.browser
        )
    }

    fn failure(&self, kind: &Kind) -> Option<String> {
        let few = self.made < OF_EACH_KIND;
        let silent = !self.silent.is_empty();
        // At least 99 of 100.
        let unmended = self.is_slip && (self.made - self.restored) * 100 > self.made;
        let list = |texts: &BTreeSet<String>| {
            let shown = texts.iter().take(12).cloned();
            shown.collect::<Vec<_>>().join("\n    ")
        };
        if !self.misread.is_empty() {
            let (name, misread) = (kind.name, list(&self.misread));
            return Some(format!("{name}: browsers read otherwise:\n    {misread}"));
        }
        let what = match (few, silent, unmended) {
            (true, ..) => format!("only {} could be made", self.made),
            (_, true, _) => format!(
                "{} of {} are not reported:\n    {}",
                self.made - self.told,
                self.made,
                list(&self.silent)
            ),
            (.., true) => format!(
                "{} of {} are not mended:\n    {}",
                self.made - self.restored,
                self.made,
                list(&self.unmended)
            ),
            _ => return None,
        };
        Some(format!("{}: {what}", kind.name))
    }
}
