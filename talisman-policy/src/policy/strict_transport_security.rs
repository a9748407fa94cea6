//! `strict_transport_security` and the options that stand for a part of it: a whole field, or changes of a base's.

use super::Problem;
use super::option::{OptionName, Setting, SettingValue};
use super::settings::{Options, implied_word, is_off, is_on, report_at_option, wrong};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Spelling, Statement, Word};
use crate::headers::header::{Header, HeaderPolicy, read_value};
use crate::headers::strict_transport_security::{
    self, Edits, Problem as HstsProblem, StrictTransportSecurity,
};
use crate::problem::Problem as AnyProblem;
use talisman_core::encoded::DirectiveField;

/// What happens to Strict-Transport-Security.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum HstsChange {
    /// The base's, with these changes.
    Edit(Edits),
    /// Another one.
    Replace(StrictTransportSecurity),
    /// It is not sent.
    Off,
}

/// flask-talisman's default: a year of 365.2422 days.
const DEFAULT_MAX_AGE: &str = "31556926";

/// The options that stand for a directive.
const PARTS: [(OptionName, &str); 3] = [
    (OptionName::StrictTransportSecurityMaxAge, "max_age"),
    (
        OptionName::StrictTransportSecurityIncludeSubdomains,
        "include_subdomains",
    ),
    (OptionName::StrictTransportSecurityPreload, "preload"),
];

/// The directives that are written.
struct Written {
    directives: Vec<Statement>,
    /// Whether they are a whole field, as text.
    from_text: bool,
    /// Whether the option itself is written, and not only what stands for a part.
    is_on: bool,
}

/// Reads the whole field; what is not written has a default.
pub(super) fn read(options: &Options<'_>, out: &mut Diagnostics) -> Option<HeaderPolicy> {
    let Written {
        mut directives,
        from_text,
        ..
    } = written(options, out)?;
    if !from_text {
        for (directive, value) in [("max_age", DEFAULT_MAX_AGE), ("include_subdomains", "true")] {
            if !directives.iter().any(|given| given.name.text == directive) {
                directives.push(Statement {
                    name: implied_word(directive),
                    values: vec![implied_word(value)],
                });
            }
        }
    }
    whole(directives, options, out)
}

fn whole(
    directives: Vec<Statement>,
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> Option<HeaderPolicy> {
    let value = SettingValue::Statements(directives);
    report_at_option(options, OptionName::StrictTransportSecurity, out, |out| {
        let read = read_value(Header::StrictTransportSecurity, &value, out);
        name_options(options, out);
        read
    })
}

/// A remedy has the name of the option where a directive is written as an option of its own.
fn name_options(options: &Options<'_>, out: &mut Diagnostics) {
    out.reword(|_, problem| {
        if let AnyProblem::StrictTransportSecurity(HstsProblem::PreloadConditions {
            write, ..
        }) = problem
        {
            for (option, directive) in PARTS {
                if options.get(option).is_some() {
                    let (name, option) = (format!("{directive}: "), format!("{option}: "));
                    *write = write.replace(&name, &option);
                }
            }
        }
    });
}

/// Reads how the field differs from the base's. A text is a whole field; of everything else, what is not written is the base's.
pub(super) fn read_change(options: &Options<'_>, out: &mut Diagnostics) -> HstsChange {
    let Some(written) = written(options, out) else {
        return HstsChange::Off;
    };
    if written.from_text {
        return match whole(written.directives, options, out) {
            Some(HeaderPolicy::StrictTransportSecurity(policy)) => HstsChange::Replace(policy),
            _ => HstsChange::Off,
        };
    }
    if !written.is_on {
        for (part, _) in PARTS {
            if let Some(setting) = options.get(part) {
                let option = part.as_str();
                let needs = OptionName::StrictTransportSecurity.as_str();
                let condition = Condition::BaseSendsNone(vec![DirectiveField::Hsts]);
                let problem = Problem::NeedlessOption { option, needs };
                out.report_if(condition, &setting.name, problem);
            }
        }
    }
    let name = OptionName::StrictTransportSecurity;
    let edits = report_at_option(options, name, out, |out| {
        let read = strict_transport_security::read_edits(&written.directives, written.is_on, out);
        name_options(options, out);
        read
    });
    HstsChange::Edit(edits)
}

/// The directives of the option and of those that stand for one; `None` if there must be no field.
fn written(options: &Options<'_>, out: &mut Diagnostics) -> Option<Written> {
    let name = OptionName::StrictTransportSecurity;
    let setting = options.get(name);
    let mut from_text = false;
    let mut directives = match setting {
        Some(setting) if is_off(setting) => {
            for (part, _) in PARTS {
                options.needless(part, "strict_transport_security: true", out);
            }
            return None;
        }
        Some(setting) => match &setting.value {
            SettingValue::Statements(statements) => {
                let is_text = |it: &Statement| it.name.spelling == Spelling::Text;
                from_text = statements.iter().any(is_text);
                statements.clone()
            }
            _ if is_on(setting) => Vec::new(),
            _ => {
                wrong(setting, name, name.expected(), out);
                return None;
            }
        },
        None => Vec::new(),
    };
    for (part, directive) in PARTS {
        if let Some(
            setting @ Setting {
                name,
                value: SettingValue::Words(values),
            },
        ) = options.get(part)
        {
            // Among the directives of the header, a name alone is a value.
            if values.is_empty() {
                let is_age = part == OptionName::StrictTransportSecurityMaxAge;
                let age = "a number of seconds, such as 63072000";
                let expected = if is_age { age } else { "true or false" };
                wrong(setting, part, expected, out);
                continue;
            }
            let name = Word {
                text: directive.to_owned(),
                ..name.clone()
            };
            directives.push(Statement {
                name,
                values: values.clone(),
            });
        }
    }
    Some(Written {
        directives,
        from_text,
        is_on: setting.is_some(),
    })
}
