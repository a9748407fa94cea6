//! Which crates of the default tree contain `unsafe`: `SECURITY.md` lists them, so that a dependency that brings one more
//! cannot come unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Crates differ by platform; the record is of this one.
const TARGET: &str = "x86_64-unknown-linux-gnu";

/// What the keyword can stand before, besides a block and, in an attribute, parentheses.
const WHAT: &[&str] = &["auto", "extern", "fn", "impl", "trait"];

fn cargo(arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let output = command.args(arguments).output().expect("cargo runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).expect("cargo writes UTF-8")
}

/// Name and version of each package on these edges, with the default features.
fn tree(edges: &str) -> BTreeSet<(String, String)> {
    let arguments = [
        "tree",
        "--locked",
        "--package=talisman",
        "--prefix=none",
        "--format={p}",
        "--target",
        TARGET,
        "--edges",
        edges,
    ];
    let lines = cargo(&arguments);
    let packages = lines.lines().filter_map(|line| line.split_once(" v"));
    packages
        .map(|(name, rest)| {
            let version = rest.split(' ').next().unwrap_or(rest);
            (name.to_owned(), version.to_owned())
        })
        .collect()
}

/// The folder of each package that may be built on the platform.
fn folders() -> BTreeMap<(String, String), PathBuf> {
    let arguments = [
        "metadata",
        "--locked",
        "--format-version=1",
        "--filter-platform",
        TARGET,
    ];
    let metadata: serde_json::Value =
        serde_json::from_str(&cargo(&arguments)).expect("metadata is JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let text = |value: &serde_json::Value| value.as_str().expect("a text").to_owned();
    packages
        .iter()
        .map(|package| {
            let manifest = PathBuf::from(text(&package["manifest_path"]));
            let folder = manifest.parent().expect("a manifest is in a folder");
            let name = (text(&package["name"]), text(&package["version"]));
            (name, folder.to_owned())
        })
        .collect()
}

/// Whether the keyword is among the tokens, before what it makes unsafe: not in a comment, a text, a name such as
/// `unsafe_code`, or a word of a policy such as `unsafe-eval`.
fn is_unsafe(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match token {
            TokenTree::Group(group) => is_unsafe(group.stream()),
            TokenTree::Ident(ident) if ident == "unsafe" => match tokens.peek() {
                Some(TokenTree::Group(group)) => group.delimiter() != Delimiter::Bracket,
                Some(TokenTree::Ident(next)) => WHAT.contains(&next.to_string().as_str()),
                _ => false,
            },
            _ => false,
        };
        if found {
            return true;
        }
    }
    false
}

/// Whether a file of the library or the build script has the keyword, in whatever configuration.
fn contains_unsafe(path: &Path) -> bool {
    if path.is_dir() {
        let entries = fs::read_dir(path).expect("a folder can be read");
        return entries
            .map(|entry| entry.expect("an entry can be read").path())
            .any(|path| contains_unsafe(&path));
    }
    if path.extension().is_none_or(|extension| extension != "rs") {
        return false;
    }
    let text = fs::read_to_string(path).expect("a file can be read");
    // What is no Rust by itself, a part that is included say, counts by its text.
    text.parse()
        .map_or_else(|_| text.contains("unsafe"), is_unsafe)
}

/// The packages of a set in a sentence, and which of them contain `unsafe`.
fn counted(packages: &BTreeSet<(String, String)>) -> String {
    let folders = folders();
    let with: Vec<String> = packages
        .iter()
        .filter(|package| {
            let [library, build] = ["src", "build.rs"].map(|name| folders[*package].join(name));
            contains_unsafe(&library) || build.exists() && contains_unsafe(&build)
        })
        .map(|package| format!("`{}`", package.0))
        .collect();
    assert!(
        !with.iter().any(|name| name.starts_with("`talisman")),
        "{with:?}"
    );
    format!(
        "{} of {} crates: {}",
        with.len(),
        packages.len(),
        with.join(", ")
    )
}

#[test]
fn the_crates_with_unsafe_are_the_recorded_ones() {
    let run_time = tree("normal,no-proc-macro");
    let all = tree("normal,build");
    let build_time = &all - &run_time;
    assert!(run_time.len() > 5 && build_time.len() > 5, "{all:?}");
    let record = include_str!("../SECURITY.md");
    for row in [
        format!("| in the program | {} |", counted(&run_time)),
        format!("| in the compiler alone | {} |", counted(&build_time)),
    ] {
        assert!(record.contains(&row), "SECURITY.md lacks this row:\n{row}");
    }
}

#[test]
fn the_keyword_is_seen_where_it_is_one() {
    let seen = |text: &str| is_unsafe(text.parse().expect("tokens"));
    assert!(seen("fn f() { g(unsafe { *p }) }"));
    assert!(seen("#[unsafe(no_mangle)] fn f() {}"));
    assert!(seen("mod m { pub unsafe fn f() {} }"));
    assert!(!seen("csp! { script-src unsafe-eval self; }"));
    assert!(!seen(
        "#![forbid(unsafe_code)] // unsafe\nconst A: &str = \"unsafe\";"
    ));
}
