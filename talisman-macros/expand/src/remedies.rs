//! Remedies pasted among Rust tokens: the problem is gone, no error is new, and what is good then compiles.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};
use talisman_policy::headers::csp::{self, Disposition};
use talisman_policy::{Diagnostics, Place, Severity, level, policy};
use talisman_tests::{FILES, rows};

mod places;
mod written;

use crate::agreement::OF_CSP;
use crate::expand::is_no_policy;
use crate::spans::Spans;
use crate::words::flat;
use crate::{levels, literals, parse};

/// Fewer would not be what the rows offer.
const AT_LEAST: usize = 150;

/// The errors that a remedy brings to light, by its code. In each of these policies two things are wrong at one place.
const BROUGHT_TO_LIGHT: &[(&str, &str)] = &[
    // `"none" "unsafe-inline"`: without its quotes the first is none, and the second is beside it.
    ("csp-unquoted-keyword", "csp-none-with-others"),
    // The value of one option could not be read, so that nothing could be said of what it asks of another.
    ("json-needless-quotes", "reporting-nel-without-report-to"),
    ("json-quotes", "reporting-nel-without-report-to"),
    ("json-wrong-type", "reporting-nel-without-report-to"),
    ("nel-empty", "reporting-nel-without-report-to"),
    // Each of two schemes is replaced by itself.
    ("csp-frame-ancestors-any-host", "csp-none-with-others"),
    // A value that is missing, and a member that is missing beside it.
    ("json-syntax", "json-missing-member"),
    ("json-syntax", "reporting-nel-without-report-to"),
    // The value was meant for no option.
    (
        "policy-unknown-option",
        "cross-origin-opener-policy-unknown-value",
    ),
    // A list that no directive uses, under whatever name.
    ("policy-missing-value", "policy-unused-source-list"),
    ("policy-source-list-name", "policy-unused-source-list"),
];

/// What reading a policy reports, and where each of it is in the source.
struct Reported {
    code: &'static str,
    is_error: bool,
    /// Whether it depends on a base, which is not at hand.
    is_conditional: bool,
    instead: Option<String>,
    help: String,
    /// Absent for what stands nowhere, or inside a string that holds a whole field.
    range: Option<Range<usize>>,
    /// All of the word that a part of is underlined.
    whole: Option<Range<usize>>,
}

/// A policy in the macro's words.
struct Written {
    source: String,
    /// The disposition of what `csp!` takes; none for the options of `talisman_policy!`.
    of_csp: Option<Disposition>,
}

