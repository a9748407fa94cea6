//! X-XSS-Protection: the switch of a filter that browsers no longer have.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::values::read_values;
use crate::ground::word::{Spelling, Statement, Word};

/// Switches the XSS filter of old browsers, which could be turned against the page itself.
///
/// # ABNF
///
/// ```text
/// X-XSS-Protection = "0" / "1" [ ";" "mode=block" ] [ ";" "report=" reporting-uri ]
/// ```
///
/// # Deployment caveat
///
/// Chrome had the filter until 77, Safari until 15.3, Firefox never. Anything but `0` brings its holes back in the old
/// ones; a Content Security Policy does the job in all of today's.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum XXssProtection {
    /// `0`: off.
    Off,
    /// `1`: on.
    On {
        /// `mode=block`: shows nothing instead of a page with something cut out.
        block: bool,
        /// `report=`: where Chrome reported what it had found.
        report: Option<String>,
    },
}

problems! {
    /// What can be wrong with an X-XSS-Protection.
    pub enum Problem {
        /// Anything but 0.
        Legacy => Warning "xss-protection-legacy", "no specification: Chrome before 78, Safari before 15.4" {
            summary: "no browser has this filter any more, and where an old one does it lets attackers disable scripts on the page";
            help: "write 0 or leave the header out; a Content-Security-Policy without 'unsafe-inline' does the job";
        }

        /// There is neither 0 nor 1.
        Empty => Error "xss-protection-empty", "no specification: Chrome before 78, Safari before 15.4" {
            summary: "there is no value: every browser ignores the header";
            help: "write 0, or leave the header out";
        }

        /// Neither 0 nor 1.
        UnknownValue { word: String } => Error "xss-protection-unknown-value", "no specification: Chrome before 78, Safari before 15.4" {
            summary: "`{word}` is neither 0 nor 1: every browser ignores the header";
            help: "write 0, or leave the header out";
            instead: "0";
        }

        /// A parameter that does not exist.
        UnknownParameter { word: String } => Error "xss-protection-unknown-parameter", "no specification: Chrome before 78, Safari before 15.4" {
            summary: "`{word}` is not a parameter: a browser that has the filter ignores the whole header";
            help: "write mode=block or report= with a URL after 1, or leave it out";
        }

        /// A parameter after 0, or twice.
        StrayParameter { word: String } => Error "xss-protection-stray-parameter", "no specification: Chrome before 78, Safari before 15.4" {
            summary: "`{word}` is not allowed here: each parameter appears once, and only after 1";
            help: "leave it out";
        }

        /// A value that the parameter does not take.
        ParameterValue { name: &'static str, takes: &'static str, write: &'static str } => Error "xss-protection-parameter-value", "no specification: Chrome before 78, Safari before 15.4" {
            summary: "{name} takes {takes}: a browser that has the filter ignores the whole header";
            help: "write {write}";
        }
    }
}

/// The field value.
impl std::fmt::Display for XXssProtection {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Off => formatter.write_str("0"),
            Self::On { block, report } => {
                formatter.write_str(if *block { "1; mode=block" } else { "1" })?;
                report
                    .iter()
                    .try_for_each(|url| write!(formatter, "; report={url}"))
            }
        }
    }
}

