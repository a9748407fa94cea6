//! The rows of `tests/conformance/`, read from Rust tokens: the same policy and the same problems as from the text.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;
use talisman_policy::headers::Header;
use talisman_policy::headers::json::Json;
use talisman_policy::level::{self, LevelSetting};
use talisman_policy::policy::{self, OptionName, Setting, SettingValue};
use talisman_policy::{Diagnostic, Diagnostics, MemberValue, Problem, Word};
use talisman_tests::{ConformanceRow, FILES, Outcome, WEAKNESSES, problems, rows};

use crate::spans::Spans;
use crate::words::flat;
use crate::{levels, literals, parse};

/// The files whose rows are what `csp!` takes; those of all others are options of `talisman_policy!`.
pub(crate) const OF_CSP: &[&str] = &["content-security-policy", WEAKNESSES];

/// The files whose rows are the value of one field, which an option takes.
fn fields() -> impl Iterator<Item = &'static str> {
    let others = [OF_OPTIONS, OF_A_SWITCH];
    let files = FILES.iter().map(String::as_str);
    files.filter(move |file| !OF_CSP.contains(file) && !others.contains(file))
}

/// The file whose rows are options.
const OF_OPTIONS: &str = "policy";

/// The file of the one field that no option takes a value of: it is sent or not.
const OF_A_SWITCH: &str = "x-download-options";

#[test]
fn the_words_of_csp_say_what_the_text_says() {
    for file in OF_CSP {
        hold(file, |row| Some(csp(row, &tokens(&row.tokens()))));
    }
}

#[test]
fn a_string_in_csp_says_what_the_text_says() {
    for file in OF_CSP {
        hold(file, |row| {
            let literal = TokenTree::from(Literal::string(row.text.as_deref()?));
            Some(csp(row, &[literal]))
        });
    }
}

#[test]
fn the_words_of_an_option_say_what_the_text_says() {
    for file in fields() {
        hold(file, |row| {
            Some(field(row.header(file)?, &tokens(row.written_tokens()?)))
        });
    }
}

#[test]
fn a_string_in_an_option_says_what_the_text_says() {
    for file in fields() {
        hold(file, |row| {
            let value = Literal::string(pasted(row)?);
            let header = row.header(file)?;
            let option = OptionName::of(header)?.as_str().parse::<TokenStream>();
            let option = option.expect("an option's name lexes");
            // A CSP would do the job of ALLOW-FROM, and the header's own text says nothing of one.
            let policy = quote!(#option: #value, content_security_policy: off);
            Some(field(header, &flat(policy)))
        });
    }
}

#[test]
fn a_policy_sends_the_fields_of_its_options() {
    hold(OF_OPTIONS, |row| {
        let (policy, problems) = read(&tokens(&row.tokens()));
        let mut lines = Vec::new();
        let policy = policy.as_ref();
        lines.extend(
            policy
                .into_iter()
                .flat_map(policy::Policy::fields)
                .map(|field| {
                    let value = field.value.template().0.replace("'nonce-'", "'nonce'");
                    format!("{}: {value}", field.name)
                }),
        );
        lines.extend(
            policy
                .map(|policy| policy.remove_fields.join(" "))
                .filter(|names| !names.is_empty())
                .map(|names| format!("remove_fields: {names}")),
        );
        lines.extend(
            policy
                .and_then(|policy| policy.force_https.as_ref())
                .map(|force_https| {
                    let policy::ForceHttps {
                        status,
                        hosts,
                        to,
                        exempt,
                    } = force_https;
                    let to = to
                        .as_ref()
                        .map(|to| format!(" to {to}"))
                        .unwrap_or_default();
                    format!("force_https: {status} {hosts:?} {exempt:?}{to}")
                }),
        );
        lines.extend(
            policy
                .and_then(|policy| policy.session_cookies.as_ref())
                .map(|cookies| {
                    let mut line = format!("session_cookies: {:?}", cookies.names);
                    line.push_str(if cookies.secure { " Secure" } else { "" });
                    line.push_str(if cookies.http_only { " HttpOnly" } else { "" });
                    line.extend(
                        cookies
                            .same_site
                            .map(|same_site| format!(" SameSite={same_site}")),
                    );
                    line.push_str(if cookies.partitioned {
                        " Partitioned"
                    } else {
                        ""
                    });
                    line
                }),
        );
        Some(Outcome {
            serialized: policy.map(|_| lines.join("\n")),
            problems,
        })
    });
}

/// The text of a row that an option can be asked about: one without a value, or with the name of its field before it, has a problem
/// of its own.
fn pasted(row: &ConformanceRow) -> Option<&str> {
    let is_value = |text: &&str| {
        !text.is_empty()
            && !row
                .problems
                .iter()
                .any(|problem| problem.starts_with("field-"))
    };
    row.text.as_deref().filter(is_value)
}

fn csp(row: &ConformanceRow, tokens: &[TokenTree]) -> Outcome {
    let mut reported = Diagnostics::new();
    let directives = parse::directives(tokens, &mut Spans::default(), &mut reported);
    assert!(reported.is_empty(), "{}", row.name);
    Outcome::of_csp(&directives, row.disposition.into())
}

/// The value of one field of the policy that an option makes.
fn field(header: Header, tokens: &[TokenTree]) -> Outcome {
    let (policy, problems) = read_as(tokens, |_, found| of_one_field(found));
    let fields = policy.iter().flat_map(policy::Policy::fields);
    let found = fields
        .into_iter()
        .find(|field| field.name == header.field_name())
        .map(|field| field.value.template().0);
    // What is wrong with the whole value stands on the option's name.
    let option = name_of_option(tokens);
    let problems = problems
        .into_iter()
        .map(|problem| match problem.strip_suffix(&option) {
            Some(code) if code.ends_with('@') => code.to_owned(),
            _ => problem,
        });
    Outcome {
        serialized: found,
        problems: problems.collect(),
    }
}

/// What its own reader says of a field, advice included, as it is reported for a text.
fn of_one_field(found: Diagnostics) -> Diagnostics {
    let mut out = Diagnostics::new();
    for Diagnostic {
        problem,
        place,
        also,
        ..
    } in found
    {
        match (problem, also) {
            (
                Problem::Csp(_)
                | Problem::CspWeakness(_)
                | Problem::Relation(_)
                | Problem::Header(_),
                _,
            ) => {}
            (problem, Some(also)) => out.report_both(place, also, problem),
            (problem, None) => out.report(place, problem),
        }
    }
    out
}

fn name_of_option(tokens: &[TokenTree]) -> String {
    tokens.first().map(ToString::to_string).unwrap_or_default()
}

fn read(tokens: &[TokenTree]) -> (Option<policy::Policy>, Vec<String>) {
    read_as(tokens, level::apply)
}

fn read_as(
    tokens: &[TokenTree],
    judge: impl Fn(&[LevelSetting], Diagnostics) -> Diagnostics,
) -> (Option<policy::Policy>, Vec<String>) {
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, options) = levels::levels(tokens, &mut spans, &mut out);
    let (options, _) = literals::resolve(options, &mut spans, &mut out);
    let settings = parse::settings(&options, &mut spans, &mut out);
    let policy = policy::read(&settings, &mut out);
    let out = judge(&levels, out);
    let codes = levels.iter().map(|level| &level.code);
    let words: Vec<&Word> = settings.iter().flat_map(words).chain(codes).collect();
    let problems = problems(&out, |site| {
        words
            .iter()
            .find(|word| word.site == site)
            .map(|word| word.text.as_str())
    });
    (
        out.finish(Some(policy)).ok().map(|(policy, _)| policy),
        problems,
    )
}

