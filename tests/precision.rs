//! Correct values are not reported: values that are in use, from documentation of services and presets of libraries.
//!
//! `CORPUS=overwrite cargo test -p talisman-tests --test precision` records again which warnings and weaknesses are reported for each.
//! Whoever does so reads the difference: a warning that is not right about every value that has it does not belong there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{env, fs};

use talisman_policy::Severity;
use talisman_policy::headers::{Checked, Header, check_text};
use talisman_tests::{CORPUS, Specimen, corpus, corpus_path, misread, reasons};

/// Fewer would not be the values in use.
const AT_LEAST: usize = 150;

#[test]
fn every_field_of_the_corpus_is_known() {
    let mut specimens = CORPUS.iter().flat_map(|file| corpus(file));
    let unknown = specimens.find(|specimen| specimen.known_header().is_none());
    assert!(unknown.is_none(), "{unknown:?}");
}

#[test]
fn only_what_browsers_misread_is_refused() {
    let specimens = all();
    assert!(specimens.len() >= AT_LEAST, "{} values", specimens.len());
    let wrong = specimens.iter().filter_map(|specimen| {
        let refusals = codes(&check(specimen), Severity::Error);
        match &specimen.broken {
            None if !refusals.is_empty() => Some(format!("refused: {}", refusals.join(", "))),
            Some(broken) if refusals.is_empty() => Some(format!("accepted, but {broken}")),
            _ => None,
        }
        .map(|what| (specimen, what))
    });
    nothing_is_wrong(wrong);
}

#[test]
fn only_the_warnings_are_reported_that_are_right() {
    if env::var_os("CORPUS").is_some_and(|wish| wish == "overwrite") {
        for file in CORPUS {
            overwrite(file);
        }
    }
    let specimens = all();
    let wrong = specimens.iter().filter_map(|specimen| {
        let (problems, weaknesses) = reported(specimen);
        let differs = (&problems, &weaknesses) != (&specimen.problems, &specimen.weaknesses);
        differs.then(|| {
            let what = format!(
                "problems = {problems:?}, weaknesses = {weaknesses:?},\n  expected {:?} and {:?}",
                specimen.problems, specimen.weaknesses
            );
            (specimen, what)
        })
    });
    nothing_is_wrong(wrong);
}

#[test]
fn every_code_has_its_reason() {
    let used: BTreeSet<String> = all()
        .into_iter()
        .flat_map(|specimen| [specimen.problems, specimen.weaknesses].concat())
        .collect();
    let reasons: BTreeSet<String> = reasons().into_keys().collect();
    assert_eq!(
        used, reasons,
        "the codes of the corpus and those of why.toml"
    );
}

#[test]
fn a_value_is_read_back_as_it_was_sent() {
    let specimens = all();
    let wrong = specimens.iter().filter_map(|specimen| {
        let first = check(specimen);
        let serialized = first.serialized.as_deref()?;
        let again = check_text(header(specimen), serialized);
        let differs =
            again.serialized.as_deref() != Some(serialized) || names(&again) != names(&first);
        differs.then(|| {
            let what = format!(
                "sent as {serialized}\n  read as {:?} with {:?}, and first with {:?}",
                again.serialized,
                names(&again),
                names(&first)
            );
            (specimen, what)
        })
    });
    nothing_is_wrong(wrong);
}

#[test]
fn browsers_read_what_the_compiler_reads() {
    let specimens = all();
    let wrong = specimens
        .iter()
        .filter_map(|specimen| Some((specimen, misread(header(specimen), &specimen.value)?)));
    nothing_is_wrong(wrong);
}

#[test]
fn no_value_is_repeated_under_one_name() {
    let mut seen = BTreeSet::new();
    for specimen in all() {
        let name = (specimen.source.clone(), specimen.header);
        assert!(seen.insert(name), "{} appears twice", specimen.source);
        let address = &specimen.address;
        assert!(
            address.starts_with("https://"),
            "{address} is not an address"
        );
    }
}

fn all() -> Vec<Specimen> {
    CORPUS.iter().flat_map(|file| corpus(file)).collect()
}

fn header(specimen: &Specimen) -> Header {
    specimen
        .known_header()
        .unwrap_or_else(|| panic!("no field is called {}", specimen.header))
}

fn check(specimen: &Specimen) -> Checked {
    check_text(header(specimen), &specimen.value)
}

/// Each code once, in the order of the text.
fn codes(checked: &Checked, severity: Severity) -> Vec<String> {
    let mut codes = Vec::new();
    for finding in &checked.findings {
        let explanation = &finding.explanation;
        let code = explanation.code.to_owned();
        if explanation.severity == severity && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

fn reported(specimen: &Specimen) -> (Vec<String>, Vec<String>) {
    let checked = check(specimen);
    let reported = |severity| codes(&checked, severity);
    (reported(Severity::Warning), reported(Severity::Weakness))
}

fn names(checked: &Checked) -> Vec<&'static str> {
    let mut names: Vec<_> = checked
        .findings
        .iter()
        .map(|finding| finding.explanation.code)
        .collect();
    names.sort_unstable();
    names
}

#[track_caller]
fn nothing_is_wrong<'a>(wrong: impl Iterator<Item = (&'a Specimen, String)>) {
    let wrong: Vec<String> = wrong
        .map(|(specimen, what)| {
            let (source, value) = (&specimen.source, &specimen.value);
            format!("{source}, {}\n  {value}\n  {what}\n", specimen.header)
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} values:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Writes what is reported for each row after the rest of it; the rest stays byte for byte.
fn overwrite(file: &str) {
    const HEAD: &str = "[[row]]\n";
    let path = corpus_path(file);
    let text = fs::read_to_string(&path).expect("the corpus can be read");
    let mut parts = text.split(HEAD);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for (part, specimen) in parts.zip(corpus(file)) {
        written.push_str(HEAD);
        let (problems, weaknesses) = reported(&specimen);
        let is_kept =
            |line: &&str| !line.starts_with("problems = [") && !line.starts_with("weaknesses = [");
        let kept: Vec<&str> = part.trim_end().lines().filter(is_kept).collect();
        written.push_str(&kept.join("\n"));
        for (name, codes) in [("problems", problems), ("weaknesses", weaknesses)] {
            if !codes.is_empty() {
                write!(written, "\n{name} = {codes:?}").expect("a text can always be written to");
            }
        }
        written.push_str("\n\n");
    }
    fs::write(&path, format!("{}\n", written.trim_end())).expect("the corpus can be written");
}