/// Reads the value and its parameters; among Rust tokens `true` is what flask-talisman's `True` sends, `1; mode=block`.
pub fn read(statements: &[Statement], out: &mut Diagnostics) -> Option<XXssProtection> {
    let Some((first, parameters)) = statements.split_first() else {
        out.report(Place::Whole, Problem::Empty);
        return None;
    };
    let is_true = first.name.spelling == Spelling::Bare && first.name.text == "true";
    let on = match first.name.text.as_str() {
        "0" if first.values.is_empty() => false,
        "1" if first.values.is_empty() => true,
        _ if is_true => true,
        word => {
            out.report(
                &first.name,
                Problem::UnknownValue {
                    word: word.to_owned(),
                },
            );
            return None;
        }
    };
    let before = out.iter().len();
    let mut mode = is_true.then_some(true);
    let mut report = None;
    for parameter in parameters {
        let name = &parameter.name;
        let stray = |known: bool| !on || known;
        if name.is("mode") && !stray(mode.is_some()) {
            mode = Some(read_mode(parameter, out));
        } else if name.is("report") && !stray(report.is_some()) {
            report = Some(read_report(parameter, out));
        } else if name.is("mode") || name.is("report") {
            out.report(
                name,
                Problem::StrayParameter {
                    word: name.text.clone(),
                },
            );
        } else {
            out.report(
                name,
                Problem::UnknownParameter {
                    word: name.text.clone(),
                },
            );
        }
    }
    if !on {
        return Some(XXssProtection::Off);
    }
    if out.iter().len() == before {
        out.report(&first.name, Problem::Legacy);
    }
    Some(XXssProtection::On {
        block: mode == Some(true),
        report: report.flatten(),
    })
}

fn read_mode(parameter: &Statement, out: &mut Diagnostics) -> bool {
    read_values(&parameter.values, out, |values, out| match values.take() {
        Some(value) if value.is("block") => {}
        value => out.report(
            value.unwrap_or(&parameter.name),
            Problem::ParameterValue {
                name: "mode",
                takes: "block",
                write: "mode=block",
            },
        ),
    });
    true
}

/// reporting-uri = URI-reference, RFC 3986 section 4.1
fn read_report(parameter: &Statement, out: &mut Diagnostics) -> Option<String> {
    let is_uri = |word: &&Word| {
        let stray = |byte: u8| !byte.is_ascii_graphic() || b"\"<>\\^`{|};,".contains(&byte);
        !word.text.is_empty() && !word.text.bytes().any(stray)
    };
    let value = read_values(&parameter.values, out, |values, _| values.take());
    let found = value.filter(is_uri);
    if found.is_none() {
        let place = value.unwrap_or(&parameter.name);
        out.report(
            place,
            Problem::ParameterValue {
                name: "report",
                takes: "a URL",
                write: "report= and the URL, with nothing else after it",
            },
        );
    }
    found.map(|word| word.text.clone())
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::Site;
    use crate::text::split_parameters;

    #[track_caller]
    fn checked(text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut out = Diagnostics::new();
        let value = read(&split_parameters(text, Site(0)).statements, &mut out);
        let codes = out
            .iter()
            .map(|diagnostic| diagnostic.problem.explain().code)
            .collect();
        (value.map(|value| value.to_string()), codes)
    }

    #[test]
    fn anything_but_zero_warns() {
        assert_eq!(checked("0"), (Some("0".to_owned()), vec![]));
        for (text, serialized) in [
            ("1", "1"),
            ("1;mode = Block", "1; mode=block"),
            (
                "1; report=https://a.example/x; mode=block",
                "1; mode=block; report=https://a.example/x",
            ),
        ] {
            assert_eq!(
                checked(text),
                (Some(serialized.to_owned()), vec!["xss-protection-legacy"])
            );
        }
    }

    #[test]
    fn problems_have_their_codes() {
        for (text, code) in [
            ("", "xss-protection-empty"),
            ("2", "xss-protection-unknown-value"),
            ("1=1", "xss-protection-unknown-value"),
            ("mode=block", "xss-protection-unknown-value"),
            ("0; mode=block", "xss-protection-stray-parameter"),
            (
                "1; mode=block; mode=block",
                "xss-protection-stray-parameter",
            ),
            ("1; mode", "xss-protection-parameter-value"),
            ("1; mode=filter", "xss-protection-parameter-value"),
            ("1; report=", "xss-protection-parameter-value"),
            ("1; report=a b", "xss-protection-parameter-value"),
            ("1; mood=block", "xss-protection-unknown-parameter"),
        ] {
            assert_eq!(checked(text).1.first(), Some(&code), "{text}");
        }
    }
}
