//! Hostile bodies take time in proportion to their length: instructions are counted, so that a busy machine changes nothing.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The lengths in bytes, each twice the one before: what a start costs is gone from the differences.
const LENGTHS: [usize; 3] = [16 * 1024, 32 * 1024, 64 * 1024];

/// What twice as much may cost more: exactly linear is 2, quadratic is 4.
const AT_MOST: f64 = 2.5;

/// More than it takes to read 32 KiB from a file.
const READING: f64 = 8.0 * 32.0 * 1024.0;

/// A piece of JSON, by its number.
type Piece = fn(usize) -> String;

/// Bodies that are made to be slow: their beginning, what is repeated, and their end.
const BODIES: &[(&str, &str, Piece, &str)] = &[
    ("nested lists", "[", |_| "[".to_owned(), ""),
    (
        "many fields",
        "{\"csp-report\":{",
        |number| format!("\"a{number}\":1,"),
        "\"z\":1}}",
    ),
    (
        "one text of escapes",
        "{\"csp-report\":{\"blocked-uri\":\"",
        |_| "\\u001b".to_owned(),
        "\"}}",
    ),
    (
        "a policy of many directives",
        "{\"csp-report\":{\"blocked-uri\":\"inline\",\"effective-directive\":\"script-src\",\"original-policy\":\"",
        |number| format!("d{number} x;"),
        "\"}}",
    ),
    (
        "a policy of many nonces",
        "{\"csp-report\":{\"blocked-uri\":\"inline\",\"effective-directive\":\"script-src\",\"original-policy\":\"img-src",
        |number| format!(" 'nonce-a{number}'"),
        "\"}}",
    ),
    (
        "a policy of many policies",
        "{\"csp-report\":{\"blocked-uri\":\"inline\",\"effective-directive\":\"script-src\",\"original-policy\":\"",
        |number| format!("img-src a{number},"),
        "\"}}",
    ),
    (
        "a long address",
        "{\"csp-report\":{\"document-uri\":\"https://www.example.com/\",\"effective-directive\":\"img-src\",\
         \"original-policy\":\"img-src 'self'\",\"blocked-uri\":\"https://a.example/",
        |_| "%2F/../".to_owned(),
        "\"}}",
    ),
    (
        "many reports, each from another browser",
        "[",
        |number| {
            format!(
                "{{\"type\":\"csp-violation\",\"user_agent\":\"{number}\",\"url\":\"https://www.example.com/\",\"body\":{{\
                 \"effectiveDirective\":\"img-src\",\"blockedURL\":\"https://a.example/\",\"originalPolicy\":\"img-src 'self'\"}}}},"
            )
        },
        "1]",
    ),
    (
        "many reports, each of another place",
        "[",
        |number| {
            let (number, browser) = (number / 2, number % 2);
            format!(
                "{{\"type\":\"csp-violation\",\"user_agent\":\"{browser}\",\"url\":\"https://www.example.com/\",\"body\":{{\
                 \"effectiveDirective\":\"img-src\",\"blockedURL\":\"https://a{number}.example/\",\"originalPolicy\":\"img-src 'self'\"}}}},"
            )
        },
        "1]",
    ),
];

#[test]
fn a_hostile_body_takes_time_in_proportion() {
    if !Command::new("valgrind")
        .arg("--version")
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
    {
        let _ = writeln!(
            io::stderr(),
            "\nSKIPPED: there is no valgrind, so NO instructions of hostile bodies were counted.\n"
        );
        return;
    }
    let program = program();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).expect("a folder can be made");
    let mut wrong = Vec::new();
    for (name, begin, piece, end) in BODIES {
        let counts = LENGTHS.map(|length| {
            let file = folder.join("body.json");
            fs::write(&file, body(begin, *piece, end, length)).expect("a file can be written");
            instructions(&program, &folder, &file)
        });
        let [one, two, four] = counts;
        let ratio = (four - two) / (two - one);
        let line = format!("{name}: {one:.0}, {two:.0}, {four:.0} instructions, {ratio:.2}");
        let _ = writeln!(io::stderr(), "{line}");
        // A body that is refused at its beginning costs no more than its way out of the file.
        if ratio > AT_MOST && four - two > READING {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A body of about this length.
fn body(begin: &str, piece: Piece, end: &str, length: usize) -> String {
    let mut body = begin.to_owned();
    let mut number = 0;
    while body.len() < length {
        body.push_str(&piece(number));
        number += 1;
    }
    body + end
}

/// The example that reads, folds, explains and proposes.
fn program() -> PathBuf {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args([
            "build",
            "--quiet",
            "--example",
            "reports",
            "--manifest-path",
            manifest,
        ])
        .args(["--message-format", "json"])
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "the example does not build");
    let lines = String::from_utf8_lossy(&output.stdout).into_owned();
    let executable = lines.lines().find_map(|line| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let name = message.get("target")?.get("name")?.as_str()?;
        let file = message.get("executable")?.as_str()?;
        (name == "reports").then(|| PathBuf::from(file))
    });
    executable.expect("cargo names the program")
}

fn instructions(program: &Path, folder: &Path, file: &Path) -> f64 {
    let status = Command::new("valgrind")
        .args([
            "--tool=callgrind",
            "--quiet",
            "--callgrind-out-file=profile",
        ])
        .arg(program)
        .args(["--policy", "img-src 'self'", "--host", "www.example.com"])
        .arg(file)
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("valgrind can be started");
    assert!(status.success(), "{}: {status}", file.display());
    let profile = fs::read_to_string(folder.join("profile")).expect("callgrind writes a profile");
    let mut lines = profile.lines();
    let total = lines.find_map(|line| line.strip_prefix("summary: "));
    total
        .and_then(|total| total.trim().parse().ok())
        .expect("a profile has its sum")
}
