//! The README says what is so: the fields of the default, and what the compiler says about its mistake.
//!
//! Its code is compiled by rustdoc, in `talisman` itself.

use std::fs;
use std::path::Path;

use talisman::{Policy, Scheme, talisman_policy};

#[test]
fn the_default_sends_the_fields_of_the_readme() {
    const DEFAULT: Policy = talisman_policy! {};
    let sent: Vec<String> = DEFAULT
        .fields(Scheme::Https)
        .map(|(name, value)| format!("{name}: {value}\n"))
        .collect();
    assert_eq!(
        block(&file("../README.md"), "## The default policy", "text"),
        sent.concat()
    );
}

#[test]
fn the_compiler_answers_as_in_the_readme() {
    let readme = file("../README.md");
    let heading = "## A mistake, and the compiler's answer";
    let case = file("ui/readme.rs");
    let mistake = block(&readme, heading, "rust,compile_fail");
    assert!(
        case.starts_with(&mistake),
        "ui/readme.rs does not begin with the README's mistake"
    );
    let answer = file("ui/readme.stderr").replace(" ui/readme.rs:", " src/main.rs:");
    assert_eq!(block(&readme, heading, "text"), answer);
}

/// The first block in this language after a heading.
fn block(text: &str, heading: &str, language: &str) -> String {
    let behind = text
        .split_once(heading)
        .unwrap_or_else(|| panic!("there is no {heading:?}"))
        .1;
    let fence = format!("```{language}\n");
    let block = behind
        .split_once(&fence)
        .unwrap_or_else(|| panic!("there is no {language} after {heading:?}"))
        .1;
    block
        .split_once("```")
        .expect("the block ends")
        .0
        .to_owned()
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
