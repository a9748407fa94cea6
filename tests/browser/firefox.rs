//! A headless Firefox.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// What keeps it from asking for anything but the page, and from trying https where http is asked for.
const PREFERENCES: &[(&str, &str)] = &[
    ("app.normandy.enabled", "false"),
    ("app.update.enabled", "false"),
    ("browser.aboutwelcome.enabled", "false"),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("browser.startup.page", "0"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("dom.security.https_first", "false"),
    ("dom.security.https_only_mode", "false"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
    ("network.proxy.allow_hijacking_localhost", "true"),
    ("network.proxy.failover_direct", "false"),
    ("network.proxy.type", "1"),
    ("services.settings.server", "\"\""),
    ("toolkit.telemetry.enabled", "false"),
];

/// The browser that `FIREFOX` names, or the one in PATH.
pub(crate) fn find() -> Option<PathBuf> {
    if let Some(named) = env::var_os("FIREFOX").filter(|named| !named.is_empty()) {
        return Some(named.into());
    }
    let path = env::var_os("PATH")?;
    ["firefox-esr", "firefox"]
        .iter()
        .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
        .find(|file| file.is_file())
}

/// A browser that shows a page until it is killed. Every host is at one address, which it takes for its proxy.
pub(crate) fn browse(firefox: &Path, profile: &str, address: SocketAddr, url: &str) -> Child {
    let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{profile}-firefox"));
    let _ = fs::remove_dir_all(&profile);
    fs::create_dir_all(&profile).expect("a profile can be made");
    let mut preferences = String::new();
    for (name, value) in PREFERENCES {
        let _ = writeln!(preferences, "user_pref(\"{name}\", {value});");
    }
    for scheme in ["http", "ssl"] {
        let (ip, port) = (address.ip(), address.port());
        let _ = write!(
            preferences,
            "user_pref(\"network.proxy.{scheme}\", \"{ip}\");\nuser_pref(\"network.proxy.{scheme}_port\", {port});\n"
        );
    }
    fs::write(profile.join("user.js"), preferences).expect("a profile can be written");
    Command::new(firefox)
        .args(["--headless", "--no-remote", "--profile"])
        .arg(&profile)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| panic!("{}: {error}", firefox.display()))
}
