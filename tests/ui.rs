//! What the compiler says to each problem in `ui/`.
//!
//! The words of a message are compared on one toolchain; elsewhere every case must still be refused with its codes and nothing
//! else. `TRYBUILD=overwrite cargo test -p talisman-tests --test ui` records the words again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

use serde_json::Value;
use talisman_policy::Problem;

/// The toolchain on which the exact text of compiler messages is compared.
const WORDED_ON: &str = "1.95";

/// What `with_nonce!`, `header_value!`, `with_slots!` and `page!` say: the policy itself is correct, so there is no problem with a code.
const WITHOUT_A_CODE: &[&str] = &[
    "the policy has no nonce slot",
    "the page was not checked against this policy",
    "the policy is derived from one with `auto`",
    "it is not a constant",
    "the policy does not send this field",
    "the policy has no slot `",
    "` is not filled",
    "does not fill a slot of this type",
    // What the compiler itself says of the name of a constant.
    "mismatched types",
    "in this scope",
];

/// The cases: every problem on its own, warnings made errors, and policies that must compile in silence.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui");

#[test]
fn every_problem_is_reported_in_its_words() {
    let version = version_of_rustc();
    if !version.starts_with(&format!("{WORDED_ON}.")) {
        // Not `eprintln!`, which is kept back from the output of a test that passes.
        let _ = writeln!(
            io::stderr(),
            "\nSKIPPED: the exact text of compiler messages is recorded for rustc {WORDED_ON}, and this is {version}.\n\
             SKIPPED: `every_error_has_its_codes` still checks every case.\n"
        );
        return;
    }
    // The package that trybuild makes of this one.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent();
    let target = target.expect("the folder is in that of the target");
    bring_pages(&target.join("tests/trybuild").join(env!("CARGO_PKG_NAME")));
    let cases = trybuild::TestCases::new();
    for case in cases_in(FOLDER).iter().filter(|case| !passes(case)) {
        cases.compile_fail(
            case.strip_prefix(env!("CARGO_MANIFEST_DIR"))
                .expect("a case is in this package"),
        );
    }
}

#[test]
fn every_error_has_its_codes() {
    let cases = cases_in(FOLDER);
    assert!(cases.len() > 50, "only {} cases were found", cases.len());
    let said = check(&cases);
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let messages = said
                .get(&name_of(case))
                .map(Vec::as_slice)
                .unwrap_or_default();
            failure(case, messages)
                .map(|failure| format!("{}: {failure}\n{}", case.display(), messages.join("\n")))
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} cases:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

/// What is wrong with what the compiler said about a case.
fn failure(case: &Path, messages: &[String]) -> Option<String> {
    if passes(case) {
        return (!messages.is_empty()).then(|| "should compile in silence".to_owned());
    }
    let Ok(recorded) = fs::read_to_string(case.with_extension("stderr")) else {
        return Some("has no .stderr".to_owned());
    };
    let has_none = |message: &String| WITHOUT_A_CODE.iter().any(|text| message.contains(text));
    let is_ours = |message: &String| !codes(message).is_empty() || has_none(message);
    if !messages.iter().all(is_ours) {
        return Some("has an error that is not ours".to_owned());
    }
    let (found, expected) = (codes(&messages.concat()), codes(&recorded));
    (found != expected || messages.is_empty())
        .then(|| format!("codes {found:?}, expected {expected:?}"))
}

/// The codes of problems in a text, as `[csp-unknown-directive]`, in the order of the tables.
fn codes(text: &str) -> Vec<&'static str> {
    Problem::codes()
        .flat_map(|code| {
            text.matches(&format!("[{}]", code.name))
                .map(move |_| code.name)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The errors and warnings of each case, from one run of cargo over a package whose binaries they are.
fn check(cases: &[PathBuf]) -> BTreeMap<String, Vec<String>> {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ui");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = root
        .canonicalize()
        .expect("the root of the workspace is there");
    let mut manifest = format!(
        "[package]\nname = \"ui\"\nedition = \"2024\"\nautobins = false\n\n[workspace]\n\n[dependencies]\ntalisman.path = '{}'\ntalisman.features = ['pages']\nhttp = '1'\n",
        root.display()
    );
    for case in cases {
        let (name, path) = (name_of(case), case.display());
        write!(manifest, "\n[[bin]]\nname = '{name}'\npath = '{path}'\n")
            .expect("a text can always be written to");
    }
    fs::create_dir_all(&package).expect("a folder for the package can be made");
    fs::write(package.join("Cargo.toml"), manifest).expect("its manifest can be written");
    fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))
        .expect("the versions of the workspace are locked");

    bring_pages(&package);

    let output = Command::new(env::var_os("CARGO").expect("cargo runs this test"))
        .args([
            "check",
            "--bins",
            "--keep-going",
            "--quiet",
            "--message-format=json",
        ])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo can be run");
    // What cargo says beside the compiler's messages: a dependency that does not build, a lock file that does not fit.
    for line in String::from_utf8_lossy(&output.stderr)
        .lines()
        .filter(|line| !line.contains("could not compile `ui`"))
    {
        println!("cargo: {line}");
    }
    let mut said = BTreeMap::<String, Vec<String>>::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let line: Value = serde_json::from_str(line).expect("cargo speaks JSON");
        let (name, message) = (&line["target"]["name"], &line["message"]);
        let is_of_a_case =
            line["reason"] == "compiler-message" && line["target"]["kind"][0] == "bin";
        // The count of errors has no place, and a note is after an error that was counted.
        let has_place = message["spans"]
            .as_array()
            .is_some_and(|spans| !spans.is_empty());
        let is_problem = is_of_a_case && has_place && message["level"] != "note";
        if let (true, Some(name), Some(text)) =
            (is_problem, name.as_str(), message["rendered"].as_str())
        {
            said.entry(name.to_owned())
                .or_default()
                .push(text.to_owned());
        }
    }
    said
}

/// Puts the pages that cases name into the package that they are compiled in: a macro reads no file outside it.
fn bring_pages(package: &Path) {
    let to = package.join("pages");
    fs::create_dir_all(&to).expect("a folder for the pages can be made");
    let from = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/pages/site");
    for page in fs::read_dir(from).expect("there are pages") {
        let page = page.expect("the folder of pages can be read").path();
        let name = page.file_name().expect("a page has a name");
        fs::copy(&page, to.join(name)).expect("a page can be copied");
    }
}

fn cases_in(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder of cases is there") {
        let path = entry.expect("the folder of cases can be read").path();
        if path.is_dir() {
            cases.extend(cases_in(path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            cases.push(path);
        }
    }
    cases.sort_unstable();
    cases
}

/// `unknown-directive__misspelled`, as binaries of one package need names of their own.
fn name_of(case: &Path) -> String {
    let relative = case
        .strip_prefix(FOLDER)
        .expect("a case is in the folder of cases")
        .with_extension("");
    relative
        .iter()
        .map(|part| part.to_string_lossy())
        .collect::<Vec<_>>()
        .join("__")
}

fn passes(case: &Path) -> bool {
    case.strip_prefix(FOLDER)
        .is_ok_and(|case| case.starts_with("pass"))
}

fn version_of_rustc() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc)
        .arg("-vV")
        .output()
        .expect("rustc can be run");
    let text = String::from_utf8(output.stdout).expect("rustc speaks UTF-8");
    let release = text
        .lines()
        .find_map(|line| line.strip_prefix("release: "))
        .expect("rustc names its release");
    release.to_owned()
}
