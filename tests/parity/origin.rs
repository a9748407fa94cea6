//! The rows of `options.rs` through the real flask-talisman: the same exchange, or another for the reason that the row gives.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::exchange::default_with;
use crate::options::{OptionRow, rows};

/// What is compared with, as pip is asked for it.
const PACKAGES: [&str; 3] = ["flask-talisman==1.1.0", "Flask==3.1.2", "Werkzeug==3.1.3"];

const SCRIPT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/parity/flask_talisman_exchange.py"
);

#[test]
fn flask_talisman_does_the_same() {
    let python = match python() {
        Ok(python) => python,
        Err(why) => {
            // Not `eprintln!`, which is kept back from the output of a test that passes.
            let _ = writeln!(
                io::stderr(),
                "\nSKIPPED: nothing was compared with the real flask-talisman: {why}\n"
            );
            return;
        }
    };
    let rows = rows();
    let found = ask(&python, &rows);
    assert_eq!(found.len(), rows.len(), "an answer for each row");
    let failures: Vec<String> = rows
        .iter()
        .zip(found)
        .filter_map(|(row, found)| failure(row, &found))
        .collect();
    assert!(
        failures.is_empty(),
        "{} of {} rows:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}

/// How flask-talisman's exchange differs from what the row says of it.
fn failure(row: &OptionRow, found: &BTreeSet<String>) -> Option<String> {
    let (expected, why) = match row.differs {
        Some((theirs, why)) => (default_with(theirs), why),
        None => (row.expected(), "both do the same"),
    };
    if row.differs.is_some() && *found == row.expected() {
        return Some(format!(
            "{}: there is no difference any more: {why}",
            row.code
        ));
    }
    (*found != expected).then(|| {
        let (ours, theirs) = (expected.difference(found), found.difference(&expected));
        let (ours, theirs): (Vec<_>, Vec<_>) = (ours.collect(), theirs.collect());
        format!(
            "{} ({}{}): {why}\n  expected {ours:#?}\n  found    {theirs:#?}",
            row.code, row.python, row.view
        )
    })
}

fn ask(python: &Path, rows: &[OptionRow]) -> Vec<BTreeSet<String>> {
    let question: Value = rows
        .iter()
        .map(|row| json!({ "python": row.python, "view": row.view }))
        .collect();
    let mut child = Command::new(python)
        .arg(SCRIPT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all(question.to_string().as_bytes())
        .expect("Python reads");
    drop(stdin);
    let output = child.wait_with_output().expect("Python ends");
    assert!(
        output.status.success(),
        "the script failed: {}",
        output.status
    );
    serde_json::from_slice(&output.stdout).expect("the script answers in JSON")
}

/// A Python with flask-talisman, in an environment of its own that the next run finds again.
fn python() -> Result<PathBuf, String> {
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("flask-talisman");
    let python = environment.join("bin/python");
    let has_packages = || {
        let imports = Command::new(&python)
            .args(["-c", "import flask_talisman, flask"])
            .stderr(Stdio::null())
            .status();
        imports.is_ok_and(|status| status.success())
    };
    if !has_packages() {
        run(Command::new("python3")
            .args(["-m", "venv", "--clear"])
            .arg(&environment))?;
        let pip = [
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--retries",
            "1",
        ];
        run(Command::new(&python).args(pip).args(PACKAGES))?;
    }
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    let output = command
        .output()
        .map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!(
        "{command:?}: {}",
        said.lines().last().unwrap_or("failed")
    ))
}