#[test]
fn a_remedy_among_tokens_mends_what_it_is_about() {
    let (mut tried, mut good, mut failures) = (0, Vec::new(), Vec::new());
    for written in all() {
        let reported = written.read().expect("the rows lex");
        for remedy in &reported {
            let (Some(instead), Some(range)) = (&remedy.instead, &remedy.range) else {
                continue;
            };
            tried += 1;
            let mended = written.with(range, instead);
            let failure = match mended.read() {
                None => Some("does not lex".to_owned()),
                Some(after) => failure(&reported, remedy.code, &after),
            };
            match failure {
                Some(failure) => failures.push(format!(
                    "{}\n    {}\n    {}\n  {failure}\n",
                    remedy.code, written.source, mended.source
                )),
                None if mended.is_good() => good.push(mended),
                None => {}
            }
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {tried} remedies:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(tried >= AT_LEAST, "only {tried} remedies were tried");
    compile(&good);
}

/// What is wrong with what came of a remedy for `code`.
fn failure(before: &[Reported], code: &str, after: &[Reported]) -> Option<String> {
    let count = |reported: &[Reported], code: &str| {
        reported
            .iter()
            .filter(|reported| reported.code == code)
            .count()
    };
    if count(after, code) >= count(before, code) {
        return Some(format!("still has {code}"));
    }
    let is_new = |reported: &&Reported| {
        reported.is_error
            && count(after, reported.code) > count(before, reported.code)
            && !BROUGHT_TO_LIGHT.contains(&(code, reported.code))
    };
    let new = after.iter().find(is_new)?;
    Some(format!("now has {}", new.code))
}

fn all() -> impl Iterator<Item = Written> {
    FILES.iter().flat_map(|file| {
        rows(file).into_iter().filter_map(move |row| {
            let is_of_csp = OF_CSP.contains(&file.as_str());
            Some(Written {
                source: if is_of_csp {
                    row.tokens()
                } else {
                    row.written_tokens()?.to_owned()
                },
                of_csp: is_of_csp.then(|| row.disposition.into()),
            })
        })
    })
}

impl Written {
    /// What is reported of it; none if it does not lex.
    fn read(&self) -> Option<Vec<Reported>> {
        let tokens = flat(self.source.parse::<TokenStream>().ok()?);
        let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
        if let Some(disposition) = self.of_csp {
            if !is_no_policy(&tokens, &mut spans, &mut out) {
                let statements = parse::directives(&tokens, &mut spans, &mut out);
                csp::read(&statements, disposition, &mut out);
            }
        } else {
            let (levels, options) = levels::levels(&tokens, &mut spans, &mut out);
            let options = literals::resolve_all(options, &mut spans, &mut out).tokens;
            let settings = parse::settings(&options, &mut spans, &mut out);
            policy::read(&settings, &mut out);
            out = level::apply(&levels, out);
        }
        let reported = out.iter().map(|found| {
            let explanation = found.problem.explain();
            Reported {
                code: explanation.code,
                is_error: found.severity == Severity::Error && found.condition.is_none(),
                is_conditional: found.condition.is_some(),
                instead: explanation.instead,
                help: explanation.help,
                range: self.range(&spans, &found.place),
                whole: match found.place {
                    Place::Within(site, _) => self.range(&spans, &Place::Word(site)),
                    _ => None,
                },
            }
        });
        Some(reported.collect())
    }

    /// The same policy with another text for a part of its source.
    fn with(&self, range: &Range<usize>, text: &str) -> Self {
        let mut source = self.source.clone();
        source.replace_range(range.clone(), text);
        let of_csp = self.of_csp;
        Self { source, of_csp }
    }

    /// The bytes of the source that a place underlines.
    fn range(&self, spans: &Spans, place: &Place) -> Option<Range<usize>> {
        let found = spans.find(place).filter(|found| found.literal.is_none())?;
        let tokens: Vec<TokenTree> = found.tokens.into_iter().collect();
        let start = tokens.first()?.span().byte_range().start;
        let end = tokens.last()?.span().byte_range().end;
        let Place::Within(_, within) = place else {
            return Some(start..end);
        };
        // Behind an escape, a literal is longer than what it says.
        let inside = start + 1..end - 1;
        let literal = self.source.get(start..end)?;
        let says = literal.starts_with('"') && !literal.contains('\\');
        let at = |byte: u32| (inside.start + byte as usize).min(inside.end);
        says.then(|| at(within.start)..at(within.end))
    }

    fn is_good(&self) -> bool {
        let reported = self.read().unwrap_or_default();
        reported.iter().all(|reported| !reported.is_error)
    }

    /// A constant of it.
    fn constant(&self, number: usize) -> Option<String> {
        let source = &self.source;
        match self.of_csp {
            None => Some(format!(
                "pub const N{number}: talisman::Policy = talisman::talisman_policy! {{ {source} }};"
            )),
            Some(Disposition::Enforce) => {
                // A scheme that nothing ends may be a URL without quotes.
                let end = if source.trim_end().ends_with(':') {
                    ";"
                } else {
                    ""
                };
                Some(format!(
                    "pub const N{number}: talisman::Csp = talisman::csp! {{ {source}{end} }};"
                ))
            }
            Some(Disposition::Report) => None,
        }
    }
}

/// Compiles every policy as a constant of one package.
fn compile(policies: &[Written]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let package = scratch();
    fs::create_dir_all(package.join("src")).expect("a folder for the package can be made");
    let manifest = format!(
        "[package]\nname = \"remedies\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\ntalisman.path = '{}'\n",
        root.canonicalize()
            .expect("the root of the workspace is there")
            .display()
    );
    fs::write(package.join("Cargo.toml"), manifest).expect("the manifest can be written");
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))
        .expect("the versions of the workspace are locked");
    let constants = policies.iter().enumerate();
    let constants: Vec<String> = constants
        .filter_map(|(number, policy)| policy.constant(number))
        .collect();
    // A warning is a use of something deprecated.
    let code = format!("#![allow(deprecated)]\n\n{}\n", constants.join("\n"));
    fs::write(package.join("src/lib.rs"), code).expect("the policies can be written");

    let output = Command::new(env::var_os("CARGO").expect("cargo runs this test"))
        .args(["check", "--quiet"])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    assert!(
        output.status.success(),
        "{} policies of {}:\n{}",
        constants.len(),
        package.display(),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A folder beside the program of this test.
fn scratch() -> PathBuf {
    let program = env::current_exe().expect("a test is a program");
    program.with_file_name("remedies-package")
}
