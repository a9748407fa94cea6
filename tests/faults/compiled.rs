//! Cases that are compiled: one package whose modules they are. Whoever has an error leaves it, until the rest compiles and
//! runs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use crate::case::{Came, Case, Message};

/// More would mean that an error has no case.
const ROUNDS: usize = 20;

/// What answer of each case, in order.
pub(crate) fn all(cases: &[&Case]) -> Vec<Came> {
    let package = Package::new(cases);
    let mut answers: Vec<Came> = cases.iter().map(|_| Came::default()).collect();
    let mut left: BTreeSet<usize> = (0..cases.len()).collect();
    for _ in 0..ROUNDS {
        let said = package.build(&left);
        for (index, message, is_error) in said.messages {
            // Of a case that compiles, only what the last round says is all.
            if said.is_built || said.refused.contains(&index) {
                answers[index].refused |= is_error;
                answers[index].messages.extend(message);
            }
        }
        if said.is_built {
            for index in left {
                run(&package, index, cases[index], &mut answers[index]);
            }
            return answers;
        }
        assert!(
            !said.refused.is_empty(),
            "no case is the cause:\n{}",
            said.rest
        );
        left.retain(|index| !said.refused.contains(index));
    }
    panic!("still not built after {ROUNDS} rounds");
}

/// The module of a case.
fn source(case: &Case) -> String {
    const USES: &str = "#[allow(unused_imports)]\nuse talisman::*;\n";
    const SAYS: &str = r#"pub fn run() {
    for (name, value) in P.fields(Scheme::Https) { println!("{name}\t{value}"); }
}"#;
    let text =
        |written: &Option<crate::case::Written>| written.as_ref().map(crate::case::Written::text);
    let policy = |name: &str, options: &str| {
        format!("pub const {name}: Policy = talisman_policy! {{\n{options}\n}};\n")
    };
    let body = if let Some(program) = &case.program {
        program.replace("fn main()", "pub fn run()")
    } else if let Some(items) = &case.items {
        let main = case.main.as_deref().unwrap_or_default();
        format!("{items}\npub fn run() {{\n{main}\n}}")
    } else if let (Some(base), Some(derived)) = (text(&case.base), text(&case.derived)) {
        policy("BASE", &base) + &policy("P", &format!("..BASE,\n{derived}")) + SAYS
    } else if let (Some(base), Some(start_up)) = (text(&case.base), text(&case.start_up)) {
        policy("BASE", &base) + &start(&start_up)
    } else if let Some(options) = text(&case.policy) {
        policy("P", &options) + SAYS
    } else {
        let directives = text(&case.csp).expect("a case that is compiled has a form");
        format!("pub const P: Csp = csp! {{\n{directives}\n}};\n")
            + &SAYS.replace("Scheme::Https", "")
    };
    format!("{USES}{body}\n")
}

/// A program that prints what is reported for the text, one message a line, and what is sent then.
fn start(text: &str) -> String {
    let program = r#"pub fn run() {
    let say = |kind: char, finding: &Finding| println!("{kind}{}", format!("{finding}").replace('\n', "\u{1}"));
    match BASE.with_content_security_policy(TEXT) {
        Ok((policy, found)) => {
            found.iter().for_each(|finding| say('?', finding));
            for (name, value) in policy.fields(Scheme::Https) { println!("{name}\t{value}"); }
        }
        Err(error) => {
            println!("!");
            error.findings().iter().for_each(|finding| say('?', finding));
        }
    }
}"#;
    program.replace("TEXT", &format!("{text:?}"))
}

fn run(package: &Package, index: usize, case: &Case, answer: &mut Came) {
    let output = Command::new(package.folder.join("target/debug/faults"))
        .arg(index.to_string())
        .output()
        .expect("what was built can be run");
    let printed = String::from_utf8_lossy(&output.stdout);
    if case.items.is_some() || case.program.is_some() {
        answer.prints = Some(printed.trim_matches('\n').to_owned());
        return;
    }
    if case.start_up.is_some() {
        // What the compiler says of the constant differs from what is reported for the text.
        answer.messages.clear();
    }
    let mut sends = BTreeMap::new();
    for line in printed.lines() {
        if let Some(said) = line.strip_prefix('?') {
            let (text, marks) = (said.replace('\u{1}', "\n"), None);
            answer.messages.push(Message { text, marks });
        } else if line == "!" {
            answer.refused = true;
        } else if let Some((name, value)) = line.split_once('\t') {
            sends.insert(name.to_owned(), value.to_owned());
        }
    }
    answer.sends = Some(sends);
}