fn words(setting: &Setting) -> Vec<&Word> {
    let mut words = vec![&setting.name];
    match &setting.value {
        SettingValue::Words(more) => words.extend(more),
        SettingValue::Statements(statements) => {
            words.extend(
                statements.iter().flat_map(|statement| {
                    std::iter::once(&statement.name).chain(&statement.values)
                }),
            );
        }
        SettingValue::Members(members) => {
            for member in members {
                words.push(&member.key);
                match &member.value {
                    MemberValue::Absent => {}
                    MemberValue::Item(word) => words.push(word),
                    MemberValue::List(list) => words.extend(list),
                }
                words.extend(
                    member
                        .parameters
                        .iter()
                        .flat_map(|(name, value)| std::iter::once(name).chain(value)),
                );
            }
        }
        SettingValue::Item(Some(item)) => {
            words.push(&item.value);
            words.extend(
                item.parameters
                    .iter()
                    .flat_map(|(name, value)| std::iter::once(name).chain(value)),
            );
        }
        SettingValue::List(Some(list)) => {
            words.extend(&list.items);
            let parameters = list.parameters.iter();
            words.extend(parameters.flat_map(|(name, value)| std::iter::once(name).chain(value)));
        }
        SettingValue::Json(values) => values.iter().for_each(|value| scalars(value, &mut words)),
        _ => {}
    }
    words
}

/// The names and the scalars of a JSON value: what has a text among tokens.
fn scalars<'a>(value: &'a Json, words: &mut Vec<&'a Word>) {
    match value {
        Json::Scalar(word) => words.push(word),
        Json::Array(_, values) => values.iter().for_each(|value| scalars(value, words)),
        Json::Object(_, members) => members.iter().for_each(|(name, value)| {
            words.push(name);
            scalars(value, words);
        }),
    }
}

fn tokens(text: &str) -> Vec<TokenTree> {
    let tokens = text.parse::<TokenStream>().expect("the row's tokens lex");
    flat(tokens)
}

/// Reads every row and lists all that give something else than they say.
#[track_caller]
fn hold(file: &str, read: impl Fn(&ConformanceRow) -> Option<Outcome>) {
    let rows = rows(file);
    let failures: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let is_hash = |problem: &String| problem.starts_with("tokens-hash");
            let is_page = |problem: &String| problem.starts_with("pages-");
            if cfg!(not(feature = "hashes")) && row.problems.iter().any(is_hash)
                || cfg!(not(feature = "pages")) && row.problems.iter().any(is_page)
            {
                return None;
            }
            let found = read(row)?.about(file, row).unquoted();
            let expected = row.expected().unquoted();
            let differs = !agree(&found, &expected);
            differs.then(|| {
                format!(
                    "{}\n    {}\n  expected {expected:?}\n  found    {found:?}\n",
                    row.name,
                    row.tokens()
                )
            })
        })
        .collect();
    assert!(
        failures.is_empty(),
        "{file}: {} of {} rows:\n{}",
        failures.len(),
        rows.len(),
        failures.join("\n")
    );
}

/// Whether two outcomes are the same. A problem of a comma or another sign that is not a word has no word among tokens.
fn agree(found: &Outcome, expected: &Outcome) -> bool {
    let same = |(found, expected): (&String, &String)| {
        found == expected || found.ends_with('@') && expected.starts_with(found.as_str())
    };
    found.serialized == expected.serialized
        && found.problems.len() == expected.problems.len()
        && found.problems.iter().zip(&expected.problems).all(same)
}
