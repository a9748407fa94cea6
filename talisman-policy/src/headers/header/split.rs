//! The text of a field value, taken apart as the field's shape says.

use std::ops::Range;

use super::{Header, Problem};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::headers::json;
use crate::headers::permissions;
use crate::headers::shape::{SettingValue, Shape};
use crate::text::{self, SyntaxError};

/// Takes the text of a field value apart. Sites count from `first`; the ranges are theirs, in the same order.
///
/// A field name that was pasted before the value is reported, and the value after it is read.
#[must_use]
pub fn split_text(
    header: Header,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (SettingValue, Vec<Range<usize>>) {
    let value = without_always(header, text);
    if value.len() < text.len() {
        let (split, mut ranges) = split_text(header, value, Site(first.0.saturating_add(1)), out);
        let end = text.trim_end().len();
        let start = text.len()
            - text
                .get(value.len()..)
                .unwrap_or_default()
                .trim_start()
                .len();
        ranges.insert(0, start..end);
        out.report(first, Problem::ServerWord { word: ALWAYS });
        return (split, ranges);
    }
    let Some(name) = text::field_name(text)
        .filter(|name| is_pasted_name(header, text.get(name.clone()).unwrap_or_default()))
    else {
        return split_value(header, text, first, out);
    };
    out.report(
        first,
        Problem::FieldName {
            name: text.get(name.clone()).unwrap_or_default().to_owned(),
        },
    );
    let behind = text.get(name.end..).unwrap_or_default();
    let (value, ranges) = split_value(header, behind, Site(first.0.saturating_add(1)), out);
    let mut shifted = vec![name.clone()];
    for range in ranges {
        shifted.push(range.start + name.end..range.end + name.end);
    }
    (value, shifted)
}

/// The parameter of nginx' `add_header` that is after the value, and is copied with it.
const ALWAYS: &str = "always";

/// What is wrong with a word after a value, if it is that parameter.
#[must_use]
pub fn server_word(word: &str) -> Option<Problem> {
    (word == ALWAYS).then_some(Problem::ServerWord { word: ALWAYS })
}

/// The text without it. Of its own words a CSP speaks itself.
fn without_always(header: Header, text: &str) -> &str {
    let mut value = text;
    // The semicolon ends nginx' line.
    while let Some(before) = value
        .trim_end()
        .trim_end_matches(';')
        .trim_end()
        .strip_suffix(ALWAYS)
    {
        value = before;
    }
    let ends_a_value = value.trim_end().len() < value.len()
        && !value.trim().is_empty()
        && !value.trim_end().ends_with(',');
    if ends_a_value && header.fact() != Shape::Directives {
        value
    } else {
        text
    }
}

/// Whether `name`, with its colon, is one of the fields. Of its own names a CSP speaks itself.
fn is_pasted_name(header: Header, name: &str) -> bool {
    let pasted = Header::from_word(name.trim_end_matches(':').trim_end());
    let is_csp = |header: Header| header.fact() == Shape::Directives;
    pasted.is_some_and(|pasted| !(is_csp(pasted) && is_csp(header)))
}

fn split_value(
    header: Header,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (SettingValue, Vec<Range<usize>>) {
    let words = |words: text::Words| (SettingValue::Words(words.words), words.ranges);
    let statements =
        |split: text::Split| (SettingValue::Statements(split.statements), split.ranges);
    match header.fact() {
        Shape::Words | Shape::FieldWords | Shape::Named => words(text::split_words(text, first)),
        Shape::CommaList => words(text::split_list(text, first)),
        Shape::Directives => statements(text::split_directives(text, first)),
        Shape::FeatureDirectives => statements(text::split_feature_policy(text, first)),
        Shape::Parameters => statements(text::split_parameters(text, first)),
        Shape::Dictionary => dictionary(header, text, first, out),
        Shape::Item => {
            let single = text::split_item(text, first);
            report_syntax(header, &single.errors, out);
            let value = if single.errors.is_empty() {
                SettingValue::Item(single.item)
            } else {
                SettingValue::Refused
            };
            (value, single.ranges)
        }
        Shape::InnerList => {
            let single = text::split_inner_list(text, first);
            report_syntax(header, &single.errors, out);
            let value = if single.errors.is_empty() {
                SettingValue::List(single.list)
            } else {
                SettingValue::Refused
            };
            (value, single.ranges)
        }
        Shape::Json => {
            let split = text::split_json(text, first);
            json::report_syntax(&split.errors, out);
            let value = split
                .values
                .map_or(SettingValue::Refused, SettingValue::Json);
            (value, split.ranges)
        }
    }
}

fn dictionary(
    header: Header,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (SettingValue, Vec<Range<usize>>) {
    let dictionary = match header {
        Header::PermissionsPolicy | Header::PermissionsPolicyReportOnly => {
            permissions::split(text, first)
        }
        _ => text::split_dictionary(text, first),
    };
    report_syntax(header, &dictionary.errors, out);
    // A dictionary that no member could be read of is not an empty one.
    let is_lost = dictionary.members.is_empty() && !dictionary.errors.is_empty();
    let value = if is_lost {
        SettingValue::Refused
    } else {
        SettingValue::Members(dictionary.members)
    };
    (value, dictionary.ranges)
}

/// The field's module says what a syntax error means.
fn report_syntax(header: Header, errors: &[SyntaxError], out: &mut Diagnostics) {
    if let Some(report) = header.syntax_reporter() {
        report(errors, out);
    }
}
