//! Faults by their kinds: what a tired user writes, and what must come of it.
//!
//! A case asks for no wording, but for what every good message about it has. Tokens and texts are read in this process;
//! what shows in a constant alone, or in a running program, is compiled in one package. A case that is known to fail still
//! says `not_yet`, and must fail: whoever mends it takes that line out, or lets
//! `FAULTS=overwrite cargo test -p talisman-tests --test faults` do it.

mod case;
mod compiled;
mod tokens;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs};

use talisman_policy::headers::{Header, check_text, check_text_with_advice};

use case::{Came, Case, Message, Placed, Written, cases};

#[test]
fn what_is_read_in_this_process_gets_its_answer() {
    let cases = cases()
        .into_iter()
        .filter(|placed| !placed.case.is_compiled());
    judge(cases.map(|placed| (read(&placed.case), placed)).collect());
}

#[test]
fn what_is_compiled_gets_its_answer() {
    let cases = cases()
        .into_iter()
        .filter(|placed| placed.case.is_compiled());
    let cases: Vec<Placed> = cases.collect();
    let came = compiled::all(&cases.iter().map(|placed| &placed.case).collect::<Vec<_>>());
    judge(came.into_iter().zip(cases).collect());
}

fn read(case: &Case) -> Came {
    match (&case.csp, &case.policy, &case.text, &case.file) {
        (Some(written), ..) => tokens::csp(&written.text()),
        (_, Some(written), ..) => tokens::policy(&written.text()),
        (_, _, Some(written), _) => text(case, written),
        (.., Some(file)) => file_of_the_repository(file),
        _ => panic!("a case in no form: {case:?}"),
    }
}

fn text(case: &Case, written: &Written) -> Came {
    let name = case.header.as_deref().unwrap_or("content-security-policy");
    let Some(header) = Header::from_word(name) else {
        return Came {
            refused: true,
            messages: vec![Message {
                text: format!("no header is named {name}"),
                marks: None,
            }],
            ..Came::default()
        };
    };
    let written = written.text();
    let check = if case.advice {
        check_text_with_advice
    } else {
        check_text
    };
    let checked = check(header, &written);
    let message = |finding: talisman_policy::headers::Finding| Message {
        text: format!(
            "{}\n{}",
            finding.explanation.summary,
            finding.explanation.remedy()
        ),
        marks: written.get(finding.range).map(str::to_owned),
    };
    Came {
        refused: checked.serialized.is_none(),
        messages: checked.findings.into_iter().map(message).collect(),
        ..Came::default()
    }
}

/// What is in the files of a name, as one message each.
fn file_of_the_repository(name: &str) -> Came {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let paths = match name.strip_suffix("*.rs") {
        None => vec![root.join(name)],
        Some(folder) => fs::read_dir(root.join(folder))
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
            .collect(),
    };
    let texts = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok());
    Came {
        messages: texts.map(|text| Message { text, marks: None }).collect(),
        ..Came::default()
    }
}

#[track_caller]
fn judge(answers: Vec<(Came, Placed)>) {
    let (count, mut wrong) = (answers.len(), Vec::new());
    let mut mended: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (came, placed) in answers {
        let report = match (placed.case.failure(&came), placed.case.not_yet) {
            (None, false) | (Some(_), true) => continue,
            (None, true) => {
                mended
                    .entry(placed.path.clone())
                    .or_default()
                    .push(placed.index);
                "is right now: take `not_yet` out".to_owned()
            }
            (Some(failure), false) => format!("{failure}\n  {came:?}"),
        };
        wrong.push(format!(
            "{}: {}\n  {report}\n",
            placed.kind(),
            placed.case.shown()
        ));
    }
    if env::var_os("FAULTS").is_some_and(|value| value == "overwrite") {
        for (path, cases) in &mended {
            take_out(path, cases);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {count} cases; FAULTS=overwrite takes `not_yet` out where a case is right now:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(count > 40, "only {count} cases");
}

/// Takes `not_yet` out of cases that are right now.
fn take_out(path: &Path, cases: &[usize]) {
    const HEAD: &str = "[[case]]\n";
    // Both tests may have cases in one file.
    static FILES: Mutex<()> = Mutex::new(());
    let _guard = FILES.lock();
    let text = fs::read_to_string(path).expect("the file of cases can be read");
    let mut parts = text.split(HEAD);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for (index, part) in parts.enumerate() {
        written.push_str(HEAD);
        if cases.contains(&index) {
            written.push_str(&part.replacen("not_yet = true\n", "", 1));
        } else {
            written.push_str(part);
        }
    }
    fs::write(path, written).expect("the file of cases can be written");
}
