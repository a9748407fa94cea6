//! Policies read once as tokens and once as they are sent: what is said must be the same.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use talisman_policy::headers::{Header, HeaderPolicy, csp};
use talisman_policy::level::{self, LevelSetting};
use talisman_policy::policy::sent::Sent;
use talisman_policy::{Diagnostics, policy};
use talisman_tests::{FILES, rows};

use crate::agreement::OF_CSP;
use crate::spans::Spans;
use crate::words::{flat, is_punct};
use crate::{levels, parse};

/// Codes that the fields do not show, and why. What is sent has none that what was written does not have.
const OF_WRITING: &[(&str, &str)] = &[
    ("level-unused", "it is about a level, not a field"),
    (
        "policy-needless-option",
        "it is about an option that decides no field",
    ),
    (
        "policy-exempts-everything",
        "it is about an option that decides no field",
    ),
    ("-needless-unchecked", "the word is sent as it is"),
    ("-duplicate-type", "a list is sent without it"),
    ("-duplicate-item", "a list is sent without it"),
    ("-redundant-item", "a list is sent without it"),
    ("-duplicate-value", "the value is sent once"),
    ("-duplicate-token", "a list is sent without it"),
    ("-unknown-parameter", "the value is sent without it"),
    (
        "framing-frame-options-overruled",
        "SAMEORIGIN is the default, and the field does not show whether it was written",
    ),
    ("-missing-allowlist", "the allowlist that it means is sent"),
    ("-over-http", "it is about options that decide no field"),
    (
        "policy-partitioned-same-site",
        "it is about options that decide no field",
    ),
];

/// The policies in the sources of the repository that were found, at least.
const AT_LEAST: usize = 150;

#[test]
fn what_is_sent_has_the_findings_of_what_was_written() {
    let mut policies = Vec::new();
    for file in FILES.iter().map(String::as_str) {
        for row in rows(file) {
            let tokens = if OF_CSP.contains(&file) {
                format!("content_security_policy: {{ {} }}", row.tokens())
            } else if file == "policy" {
                row.tokens()
            } else {
                row.written_tokens().unwrap_or_default().to_owned()
            };
            let tokens = tokens.parse().expect("the row's tokens lex");
            policies.push((row.name.clone(), tokens));
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for folder in ["examples", "tests", "src"] {
        for path in sources(&root.join(folder)) {
            let name = path.display().to_string();
            let text = fs::read_to_string(path).expect("a source can be read");
            let tokens: Vec<TokenStream> = invocations(&text);
            policies.extend(tokens.into_iter().map(|tokens| (name.clone(), tokens)));
        }
    }
    let (mut read, mut wrong) = (0, Vec::new());
    for (name, tokens) in policies {
        let Some((written, sent)) = both(&tokens) else {
            continue;
        };
        read += 1;
        // What `unchecked(..)` hides from the other fields, the field itself does not.
        let is_unchecked = tokens.to_string().contains("unchecked");
        let is_of_csp = |code: &str| code.starts_with("csp-");
        let is_shown = |code: &str| {
            let mut hidden = OF_WRITING.iter();
            !hidden.any(|(known, _)| code.ends_with(known)) && (!is_unchecked || is_of_csp(code))
        };
        let is_hidden = |code: &str| is_unchecked && code.starts_with("isolation-");
        let lost = |code: &str| is_shown(code) && !sent.contains(&code);
        let new = |code: &str| !is_hidden(code) && !written.contains(&code);
        if written.iter().any(|code| lost(code)) || sent.iter().any(|code| new(code)) {
            wrong.push(format!(
                "{name}\n  {tokens}\n  written {written:?}\n  sent    {sent:?}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {read}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(read >= AT_LEAST, "only {read} policies were read");
}

/// The codes of what is said of the tokens of a whole policy, and of what it sends; none if it is refused or derived.
fn both(tokens: &TokenStream) -> Option<(Vec<&'static str>, Vec<&'static str>)> {
    let tokens = flat(tokens.clone());
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, whole) = levels::levels(&tokens, &mut spans, &mut out);
    let (base, options) = parse::base(whole, &mut spans, &mut out);
    let (options, _) = crate::literals::resolve(&options, &mut spans, &mut out);
    if base.is_some() {
        return None;
    }
    let settings = parse::settings(&options, &mut spans, &mut out);
    let policy = policy::read(&settings, &mut out);
    let (policy, out) = level::apply(&levels, out).finish(Some(policy)).ok()?;
    // Of directives that are a constant's only the compiler knows what is sent.
    if !policy.constants().is_empty() {
        return None;
    }
    let mut written: Vec<_> = out.iter().map(|found| found.problem.code().name).collect();
    let sent = sent(&policy, &levels).findings();
    let mut sent: Vec<_> = sent
        .iter()
        .map(|(_, found)| found.explanation.code)
        .collect();
    written.sort_unstable();
    sent.sort_unstable();
    Some((written, sent))
}

fn sent(policy: &policy::Policy, levels: &[LevelSetting]) -> Sent {
    let text = |field: &talisman_policy::Field| match Header::from_word(&field.name)
        .and_then(|header| policy.get(header))
    {
        Some(HeaderPolicy::Csp(policy)) => csp::readable(&policy.encoded()),
        _ => field.value.template().0,
    };
    let fields = policy.fields();
    Sent {
        fields: fields
            .iter()
            .map(|field| (field.name.clone(), text(field)))
            .collect(),
        force_https: policy.force_https.clone(),
        session_cookies: policy.session_cookies.clone(),
        rules: policy.rules.clone(),
        levels: levels
            .iter()
            .map(|setting| (setting.level, setting.code.text.clone()))
            .collect(),
        is_csp_alone: false,
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            paths.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    paths.sort();
    paths
}

/// The tokens in each `talisman_policy! { .. }` of a source, in its code and in the examples of its documentation.
fn invocations(text: &str) -> Vec<TokenStream> {
    let code = text.lines().map(|line| {
        let line = line.trim_start();
        let documentation = line
            .strip_prefix("//!")
            .or_else(|| line.strip_prefix("///"));
        documentation.map_or("", |line| line.strip_prefix(" # ").unwrap_or(line))
    });
    let documentation = code.collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    for (index, part) in documentation.split("```").enumerate() {
        if index % 2 == 1 {
            let code = part.split_once('\n').map_or("", |(_, code)| code);
            collect(code.parse().unwrap_or_default(), &mut found);
        }
    }
    collect(text.parse().unwrap_or_default(), &mut found);
    found
}

fn collect(tokens: TokenStream, found: &mut Vec<TokenStream>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            continue;
        };
        let is_policy = index >= 2
            && is_punct(&tokens[index - 1], '!')
            && tokens[index - 2].to_string() == "talisman_policy";
        if is_policy {
            found.push(group.stream());
        } else {
            collect(group.stream(), found);
        }
    }
}
