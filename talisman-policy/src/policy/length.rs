//! `max_field_length`, and where a field that is too long is reported.

use super::option::OptionName;
use super::settings::{Options, one_word, place, wrong};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::field::Field;
use crate::ground::size;
use crate::ground::word::Site;
use crate::headers::header::Header;

/// How long a field may be.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Budget {
    /// In bytes, nonces included.
    pub bytes: usize,
    /// Where it was written.
    pub site: Site,
}

/// The same of a derived policy, whose fields only the compiler knows.
pub(super) fn check_derived(options: &Options<'_>, out: &mut Diagnostics) {
    match read(options, out) {
        Some(Budget { bytes, site }) => {
            let problem = size::Problem::OverBudgetWithBase { budget: bytes };
            out.report_if(Condition::LongerThan(bytes), site, problem);
        }
        None => out.report_if(
            Condition::LongerThanBaseAllows,
            Place::Whole,
            size::Problem::OverInheritedBudget,
        ),
    }
}

/// Checks the length of each field, at the option that decides it; that of a constant only the compiler knows.
pub(super) fn check(
    options: &Options<'_>,
    fields: &[Field],
    has_constants: bool,
    out: &mut Diagnostics,
) {
    let written = read(options, out);
    let budget = written.as_ref().map(|budget| budget.bytes);
    if let (Some(Budget { bytes, site }), true) = (written, has_constants) {
        let problem = size::Problem::OverBudgetWithBase { budget: bytes };
        out.report_if(Condition::LongerThan(bytes), site, problem);
    }
    for field in fields {
        let setting = match Header::from_word(&field.name) {
            Some(header) => options.of(header),
            None => options.get(OptionName::CustomFields),
        };
        size::check(field, place(setting), budget, out);
    }
}

/// Reads `max_field_length`.
pub(super) fn read(options: &Options<'_>, out: &mut Diagnostics) -> Option<Budget> {
    let name = OptionName::MaxFieldLength;
    let setting = options.get(name)?;
    let word = one_word(setting);
    let bytes = word.and_then(|word| word.text.replace('_', "").parse().ok());
    if bytes.is_none() {
        wrong(setting, name, "a number of bytes, such as 2048", out);
    }
    Some(Budget {
        bytes: bytes?,
        site: setting.name.site,
    })
}
