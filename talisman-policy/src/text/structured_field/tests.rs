use super::{is_bare_item, split_dictionary};
use crate::ground::diagnostic::Place;
use crate::ground::word::{MemberValue, Site, Spelling};
use crate::text::Syntax;

/// The syntax errors of a text, each with the bytes that it underlines.
#[track_caller]
fn errors(text: &str) -> Vec<(Syntax, &str)> {
    let dictionary = split_dictionary(text, Site(4));
    let under = |place: &Place| match place {
        Place::Word(site) => &text[dictionary.ranges[site.0 as usize - 4].clone()],
        _ => panic!("no word"),
    };
    dictionary
        .errors
        .iter()
        .map(|error| (error.syntax.clone(), under(&error.place)))
        .collect()
}

#[test]
fn members_have_keys_values_and_parameters() {
    let text = " a=(self \"https://a.example\" );report-to=main ,\tb=*, c , d=\"x\\\"y\", e=?0;x=1";
    let dictionary = split_dictionary(text, Site(0));
    assert_eq!(dictionary.errors, []);
    let [list, token, absent, string, boolean] = dictionary.members.as_slice() else {
        panic!("{dictionary:#?}")
    };
    let MemberValue::List(items) = &list.value else {
        panic!("no list")
    };
    assert_eq!(items[0].spelling, Spelling::Text);
    assert_eq!(
        (items[1].text.as_str(), items[1].spelling),
        ("https://a.example", Spelling::Literal)
    );
    assert_eq!(
        &text[dictionary.ranges[items[1].site.0 as usize].clone()],
        "\"https://a.example\""
    );
    assert_eq!(list.parameters[0].0.text, "report-to");
    assert_eq!(list.parameters[0].1.as_ref().unwrap().text, "main");
    assert!(matches!(&token.value, MemberValue::Item(word) if word.text == "*"));
    assert_eq!(absent.value, MemberValue::Absent);
    assert!(matches!(&string.value, MemberValue::Item(word) if word.text == "x\"y"));
    assert!(matches!(&boolean.value, MemberValue::Item(word) if word.text == "?0"));
}

#[test]
fn every_kind_of_item_is_told_from_what_only_resembles_it() {
    for good in [
        "1",
        "-0",
        "999999999999999",
        "1.5",
        "123456789012.123",
        "*",
        "self",
        "https://a.example/x",
        "a'b",
        "?0",
        "?1",
        "\"\"",
        "\"a\\\\\"",
        ":YWJj:",
        "::",
        "@1659578233",
        "@-1",
        "%\"\"",
        "%\"f%c3%bc\"",
    ] {
        assert!(is_bare_item(good), "{good}");
    }
    for bad in [
        "",
        "1000000000000000",
        "1.",
        "1.1234",
        "-",
        "--1",
        "1e3",
        "?2",
        "?",
        "\"",
        "\"\\n\"",
        "\"\u{fc}\"",
        ":a",
        ":!:",
        "@1.5",
        "@",
        "%\"%C3\"",
        "%x",
        "'a'",
        "_a",
        "a b",
        "/",
        "#",
    ] {
        assert!(!is_bare_item(bad), "{bad}");
    }
}

#[test]
fn a_problem_says_what_it_is_and_where() {
    for (text, expected) in [
        ("a=(),", (Syntax::TrailingComma, ",")),
        ("a=(),,b=()", (Syntax::EmptyMember, ",")),
        (",a=()", (Syntax::EmptyMember, ",")),
        ("!=()", (Syntax::NoKey { found: '!' }, "!")),
        ("a ()", (Syntax::MissingEquals, " ")),
        ("a: ()", (Syntax::Colon, ":")),
        ("a = ()", (Syntax::SpaceAroundEquals, " ")),
        ("a= ()", (Syntax::SpaceAroundEquals, " ")),
        ("a=", (Syntax::NoValue, "=")),
        ("a=,b=()", (Syntax::NoValue, "=")),
        ("a=() b=()", (Syntax::MissingComma, " ")),
        ("a=();b=()", (Syntax::Semicolon, ";")),
        ("a=(); ", (Syntax::Semicolon, ";")),
        ("a=(self, \"x\")", (Syntax::CommaInList, ",")),
        ("a=(self\"x\")", (Syntax::MissingSpace, "\"")),
        ("a=(self\tb)", (Syntax::Tab, "\t")),
        ("a=(self", (Syntax::UnclosedList, "(")),
        ("a=())", (Syntax::StrayParenthesis, ")")),
        ("a=((self))", (Syntax::NestedList, "(")),
        ("a=\"x", (Syntax::UnclosedString, "\"")),
        ("a=\"x\\y\"", (Syntax::Escape, "\\")),
        (
            "a=\"\u{fc}\"",
            (Syntax::StringCharacter { found: '\u{fc}' }, "\u{fc}"),
        ),
        ("a 'none'", (Syntax::SingleQuotes, " ")),
        ("a='none'", (Syntax::SingleQuotes, "'")),
        ("a=?2", (Syntax::Item { what: "Boolean" }, "?2")),
        ("a=1x", (Syntax::Item { what: "number" }, "1x")),
        ("a=#", (Syntax::NoItem { found: '#' }, "#")),
    ] {
        assert_eq!(errors(text), [expected], "{text}");
    }
}

#[test]
fn every_member_is_read_whatever_stands_before_it() {
    for text in [
        "a=(self, b=()",
        "a 'none', b=()",
        "a=\"x, b=()",
        "a=(x, y), b=()",
        ",,b=()",
        "a=()x, b=()",
    ] {
        let dictionary = split_dictionary(text, Site(0));
        assert!(!dictionary.errors.is_empty(), "{text}");
        assert_eq!(
            dictionary
                .members
                .last()
                .map(|member| member.key.text.as_str()),
            Some("b"),
            "{text}"
        );
    }
}

#[test]
fn line_breaks_fold() {
    assert_eq!(
        errors("\n  a=(self\n\t\"https://a.example\"),\n  b=()\n"),
        []
    );
}

#[test]
fn unchecked_may_stand_for_a_key_and_an_item() {
    let dictionary = split_dictionary("unchecked(new-feature)=(self unchecked(site))", Site(0));
    let [member] = dictionary.members.as_slice() else {
        panic!("{dictionary:#?}")
    };
    assert_eq!(
        (member.key.text.as_str(), member.key.spelling),
        ("new-feature", Spelling::UncheckedText)
    );
    let MemberValue::List(items) = &member.value else {
        panic!("no list")
    };
    assert_eq!(
        (items[1].text.as_str(), items[1].spelling),
        ("site", Spelling::UncheckedText)
    );
}
