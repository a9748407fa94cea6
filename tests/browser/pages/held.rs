//! The same pages through `pages: [..]` of the macro, in process: it refuses what the check says is blocked.
//!
//! A macro reads files of the package that is compiled, which is where `CARGO_MANIFEST_DIR` says: the test runs itself again with
//! that in a folder of pages.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use quote::quote;
use talisman_pages::Site;

use super::HOST;
use super::generate::{self, Case};

/// How many pages, each with a mutant.
const PAGES: usize = 2_000;

/// Fewer would not be what the policies allow: of some the language itself refuses a word.
const AT_LEAST: usize = 2_000;

#[test]
fn the_macro_refuses_what_the_check_says_is_blocked() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("held");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let cases = generate::cases(PAGES);
    for case in &cases {
        fs::write(folder.join(case.id.to_string()), &case.html).expect("a page can be written");
    }
    let said = run_in(&folder, "held::expands_each_page");
    let said: BTreeMap<usize, &str> = said
        .lines()
        .filter_map(|line| line.strip_prefix("page ")?.split_once(' '))
        .filter_map(|(id, codes)| Some((id.parse().ok()?, codes)))
        .collect();
    assert_eq!(said.len(), cases.len());
    let (mut held, mut blocked, mut wrong) = (0, 0, Vec::new());
    for case in &cases {
        let site = Site::at(&format!("{HOST}/{}", case.id)).expect("a URL");
        let site = site.with_field("content-security-policy", &case.policy);
        let by_check = site.blocked_in(&case.html).len();
        let codes = said[&case.id];
        if codes
            .split(' ')
            .any(|code| !code.is_empty() && !code.starts_with("pages-"))
        {
            continue;
        }
        held += 1;
        blocked += usize::from(by_check > 0);
        if codes.is_empty() != (by_check == 0) {
            wrong.push(format!("{case:?}\n  macro: {codes}\n  check: {by_check}"));
        }
    }
    println!(
        "{held} of {} pages have a policy that compiles, {blocked} of them are blocked",
        cases.len()
    );
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(
        held >= AT_LEAST && blocked > held / 4 && blocked < held,
        "{held} {blocked}"
    );
}

/// What a test of this file prints with a folder of pages for its package.
fn run_in(folder: &Path, test: &str) -> String {
    let this = env::current_exe().expect("the test knows itself");
    let output = Command::new(this)
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env("CARGO_MANIFEST_DIR", folder)
        .output()
        .expect("the test can be run");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn an_enormous_page_is_refused_with_few_words() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("enormous");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    let scripts: Vec<String> = (0..20_000)
        .map(|number| format!("<script>f({number})</script>\n"))
        .collect();
    fs::write(folder.join("many.html"), scripts.concat()).expect("a page can be written");
    let said = run_in(&folder, "held::expands_an_enormous_page");
    let said: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("said "))
        .collect();
    assert_eq!(
        said,
        [
            "said [\"pages-too-many-hashes\"]",
            "said [\"pages-blocked\"]",
            "said [\"tokens-too-long\"]",
        ]
    );
}

#[test]
#[ignore = "the other test runs it, in a folder with a page"]
fn expands_an_enormous_page() {
    for source in [quote!(auto), quote!(), quote!(hashes_of("many.html"))] {
        let expanded = talisman_expand::policy(quote!(
            (::talisman) content_security_policy: {
                default-src self; script-src self #source; object-src none; base-uri none;
            },
            pages: ["many.html"],
        ));
        println!("said {:?}", codes(&expanded.to_string()));
    }
}

#[test]
#[ignore = "the other test runs it, in a folder of pages"]
fn expands_each_page() {
    for case in generate::cases(PAGES) {
        println!("page {} {}", case.id, errors(&case).join(" "));
    }
}

/// The codes of the errors that the macro reports for a page and its policy.
fn errors(case: &Case) -> Vec<String> {
    let (policy, page, url) = (&case.policy, case.id.to_string(), format!("{HOST}/"));
    let expanded = talisman_expand::policy(quote!(
        (::talisman) force_https: off, content_security_policy: #policy, pages: [#page], pages_url: #url
    ));
    codes(&expanded.to_string())
}

/// The codes of the errors in an expansion.
fn codes(expanded: &str) -> Vec<String> {
    let errors = expanded.split("compile_error").skip(1);
    errors
        .filter_map(|error| {
            // The summary, the remedy and the specification may have brackets as well: the code is the last.
            let (message, _) = error.split_once("\" }")?;
            let (_, code) = message.rsplit_once('[')?;
            Some(code.trim_end_matches(']').to_owned())
        })
        .collect()
}
