//! The lists of options in the documentation are those of the table of options.
//!
//! `OPTIONS=overwrite cargo test -p talisman-tests --test options` writes them again.

use std::fmt::Write as _;
use std::{env, fs};

use talisman_policy::headers::csp::Disposition;
use talisman_policy::policy::{OptionName, Task};

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/lib.rs");
const PORTING: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/porting.md");

/// The rows of the porting page that are lists, by how they begin.
const ENFORCED: &str = "| headers that flask-talisman cannot send, off unless written | ";
const REPORTED: &str = "| the same headers for reports alone | ";

#[test]
fn the_documentation_lists_every_option() {
    holds(DOCS, |page| {
        let start = page.find("/// # Options\n").expect("the lists begin");
        let end = page.find("/// Instead of a block").expect("the lists end");
        let (head, tail) = (&page[..start], &page[end..]);
        format!("{head}{}{tail}", lists())
    });
}

#[test]
fn the_porting_page_lists_what_flask_talisman_lacks() {
    holds(PORTING, |page| {
        let is_list = |line: &str| line.starts_with(ENFORCED) || line.starts_with(REPORTED);
        let others: Vec<&str> = page.lines().filter(|line| !is_list(line)).collect();
        let is_theirs = |option: &OptionName| {
            let name = option.as_str();
            let starts = [
                format!("`{name}`"),
                format!("`{name}:"),
                format!("`{name}="),
            ];
            others
                .iter()
                .any(|line| starts.iter().any(|start| line.contains(start)))
        };
        let lacking = |disposition: Disposition| {
            let options = OptionName::ALL.iter().filter(|option| {
                let header = option.header();
                header.is_some_and(|header| header.disposition() == disposition)
                    && !is_theirs(option)
            });
            let names: Vec<String> = options.map(|option| format!("`{option}`")).collect();
            names.join(", ")
        };
        let line = |line: &str| {
            if line.starts_with(ENFORCED) {
                format!("{ENFORCED}{} |\n", lacking(Disposition::Enforce))
            } else if line.starts_with(REPORTED) {
                format!("{REPORTED}{} |\n", lacking(Disposition::Report))
            } else {
                format!("{line}\n")
            }
        };
        page.lines().map(line).collect()
    });
}

/// The options, task by task; what belongs to another option follows it.
fn lists() -> String {
    let mut lists = String::from("/// # Options\n///\n");
    for task in Task::ALL {
        let of_the_task = |option: &&OptionName| option.fact().task == *task;
        let mut options: Vec<&OptionName> = OptionName::ALL.iter().filter(of_the_task).collect();
        options.sort_by_key(|option| option.as_str());
        let _ = write!(lists, "/// ## {task}\n///\n");
        lists.push_str("/// | option | value | default |\n/// | --- | --- | --- |\n");
        for option in options {
            let fact = option.fact();
            let _ = writeln!(
                lists,
                "/// | `{option}` | {} | {} |",
                fact.takes, fact.default
            );
        }
        lists.push_str("///\n");
    }
    lists.push_str("/// ## Values as text\n///\n");
    lists
}

#[track_caller]
fn holds(path: &str, with_lists: impl Fn(&str) -> String) {
    let page = fs::read_to_string(path).expect("the page can be read");
    let expected = with_lists(&page);
    if env::var_os("OPTIONS").is_some_and(|value| value == "overwrite") {
        fs::write(path, &expected).expect("the page can be written");
        return;
    }
    assert!(
        page == expected,
        "{path} does not list the options: OPTIONS=overwrite writes the lists again"
    );
}
