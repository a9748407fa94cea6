//! Tokens into directives and options. No word of a specification is here: which option takes what is the table's to say.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use talisman_policy::headers::{Shape, server_word};
use talisman_policy::policy::{OptionName, Setting, SettingValue, split_setting};
use talisman_policy::{Diagnostics, Spelling, Statement, Word, policy, text, tokens};

use crate::braces::{braces, has_equals, without_braces, without_brackets, without_switches};
use crate::directives::{block_of_directives, directives_in_words};
use crate::entries::{Of, begins_option, entries, items, report_missing_comma};
use crate::literals::{is_refused, report_expression};
use crate::spans::Spans;
use crate::words::{flat, inside, is_punct, string, words};
use crate::{arithmetic, constants, json, members};

/// What the facade's macro hands over: the path that generated code begins with, and the user's tokens.
pub(crate) struct Input {
    /// The path of the crate `talisman`, whatever the user calls it.
    pub(crate) krate: TokenStream,
    /// What the user wrote.
    pub(crate) tokens: Vec<TokenTree>,
}

impl Input {
    /// Takes the path off the front.
    pub(crate) fn new(tokens: TokenStream) -> Self {
        let mut tokens = tokens.into_iter();
        match tokens.next() {
            Some(TokenTree::Group(krate)) => Self {
                krate: krate.stream(),
                tokens: flat(tokens),
            },
            _ => unreachable!("talisman's macro_rules put the path of the crate in front"),
        }
    }
}

/// The directives of a CSP, in either spelling: one string literal, or words.
pub(crate) fn directives(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Statement> {
    if let [token] = tokens {
        if let Some(value) = string(token) {
            let split = text::split_directives(&value, spans.next());
            spans.push_text(token.to_token_stream(), value, split.ranges);
            return split.statements;
        }
    }
    directives_in_words(tokens, spans, out)
}

/// The base of a derived policy, `..BASE`, and the options, which follow it. A base that follows an option is reported, and
/// is the base all the same.
pub(crate) fn base(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Option<TokenStream>, Vec<TokenTree>) {
    let is_end = |token: &TokenTree| is_punct(token, ',') || is_punct(token, ';');
    let is_base = |at: &usize| {
        let is_dot = |at: usize| tokens.get(at).is_some_and(|token| is_punct(token, '.'));
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        is_dot(*at) && is_dot(at + 1) && before.is_none_or(|token| is_end(token) || is_group(token))
    };
    let Some(start) = (0..tokens.len()).find(is_base) else {
        return (None, tokens.to_vec());
    };
    let rest = tokens.get(start + 2..).unwrap_or_default();
    let is_next =
        |at: &usize| rest.get(*at).is_some_and(is_end) || *at > 0 && begins_option(rest, *at);
    let length = (0..rest.len()).find(is_next).unwrap_or(rest.len());
    let (base, behind) = rest.split_at(length);
    if start > 0 {
        let written: TokenStream = base.iter().cloned().collect();
        let base = written.to_string().replace(' ', "");
        let site = spans.push(
            tokens
                .iter()
                .skip(start)
                .take(length + 2)
                .cloned()
                .collect(),
            "..",
        );
        out.report(site, tokens::Problem::BaseNotFirst { base });
    }
    if behind.first().is_some_and(|token| !is_end(token)) {
        report_missing_comma(behind, false, spans, out);
    }
    let options = tokens.iter().take(start).chain(behind);
    (
        Some(base.iter().cloned().collect()),
        options.cloned().collect(),
    )
}

fn is_group(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(_))
}

/// The options of a policy: `name: value,`, each value taken apart as the option's shape says.
pub(crate) fn settings(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Setting> {
    let mut settings = Vec::new();
    for entry in entries(tokens, Of::Options, spans, out) {
        let Some(name) = words(entry.name, spans, out).into_iter().next() else {
            continue;
        };
        let option = OptionName::from_word(&name.text);
        let value = entry.value.unwrap_or_default();
        let value = without_server_words(option, value, spans, out);
        let value = setting_value(option, value, spans, out);
        settings.push(Setting { name, value });
    }
    settings
}

/// A header's value without what the configuration of a server has after it, which is reported.
fn without_server_words<'a>(
    option: Option<OptionName>,
    value: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> &'a [TokenTree] {
    if option.is_none_or(|option| option.header().is_none()) {
        return value;
    }
    let is_of_server = |token: &&TokenTree| server_word(&token.to_string()).is_some();
    let count = value.iter().rev().take_while(is_of_server).count();
    let (before, words) = value.split_at(value.len() - count);
    let Some(problem) = words
        .first()
        .and_then(|word| server_word(&word.to_string()))
    else {
        return value;
    };
    if before.is_empty() {
        return value;
    }
    let site = spans.push(words.iter().cloned().collect(), "");
    out.report(site, problem);
    before
}

