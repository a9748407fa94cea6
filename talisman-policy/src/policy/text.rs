//! A string in the place of an option's value: what its field would hold.

use std::ops::Range;

use super::option::{OptionName, SettingValue};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::headers::header::split_text;
use crate::text;

/// Takes the text of a field value apart as the option's header has it; sites count from `first`, and their ranges follow.
#[must_use]
pub fn split_setting(
    option: OptionName,
    text: &str,
    first: Site,
    out: &mut Diagnostics,
) -> (SettingValue, Vec<Range<usize>>) {
    if let Some(header) = option.header() {
        return split_text(header, text, first, out);
    }
    let split = text::split_words(text, first);
    (SettingValue::Words(split.words), split.ranges)
}
