//! Tokens into directives and options. No word of a specification stands here: which option takes what is the table's to say.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use talisman_policy::headers::Shape;
use talisman_policy::headers::csp::Operator;
use talisman_policy::policy::{OptionName, Problem, Setting, SettingValue, split_setting};
use talisman_policy::{Diagnostics, Statement, Word, text};

use crate::spans::Spans;
use crate::words::{between_commas, flat, is_punct, named, string, unexpected, words};
use crate::{json, members};

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
pub(crate) fn directives(tokens: &[TokenTree], spans: &mut Spans) -> Vec<Statement> {
    match tokens {
        [token] => match string(token) {
            Some(value) => directives_in_text(token, value, spans),
            None => directives_in_words(tokens, spans),
        },
        _ => directives_in_words(tokens, spans),
    }
}

fn directives_in_text(literal: &TokenTree, value: String, spans: &mut Spans) -> Vec<Statement> {
    let split = text::split_directives(&value, spans.next());
    spans.push_text(literal.to_token_stream(), value, split.ranges);
    split.statements
}

fn directives_in_words(tokens: &[TokenTree], spans: &mut Spans) -> Vec<Statement> {
    tokens
        .split(|token| is_punct(token, ';'))
        .filter_map(|directive| statement(words(directive, spans)))
        .collect()
}

/// A name, and the values behind it.
fn statement(words: Vec<Word>) -> Option<Statement> {
    let mut words = words.into_iter();
    Some(Statement {
        name: words.next()?,
        values: words.collect(),
    })
}

/// The base of a derived policy, and the options behind it: `..BASE, name: value`.
pub(crate) fn base(tokens: &[TokenTree]) -> (Option<TokenStream>, &[TokenTree]) {
    match tokens {
        [first, second, rest @ ..] if is_punct(first, '.') && is_punct(second, '.') => {
            let end = rest
                .iter()
                .position(|token| is_punct(token, ','))
                .unwrap_or(rest.len());
            let (base, options) = rest.split_at(end);
            (Some(base.iter().cloned().collect()), options)
        }
        _ => (None, tokens),
    }
}

/// The options of a policy: `name: value,`, each value taken apart as the option's shape says.
pub(crate) fn settings(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Setting> {
    let mut settings = Vec::new();
    let parts: Vec<&[TokenTree]> = tokens
        .split(|token| is_punct(token, ','))
        .flat_map(|part| at_blocks(part, spans, out))
        .collect();
    for setting in parts {
        let (name, value) = named(setting);
        let mut names = words(name, spans).into_iter();
        let Some(name) = names.next() else {
            unexpected(setting, spans, out);
            continue;
        };
        for more in names {
            out.report(
                &more,
                Problem::UnexpectedToken {
                    found: more.text.clone(),
                },
            );
        }
        let option = OptionName::from_word(&name.text);
        let value = setting_value(option, value.unwrap_or_default(), spans, out);
        settings.push(Setting { name, value });
    }
    settings
}

/// What stands between two commas: one setting, or several if the comma behind a block is missing, which is told.
fn at_blocks<'a>(
    mut tokens: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<&'a [TokenTree]> {
    let mut settings = Vec::new();
    while !tokens.is_empty() {
        let is_block = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() != Delimiter::Parenthesis);
        let end = tokens
            .iter()
            .position(is_block)
            .map_or(tokens.len(), |at| at + 1);
        let (setting, behind) = tokens.split_at(end);
        settings.push(setting);
        if !behind.is_empty() {
            unexpected(behind, spans, out);
        }
        tokens = behind;
    }
    settings
}