fn setting_value(
    option: Option<OptionName>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    if tokens.iter().any(is_refused) {
        return SettingValue::Refused;
    }
    let shape = option.map(OptionName::shape);
    match tokens {
        [TokenTree::Group(group), behind @ ..] if group.delimiter() == Delimiter::Bracket => {
            leftover(behind, "[ .. ]", spans, out);
            if shape == Some(Shape::Json) {
                return json(&inside(group), spans, out);
            }
            let words = listed(&inside(group), spans, out);
            without_switches(option, words, tokens, spans, out)
        }
        [TokenTree::Group(group), behind @ ..] if group.delimiter() == Delimiter::Brace => {
            leftover(behind, "{ .. }", spans, out);
            let whole = tokens.get(..1).unwrap_or_default();
            shape.map_or(SettingValue::Refused, |shape| {
                block(option, shape, &inside(group), whole, spans, out)
            })
        }
        path if shape == Some(Shape::Directives) && constants::is_path(path) => {
            constants::setting(path, spans, out)
        }
        [TokenTree::Ident(name)]
            if shape.is_some_and(is_block_shape) && policy::is_constant(&name.to_string()) =>
        {
            report_expression(tokens, spans, out);
            SettingValue::Refused
        }
        [literal] => match (option, string(literal)) {
            (Some(option), Some(value)) if option.shape() != Shape::Words => {
                // A string in the place of a block is a field value, as the header has it.
                let (setting, ranges) = split_setting(option, &value, spans.next(), out);
                spans.push_text(literal.to_token_stream(), value, ranges);
                setting
            }
            _ => words_or_item(shape, tokens, spans, out),
        },
        [TokenTree::Ident(name), TokenTree::Group(_), ..] if name != "unchecked" => {
            report_expression(tokens, spans, out);
            SettingValue::Refused
        }
        _ if shape.is_some_and(is_block_shape) && has_equals(tokens) => {
            without_braces(option, tokens, spans, out);
            SettingValue::Refused
        }
        _ if option.is_some_and(OptionName::takes_list) => match value_words(tokens, spans, out) {
            Some(words) => without_brackets(option, words, tokens, spans, out),
            None => SettingValue::Refused,
        },
        _ => words_or_item(shape, tokens, spans, out),
    }
}

/// Whether the values of a shape are written in braces.
pub(crate) fn is_block_shape(shape: Shape) -> bool {
    match shape {
        Shape::Words | Shape::FieldWords | Shape::CommaList | Shape::Item | Shape::InnerList => {
            false
        }
        Shape::Parameters
        | Shape::Directives
        | Shape::FeatureDirectives
        | Shape::Dictionary
        | Shape::Json
        | Shape::Named => true,
    }
}

/// Reports the first of the tokens after a value in brackets, after which nothing can be.
pub(crate) fn leftover(
    tokens: &[TokenTree],
    value: &str,
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    if let Some(word) = words(tokens, spans, out).into_iter().next() {
        let (found, value) = (word.text.clone(), value.to_owned());
        out.report(&word, tokens::Problem::Leftover { found, value });
    }
}