struct Package {
    folder: PathBuf,
}

/// What a build says.
struct Said {
    /// Of which case, what (nothing where it is the other end of a problem), and whether it is an error.
    messages: Vec<(usize, Option<Message>, bool)>,
    refused: BTreeSet<usize>,
    is_built: bool,
    /// Errors that no case is the cause of.
    rest: String,
}

impl Package {
    fn new(cases: &[&Case]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("faults");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root
            .canonicalize()
            .expect("the root of the workspace is there");
        fs::create_dir_all(folder.join("src")).expect("a folder for the package can be made");
        let manifest = format!(
            "[package]\nname = \"faults\"\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\ndebug = 0\nincremental = false\n\n\
             [dependencies]\nhttp = \"1\"\nlibc = \"0.2\"\ntalisman = {{ path = '{}', features = [\"text\"] }}\n",
            root.display()
        );
        write(&folder.join("Cargo.toml"), &manifest);
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))
            .expect("the versions of the workspace are locked");
        for (index, case) in cases.iter().enumerate() {
            write(&folder.join(format!("src/case_{index}.rs")), &source(case));
        }
        Self { folder }
    }

    fn build(&self, left: &BTreeSet<usize>) -> Said {
        let mut main = "#![allow(unused, dead_code)]\n".to_owned();
        let mut arms = String::new();
        for index in left {
            writeln!(main, "mod case_{index};").expect("a text can be written to");
            writeln!(arms, "        Some(\"{index}\") => case_{index}::run(),").expect("as above");
        }
        write!(
            main,
            "fn main() {{\n    match std::env::args().nth(1).as_deref() {{\n{arms}        _ => {{}}\n    }}\n}}\n"
        )
        .expect("as above");
        write(&self.folder.join("src/main.rs"), &main);
        let output = Command::new(env::var_os("CARGO").expect("cargo runs this test"))
            .args(["build", "--quiet", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be run");
        let mut said = Said {
            messages: Vec::new(),
            refused: BTreeSet::new(),
            is_built: output.status.success(),
            rest: String::from_utf8_lossy(&output.stderr).into_owned(),
        };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let line: Value = serde_json::from_str(line).expect("cargo speaks JSON");
            if line["reason"] == "compiler-message" {
                said.note(&line["message"]);
            }
        }
        said
    }
}

impl Said {
    fn note(&mut self, message: &Value) {
        let level = message["level"].as_str().unwrap_or_default();
        let is_error = level.starts_with("error");
        // Not as it is rendered: the source is there too.
        let lines =
            std::iter::once(message).chain(message["children"].as_array().into_iter().flatten());
        let lines: Vec<&str> = lines.filter_map(|line| line["message"].as_str()).collect();
        let text = lines.join("\n");
        let Some(index) = case_of(message) else {
            if is_error {
                self.rest.push_str(&text);
            }
            return;
        };
        if !is_error && level != "warning" {
            return;
        }
        if is_error {
            self.refused.insert(index);
        }
        let is_other_end = message["message"]
            .as_str()
            .is_some_and(|it| it.starts_with("and here ["));
        let message = (!is_other_end).then_some(Message { text, marks: None });
        self.messages.push((index, message, is_error));
    }
}

/// The case in whose file a message has a place, or what expands to it has.
fn case_of(message: &Value) -> Option<usize> {
    let children = message["children"].as_array().into_iter().flatten();
    let of = |message: &Value| message["spans"].as_array().cloned().unwrap_or_default();
    let mut spans = of(message);
    spans.extend(children.flat_map(of));
    spans.into_iter().find_map(|mut span| {
        loop {
            let file = span["file_name"].as_str()?.to_owned();
            let number = file
                .strip_prefix("src/case_")
                .and_then(|it| it.strip_suffix(".rs"));
            if let Some(number) = number {
                return number.parse().ok();
            }
            span = span["expansion"]["span"].clone();
        }
    })
}

/// Writes a file again if it differs.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    fs::write(path, text).expect("a file of the package can be written");
}
