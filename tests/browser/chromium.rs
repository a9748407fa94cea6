//! A headless Chromium, and what its console says.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::env;
use std::fmt::Display;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than any page takes.
const PATIENCE: Duration = Duration::from_secs(150);

/// One message of the console.
pub(crate) struct Message {
    pub(crate) text: String,
    /// The address of the document or script that it is about.
    pub(crate) source: String,
}

/// The browser that `CHROMIUM` names, or the one in PATH.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        return Some(named.into());
    }
    let path = env::var_os("PATH")?;
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// The same, or loudly what is not done without it.
pub(crate) fn find_or_skip(what: &str) -> Option<PathBuf> {
    let chromium = find();
    if chromium.is_none() {
        let _ = writeln!(
            io::stderr(),
            "\nSKIPPED: there is no Chromium, so {what}.\n"
        );
    }
    chromium
}

/// A browser that says nothing, with a new profile of this name.
fn command(chromium: &Path, profile: &str) -> Command {
    let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{profile}-profile"));
    let _ = fs::remove_dir_all(&profile);
    let mut command = Command::new(chromium);
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .arg(format!("--user-data-dir={}", profile.display()))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// What sends every host to one address, over http: the browser is not to try https first.
pub(crate) fn at_one_address(address: impl Display) -> [String; 2] {
    [
        format!("--host-resolver-rules=MAP * {address}"),
        "--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,LocalNetworkAccessChecks"
            .to_owned(),
    ]
}

/// A browser that shows a page until it is killed.
pub(crate) fn browse(chromium: &Path, profile: &str, arguments: &[String], url: &str) -> Child {
    command(chromium, profile)
        // Without it a headless browser ends once the page is loaded.
        .arg("--remote-debugging-port=0")
        .args(arguments)
        .arg(url)
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", chromium.display()))
}

/// What the console says while a page and its frames load.
pub(crate) fn console(chromium: &Path, url: &str) -> Vec<Message> {
    let mut browser = command(chromium, "console")
        .args([
            "--enable-logging=stderr",
            "--v=0",
            "--virtual-time-budget=60000",
            "--dump-dom",
        ])
        .arg(url)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", chromium.display()));
    let mut stderr = browser.stderr.take().expect("stderr is piped");
    let reader = thread::spawn(move || {
        let mut log = Vec::new();
        stderr.read_to_end(&mut log).map(|_| log)
    });
    wait(&mut browser);
    let log = reader.join().expect("the reader does not panic");
    let log = log.expect("what Chromium says can be read");
    messages(&String::from_utf8_lossy(&log))
}

fn wait(browser: &mut Child) {
    let start = Instant::now();
    while browser
        .try_wait()
        .expect("a child can be waited for")
        .is_none()
    {
        if start.elapsed() > PATIENCE {
            browser.kill().expect("a child can be killed");
            panic!("Chromium was not done after {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(50));
    }
}

/// `[..:INFO:CONSOLE:1] "text", source: address (line)`, where the text may have lines of its own.
fn messages(log: &str) -> Vec<Message> {
    let message = |entry: &str| {
        let (_, text) = entry.split_once("] \"")?;
        let (text, source) = text.split_once("\", source: ")?;
        let source = source.split_whitespace().next().unwrap_or_default();
        Some(Message {
            text: text.to_owned(),
            source: source.to_owned(),
        })
    };
    log.split(":CONSOLE").skip(1).filter_map(message).collect()
}
