use super::split_json;
use crate::ground::word::{Site, Spelling};
use crate::headers::json::{Json, JsonSyntax};

/// The errors of a text, each with the bytes that it is about.
fn errors(text: &str) -> Vec<(String, JsonSyntax)> {
    let found = split_json(text, Site(3));
    let raw = |site: Site| text[found.ranges[site.0 as usize - 3].clone()].to_owned();
    let errors = found.errors.iter();
    errors
        .map(|(site, syntax)| (raw(*site), syntax.clone()))
        .collect()
}

#[test]
fn every_name_and_value_has_its_place() {
    let text =
        "{ \"a\\u0041\": [1, -0.5e1, true],\n \"b\": {\"c\": \"x\\\"\\ud83d\\ude00\"} }, null";
    let found = split_json(text, Site(0));
    assert!(found.errors.is_empty());
    let values = found.values.unwrap();
    let [Json::Object(site, members), Json::Scalar(null)] = values.as_slice() else {
        panic!("{values:?}");
    };
    let raw = |site: Site| &text[found.ranges[site.0 as usize].clone()];
    assert_eq!(raw(*site), &text[..text.len() - ", null".len()]);
    assert_eq!(raw(null.site), "null");
    let (name, Json::Array(array, items)) = &members[0] else {
        panic!("{members:?}");
    };
    assert_eq!((name.text.as_str(), raw(name.site)), ("aA", "\"a\\u0041\""));
    assert_eq!(raw(*array), "[1, -0.5e1, true]");
    assert_eq!(items.len(), 3);
    let (_, Json::Object(_, inner)) = &members[1] else {
        panic!("{members:?}");
    };
    let Json::Scalar(string) = &inner[0].1 else {
        panic!("{inner:?}");
    };
    assert_eq!(string.text, "x\"\u{1f600}");
    assert_eq!(string.spelling, Spelling::Literal);
}

#[test]
fn nothing_is_no_value() {
    assert_eq!(split_json(" \n", Site(0)).values, Some(Vec::new()));
}

#[test]
fn what_was_surely_meant_is_read_on() {
    let text = "{group: 'a', 'max_age' = 1 \"b\": [2,],},";
    let found = errors(text);
    let under: Vec<&str> = found.iter().map(|(raw, _)| raw.as_str()).collect();
    assert_eq!(under, ["group", "'max_age'", "=", "\"", ",", ",", ","]);
    let quotes = JsonSyntax::Quotes {
        found: "'max_age'".to_owned(),
        write: "\"max_age\"".to_owned(),
    };
    assert_eq!(found[1].1, quotes);
    let values = split_json(text, Site(0)).values.unwrap();
    let [Json::Object(_, members)] = values.as_slice() else {
        panic!("{values:?}");
    };
    let names: Vec<&str> = members.iter().map(|(name, _)| name.text.as_str()).collect();
    assert_eq!(names, ["group", "max_age", "b"]);
    let (_, Json::Scalar(value)) = &members[0] else {
        panic!("{members:?}");
    };
    assert_eq!(
        (value.text.as_str(), value.spelling),
        ("'a'", Spelling::Text)
    );
}

#[test]
fn other_problems_end_the_reading() {
    for (text, under, syntax) in [
        ("{", "{", JsonSyntax::Unclosed { open: '{' }),
        ("{\"a\": [1", "[", JsonSyntax::Unclosed { open: '[' }),
        ("{\"a\"}", "}", JsonSyntax::MissingColon),
        ("{\"a\": }", ":", JsonSyntax::MissingValue),
        ("{\"a\":", ":", JsonSyntax::MissingValue),
        ("{\"a\": \"b", "\"", JsonSyntax::UnclosedString),
        ("{\"a\": 'b", "'", JsonSyntax::UnclosedString),
        ("{\"a\": \"\\x\"}", "\\", JsonSyntax::Escape),
        ("{\"a\": \"\\ud800\"}", "\\", JsonSyntax::Escape),
        ("{\"a\": \"\\ud800\\u0041\"}", "\\", JsonSyntax::Escape),
        ("{\"a\": \"\\u+041\"}", "\\", JsonSyntax::Escape),
        ("{\"a\": \"b\nc\"}", "\n", JsonSyntax::ControlCharacter),
        ("}", "}", JsonSyntax::Character { found: '}' }),
        (",", ",", JsonSyntax::Character { found: ',' }),
        ("a=1", "=", JsonSyntax::Character { found: '=' }),
        ("[1,,2]", ",", JsonSyntax::Character { found: ',' }),
        ("{\"a\": /b/}", "/", JsonSyntax::Character { found: '/' }),
        ("[[[[[[1]]]]]]", "[", JsonSyntax::Depth),
    ] {
        let found = errors(text);
        assert_eq!(found, [(under.to_owned(), syntax)], "{text}");
        assert_eq!(split_json(text, Site(0)).values, None, "{text}");
    }
    for number in ["01", "+1", ".5", "1.", "-", "1e", "2_592_000", "0x10"] {
        let found = number.to_owned();
        let syntax = JsonSyntax::Number { found };
        assert_eq!(errors(number), [(number.to_owned(), syntax)]);
    }
}

#[test]
fn a_deep_text_takes_no_deep_stack() {
    let text = "[".repeat(1_000_000);
    assert_eq!(split_json(&text, Site(0)).errors.len(), 1);
}
