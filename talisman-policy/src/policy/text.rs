//! A string in the place of an option's block: the splitter of its field.

use std::ops::Range;

use super::option::{OptionName, SettingValue, Shape};
use crate::diagnostic::Diagnostics;
use crate::document_policy;
use crate::permissions;
use crate::text;
use crate::word::Site;

/// Takes the text of a field value apart as the option's shape says; sites count from `first`, and their ranges follow.
#[must_use]
pub fn split_setting(
    option: OptionName,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (SettingValue, Vec<Range<usize>>) {
    let statements =
        |split: text::Split| (SettingValue::Statements(split.statements), split.ranges);
    let words = |words: text::Words| (SettingValue::Words(words.words), words.ranges);
    match option.fact() {
        Shape::Words | Shape::FieldWords | Shape::SourceLists => {
            words(text::split_words(text, first))
        }
        Shape::CommaList => words(text::split_list(text, first)),
        Shape::Directives => statements(text::split_directives(text, first)),
        Shape::FeatureDirectives => statements(text::split_feature_policy(text, first)),
        Shape::Parameters => statements(text::split_parameters(text, first)),
        Shape::Dictionary => {
            let dictionary = text::split_dictionary(text, first);
            match option {
                OptionName::DocumentPolicy => {
                    document_policy::report_syntax(&dictionary.mistakes, out);
                }
                _ => permissions::report_syntax(&dictionary.mistakes, out),
            }
            // A dictionary that no member could be read of is not an empty one.
            let lost = dictionary.members.is_empty() && !dictionary.mistakes.is_empty();
            let value = if lost {
                SettingValue::Refused
            } else {
                SettingValue::Members(dictionary.members)
            };
            (value, dictionary.ranges)
        }
    }
}
