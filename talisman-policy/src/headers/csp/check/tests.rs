use crate::ground::diagnostic::Diagnostics;
use crate::ground::problem::Explanation;
use crate::ground::word::{Site, Spelling, Statement, Word};
use crate::headers::csp::{Disposition, Operator, read, read_edits};
use crate::problem::Problem as AnyProblem;
use crate::text::split_directives;

const HASH: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/// What the rules of this folder say.
fn found(out: Diagnostics) -> Vec<Explanation> {
    out.into_iter()
        .map(|diagnostic| diagnostic.problem)
        .filter(|problem| matches!(problem, AnyProblem::CspRelation(_)))
        .map(|problem| problem.explain())
        .collect()
}

fn codes(found: &[Explanation]) -> Vec<&'static str> {
    found.iter().map(|explanation| explanation.code).collect()
}

/// The codes reported for a change of a base.
fn of_change(operator: Operator, text: &str) -> Vec<&'static str> {
    codes(&found(change(operator, text)))
}

fn change(operator: Operator, text: &str) -> Diagnostics {
    let statements = split_directives(text, Site(0)).statements;
    let edits: Vec<_> = statements
        .into_iter()
        .map(|statement| (operator, statement))
        .collect();
    let mut out = Diagnostics::new();
    read_edits(&edits, &mut out);
    out
}

/// What is reported for the macro's words: bare words as they are, others in literals.
fn of_words(name: &str, values: &[(&str, Spelling)]) -> Vec<Explanation> {
    let word = |text: &str, spelling, site| Word {
        text: text.to_owned(),
        spelling,
        site: Site(site),
    };
    let values = (1..).zip(values);
    let statement = Statement {
        name: word(name, Spelling::Bare, 0),
        values: values
            .map(|(site, (text, spelling))| word(text, *spelling, site))
            .collect(),
    };
    let mut out = Diagnostics::new();
    let _ = read(&[statement], Disposition::Enforce, &mut out);
    found(out)
}

#[test]
fn a_directive_that_is_set_is_checked_as_in_a_policy() {
    let set = |text| of_change(Operator::Set, text);
    assert_eq!(
        set("style-src 'nonce' 'unsafe-inline'"),
        ["csp-void-keyword"]
    );
    assert_eq!(set("img-src a.example a.example"), ["csp-repeated-source"]);
    assert_eq!(
        set("script-src-attr 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"),
        ["csp-hash-of-attribute"]
    );
    assert_eq!(
        set("style-src 'unsafe-hashes'"),
        ["csp-unsafe-hashes-alone"]
    );
}

#[test]
fn what_the_base_may_bring_is_not_missed_in_a_change() {
    for text in [
        "script-src 'strict-dynamic'",
        "style-src 'unsafe-hashes'",
        "trusted-types one",
        "trusted-types 'allow-duplicates'",
        "sandbox allow-popups-to-escape-sandbox",
        "connect-src https://a.example",
    ] {
        assert!(of_change(Operator::Append, text).is_empty(), "{text}");
    }
    let hash = format!("style-src-attr {HASH}");
    assert!(of_change(Operator::Append, &hash).is_empty());
    for text in ["script-src 'strict-dynamic'", "trusted-types one"] {
        assert!(of_change(Operator::Set, text).is_empty(), "{text}");
    }
}

#[test]
fn a_word_that_is_repeated_often_has_one_message() {
    let text = format!("img-src {}b.example b.example", "a.example ".repeat(5_000));
    let found = found(change(Operator::Set, &text));
    let summaries: Vec<&str> = found.iter().map(|it| it.summary.as_str()).collect();
    assert_eq!(
        summaries,
        [
            "`a.example` is in `img-src` again, 5000 times in all, and changes nothing",
            "`b.example` is in `img-src` a second time, and changes nothing",
        ]
    );
}

#[test]
fn what_is_added_together_is_checked_together() {
    let add = |text| of_change(Operator::Append, text);
    assert_eq!(
        add("script-src 'strict-dynamic' a.example"),
        ["csp-ignored-beside-strict-dynamic"]
    );
    assert_eq!(
        add("style-src 'nonce' 'unsafe-inline'"),
        ["csp-void-keyword"]
    );
    assert_eq!(add("img-src a.example a.example"), ["csp-repeated-source"]);
}

#[test]
fn what_is_taken_away_is_not_checked() {
    for operator in [Operator::Remove, Operator::Drop] {
        assert!(of_change(operator, "style-src 'nonce' 'unsafe-inline'").is_empty());
    }
}

#[test]
fn remedies_are_spelled_as_their_words_are() {
    let [hash] = of_words("style-src-attr", &[(HASH, Spelling::Literal)])
        .try_into()
        .expect("one problem");
    assert_eq!(hash.instead, Some(format!("unsafe-hashes \"{HASH}\"")));

    let [own] = of_words("script-src-attr", &[("self", Spelling::Bare)])
        .try_into()
        .expect("one problem");
    assert!(own.summary.starts_with("`self` "), "{}", own.summary);
    assert_eq!(own.instead.as_deref(), Some("none"));

    let socket = of_words(
        "connect-src",
        &[("https://a.example:8443", Spelling::Literal)],
    );
    assert_eq!(codes(&socket), ["csp-wss-not-covered"]);
    assert!(socket[0].help.contains("\"wss://a.example:8443\""));
}

#[test]
fn none_is_no_remedy_in_a_change() {
    let instead = |operator, text| {
        let out = change(operator, text);
        let reported = out.iter().map(|found| found.problem.explain());
        reported
            .map(|reported| reported.instead)
            .collect::<Vec<_>>()
    };
    for text in [
        "script-src 'unsafe-allow-redirects'",
        "img-src 'nonce'",
        "script-src-attr 'self'",
    ] {
        let none = Some("'none'".to_owned());
        assert_eq!(instead(Operator::Set, text), [none], "{text}");
        assert_eq!(instead(Operator::Append, text), [Some(String::new())]);
    }
}