/// `[word, word]`
fn listed(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> SettingValue {
    let mut listed = Vec::new();
    for item in items(tokens, spans, out) {
        let words = words(item, spans, out);
        // Of a sign, its option's reader says that it is not a word.
        let is_word = |word: &&Word| word.text.contains(|c: char| c.is_ascii_alphanumeric());
        for word in words.iter().skip(1).take(1).filter(is_word) {
            let name = match word.spelling {
                Spelling::Bare => word.text.clone(),
                spelling => spelling.word(&word.text),
            };
            out.report(
                word,
                tokens::Problem::MissingComma {
                    name,
                    lacks_colon: false,
                },
            );
        }
        listed.extend(words);
    }
    if listed.is_empty() && tokens.iter().any(is_refused) {
        return SettingValue::Refused;
    }
    SettingValue::Words(listed)
}

fn json(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> SettingValue {
    json::values(tokens, spans, out).map_or(SettingValue::Refused, SettingValue::Json)
}

/// Words, or an item or a list with its parameters: `same-origin; report-to = "endpoint"`, `(response-origin); report-to = main`.
fn words_or_item(
    shape: Option<Shape>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    match shape {
        Some(Shape::Item) => match members::item(tokens, spans, out) {
            Some(item) => SettingValue::Item(Some(item)),
            None => SettingValue::Words(Vec::new()),
        },
        Some(Shape::InnerList) => match members::list(tokens, spans, out) {
            Some(list) => SettingValue::List(Some(list)),
            None => SettingValue::Words(words(tokens, spans, out)),
        },
        Some(Shape::Words) => match value_words(tokens, spans, out) {
            Some(words) => SettingValue::Words(words),
            None => SettingValue::Refused,
        },
        _ => SettingValue::Words(words(tokens, spans, out)),
    }
}

/// The words of a value, or the number that they calculate; `None` if there is none, which is reported.
pub(crate) fn value_words(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Option<Vec<Word>> {
    let number = match arithmetic::number(tokens) {
        // As it is written, for what is said about it.
        None if is_expression(tokens) => {
            report_expression(tokens, spans, out);
            return None;
        }
        None => return Some(words(tokens, spans, out)),
        Some(number) => number,
    };
    let written: TokenStream = tokens.iter().cloned().collect();
    let found = written.to_string();
    match number {
        Ok(text) => {
            let site = spans.push(written, &text);
            let spelling = Spelling::Bare;
            Some(vec![Word {
                text,
                spelling,
                site,
            }])
        }
        Err(why) => {
            let site = spans.push(written, &found);
            out.report(site, tokens::Problem::Arithmetic { found, why });
            None
        }
    }
}

/// Whether tokens are joined by what only calculates: `365 * DAY`
fn is_expression(tokens: &[TokenTree]) -> bool {
    let calculates = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if "*+%|".contains(sign.as_char()));
    tokens.len() > 2 && tokens.iter().skip(1).any(calculates)
}

/// Whether a dictionary has lists among its values.
fn of_dictionary(option: Option<OptionName>) -> Of {
    match option {
        Some(OptionName::ReportingEndpoints) => Of::Items,
        _ => Of::Header,
    }
}

fn block(
    option: Option<OptionName>,
    shape: Shape,
    inside: &[TokenTree],
    whole: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    match shape {
        Shape::Directives => block_of_directives(inside, spans, out),
        Shape::FeatureDirectives => {
            SettingValue::Statements(directives_in_words(inside, spans, out))
        }
        Shape::Parameters => SettingValue::Statements(parameters(inside, spans, out)),
        Shape::Dictionary => {
            SettingValue::Members(members::members(inside, of_dictionary(option), spans, out))
        }
        Shape::Named => {
            let of = match option {
                Some(OptionName::SourceLists) => Of::Lists,
                _ => Of::Header,
            };
            SettingValue::Members(members::members(inside, of, spans, out))
        }
        Shape::Json => json(whole, spans, out),
        Shape::Words | Shape::FieldWords | Shape::CommaList | Shape::Item | Shape::InnerList => {
            braces(option, inside, whole, spans, out);
            SettingValue::Refused
        }
    }
}

/// `name: value,` of a block of parameters.
fn parameters(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Vec<Statement> {
    let mut parameters = Vec::new();
    for entry in entries(tokens, Of::Header, spans, out) {
        let value = entry.value.unwrap_or_default();
        if value.iter().any(is_refused) {
            continue;
        }
        let name = words(entry.name, spans, out).into_iter().next();
        let is_empty = entry.value.is_some_and(<[TokenTree]>::is_empty);
        if let (Some(name), true) = (&name, is_empty) {
            let name_of = name.text.clone();
            out.report(name, tokens::Problem::EmptyValue { name: name_of });
            continue;
        }
        if let (Some(name), Some(values)) = (name, value_words(value, spans, out)) {
            parameters.push(Statement { name, values });
        }
    }
    parameters
}