fn setting_value(
    option: Option<OptionName>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    let is_json = option.map(OptionName::shape) == Some(Shape::Json);
    match tokens {
        [TokenTree::Group(group)] if is_json && group.delimiter() == Delimiter::Bracket => {
            json(&flat(group.stream()), spans, out)
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Bracket => {
            let tokens = flat(group.stream());
            let items = tokens.split(|token| is_punct(token, ','));
            SettingValue::Words(items.flat_map(|item| words(item, spans)).collect())
        }
        [TokenTree::Group(group)] if group.delimiter() == Delimiter::Brace => {
            let Some(option) = option else {
                return SettingValue::Refused;
            };
            block(option.shape(), &flat(group.stream()), tokens, spans, out)
        }
        [literal] => match (option, string(literal)) {
            (Some(option), Some(value)) if option.shape() != Shape::Words => {
                // A string in the place of a block is a field value, as the header has it.
                let (setting, ranges) = split_setting(option, &value, spans.next(), out);
                spans.push_text(literal.to_token_stream(), value, ranges);
                setting
            }
            _ => words_or_item(option, tokens, spans, out),
        },
        _ => words_or_item(option, tokens, spans, out),
    }
}

fn json(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> SettingValue {
    json::values(tokens, spans, out).map_or(SettingValue::Refused, SettingValue::Json)
}

/// Words, or an item or a list with its parameters: `same-origin; report-to = "endpoint"`, `(response-origin); report-to = main`.
fn words_or_item(
    option: Option<OptionName>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    let value = match option.map(OptionName::shape) {
        Some(Shape::Item) => {
            let item = members::item(tokens, spans, out);
            item.map(|item| SettingValue::Item(Some(item)))
        }
        Some(Shape::InnerList) => match members::list(tokens, spans, out) {
            Some(list) => Some(SettingValue::List(Some(list))),
            None => Some(SettingValue::Words(words(tokens, spans))),
        },
        _ => Some(SettingValue::Words(words(tokens, spans))),
    };
    value.unwrap_or(SettingValue::Words(Vec::new()))
}

fn block(
    shape: Shape,
    inside: &[TokenTree],
    whole: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    match shape {
        Shape::Directives => match inside {
            [first, second, edits @ ..] if is_punct(first, '.') && is_punct(second, '.') => {
                SettingValue::Edits(edited_directives(edits, spans))
            }
            _ => match inside.windows(2).find(|pair| change(pair).is_some()) {
                Some(sign) => {
                    let found = sign.iter().map(ToString::to_string).collect::<String>();
                    let site = spans.push(sign.iter().cloned().collect(), &found);
                    let write = "write `..;` in front of the directives, and `..BASE,` in front of the options";
                    out.report(site, Problem::NoBase { found, write });
                    SettingValue::Refused
                }
                None => SettingValue::Statements(directives_in_words(inside, spans)),
            },
        },
        Shape::FeatureDirectives => SettingValue::Statements(directives_in_words(inside, spans)),
        Shape::Parameters => SettingValue::Statements(parameters(inside, spans, out)),
        Shape::Dictionary | Shape::Named => {
            SettingValue::Members(members::members(inside, spans, out))
        }
        Shape::Json => json(whole, spans, out),
        Shape::Words | Shape::FieldWords | Shape::CommaList | Shape::Item | Shape::InnerList => {
            unexpected(whole, spans, out);
            SettingValue::Refused
        }
    }
}

/// `+=` or `-=`
fn change(tokens: &[TokenTree]) -> Option<Operator> {
    match tokens {
        [sign, equals, ..] if is_punct(sign, '+') && is_punct(equals, '=') => {
            Some(Operator::Append)
        }
        [sign, equals, ..] if is_punct(sign, '-') && is_punct(equals, '=') => {
            Some(Operator::Remove)
        }
        _ => None,
    }
}

/// `name value;`, `name += value;` and `name -= value;`
fn edited_directives(tokens: &[TokenTree], spans: &mut Spans) -> Vec<(Operator, Statement)> {
    let mut edits = Vec::new();
    for directive in tokens.split(|token| is_punct(token, ';')) {
        let found = (0..directive.len()).find_map(|at| Some((at, change(directive.get(at..)?)?)));
        let (found_words, operator) = match found {
            Some((at, operator)) => {
                let mut name = words(directive.get(..at).unwrap_or_default(), spans);
                name.extend(words(directive.get(at + 2..).unwrap_or_default(), spans));
                (name, operator)
            }
            None => (words(directive, spans), Operator::Set),
        };
        edits.extend(statement(found_words).map(|statement| (operator, statement)));
    }
    edits
}

/// `name: value,` of a block of parameters.
fn parameters(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Vec<Statement> {
    let mut parameters = Vec::new();
    for parameter in between_commas(tokens) {
        let (name, value) = named(parameter);
        match words(name, spans).into_iter().next() {
            Some(name) => parameters.push(Statement {
                name,
                values: words(value.unwrap_or_default(), spans),
            }),
            None => unexpected(parameter, spans, out),
        }
    }
    parameters
}
