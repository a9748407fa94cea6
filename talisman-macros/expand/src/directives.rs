//! Directives among tokens: `name word word;`, and in a derived policy what changes those of its base.

use proc_macro2::{Delimiter, TokenTree};
use talisman_policy::headers::csp::{self, DirectiveName, Operator};
use talisman_policy::policy::{Problem, SettingValue};
use talisman_policy::{Diagnostics, Statement, Word, tokens};

use crate::constants;
use crate::entries::{report_sign, sign_length};
use crate::literals::is_refused;
use crate::spans::Spans;
use crate::words::{inside, is_punct, name_length, string, words};

/// `name word word;`
pub(crate) fn directives_in_words(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Statement> {
    if is_map(tokens, spans, out) {
        return Vec::new();
    }
    let mut statements = Vec::new();
    for directive in directives(tokens, spans, out) {
        let before = out.iter().len();
        let words = directive_words(directive, spans, out);
        let is_reported = out.iter().len() > before || directive.iter().any(is_refused);
        statements.extend(statement(words, is_reported));
    }
    statements
}

/// The inside of a block of directives.
pub(crate) fn block_of_directives(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    if let [first, second, edits @ ..] = tokens {
        if is_punct(first, '.') && is_punct(second, '.') {
            let mut edits = behind_base(edits, spans, out);
            if edits.first().is_some_and(|token| is_punct(token, ',')) {
                let sign = tokens.get(..3).unwrap_or_default();
                report_sign(sign, "..;", spans, out);
                edits = edits.get(1..).unwrap_or_default();
            }
            return SettingValue::Edits(edited_directives(edits, spans, out));
        }
    }
    let write = "write `..;` before the directives, and `..BASE,` before the options";
    if is_change(tokens, write, spans, out) {
        return SettingValue::Refused;
    }
    if constants::is_path(tokens) {
        let found: String = tokens.iter().map(ToString::to_string).collect();
        let site = spans.push(tokens.iter().cloned().collect(), &found);
        let write = format!("write {found} without the braces, if it is a Csp");
        out.report(site, tokens::Problem::Expression { found, write });
        return SettingValue::Refused;
    }
    let before = out.iter().len();
    let statements = directives_in_words(tokens, spans, out);
    let is_reported = out.iter().len() > before || tokens.iter().any(is_refused);
    if statements.is_empty() && !tokens.is_empty() && is_reported {
        return SettingValue::Refused;
    }
    SettingValue::Statements(statements)
}

/// What follows `..` without the name of the base, which is named before the options.
fn behind_base<'a>(
    tokens: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> &'a [TokenTree] {
    let end = tokens.iter().position(|token| is_punct(token, ';'));
    let (base, edits) = tokens.split_at(end.unwrap_or(0));
    if !constants::is_path(base) {
        return tokens;
    }
    let found: String = base.iter().map(ToString::to_string).collect();
    let site = spans.push(base.iter().cloned().collect(), &found);
    let value = "..".to_owned();
    out.report(site, tokens::Problem::Leftover { found, value });
    edits
}

/// Whether directives are written as the entries of a map, `"img-src": ["'self'"]`, which is reported at the first of them.
pub(crate) fn is_map(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> bool {
    let (name, behind) = tokens.split_at(name_length(tokens));
    let sign = sign_length(behind);
    let values = behind.get(sign..).unwrap_or_default();
    let is_list = matches!(values.first(), Some(TokenTree::Group(list)) if list.delimiter() == Delimiter::Bracket);
    let key = name.first().and_then(string);
    let is_of_other_language = key.is_some() || !name.iter().any(|token| is_punct(token, '-'));
    let has_commas = values.iter().any(|token| is_punct(token, ','));
    let is_of_entries = tokens
        .split(|token| is_punct(token, ','))
        .skip(1)
        .any(is_entry);
    let is_map = is_list || is_of_entries || is_of_other_language && (has_commas || key.is_some());
    if sign == 0 || !is_map {
        return false;
    }
    let key = key.unwrap_or_else(|| name.iter().map(ToString::to_string).collect());
    let first = values.split(|token| is_punct(token, ',')).next();
    let listed: Vec<TokenTree> = first
        .unwrap_or_default()
        .iter()
        .flat_map(|token| match token {
            TokenTree::Group(list) => inside(list),
            token => vec![token.clone()],
        })
        .collect();
    let texts: Vec<String> = listed
        .split(|token| is_punct(token, ','))
        .flat_map(|entry| words(entry, spans, &mut Diagnostics::new()))
        .map(|word| word.text)
        .collect();
    let Some(write) = csp::from_map(&key, &texts) else {
        return false;
    };
    let site = spans.push(name.iter().cloned().collect(), &key);
    out.report(site, tokens::Problem::Map { name: key, write });
    true
}

/// Whether tokens are a directive with the sign of an entry after its name, `img-src: self`.
fn is_entry(tokens: &[TokenTree]) -> bool {
    let length = directive_length(tokens);
    length > 0 && sign_length(tokens.get(length..).unwrap_or_default()) > 0
}

/// The tokens of each directive. A comma at the end of one is reported, and a `#` before one.
fn directives<'a>(
    tokens: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<&'a [TokenTree]> {
    let mut directives = Vec::new();
    for mut part in tokens.split(|token| is_punct(token, ';')) {
        part = behind_comment(part, spans, out);
        while let Some(end) = (0..part.len()).find(|&at| ends_directive(part, at)) {
            let (directive, behind) = part.split_at(end);
            directives.push(directive);
            report_sign(behind.get(..1).unwrap_or_default(), ";", spans, out);
            part = behind_comment(behind.get(1..).unwrap_or_default(), spans, out);
        }
        directives.push(part);
    }
    directives
}

/// Whether a comma is in the place of a semicolon: nothing follows it, or a directive.
fn ends_directive(tokens: &[TokenTree], at: usize) -> bool {
    let Some([comma, behind @ ..]) = tokens.get(at..) else {
        return false;
    };
    is_punct(comma, ',') && (behind.is_empty() || directive_length(behind) > 0)
}

/// How many tokens a directive's name takes that is first; none if there is none.
fn directive_length(tokens: &[TokenTree]) -> usize {
    let length = name_length(tokens);
    let name: String = tokens
        .iter()
        .take(length)
        .map(ToString::to_string)
        .collect();
    match DirectiveName::from_word(&name) {
        Some(_) => length,
        None => 0,
    }
}

/// What is after `#` and its words, up to a directive.
fn behind_comment<'a>(
    mut tokens: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> &'a [TokenTree] {
    while let Some(hash) = tokens.first().filter(|token| is_punct(token, '#')) {
        let site = spans.push(hash.clone().into(), "#");
        out.report(site, tokens::Problem::Comment);
        let is_directive = |at: &usize| directive_length(tokens.get(*at..).unwrap_or_default()) > 0;
        let next = (1..tokens.len()).find(is_directive);
        tokens = tokens
            .get(next.unwrap_or(tokens.len())..)
            .unwrap_or_default();
    }
    tokens
}

/// The words of a directive: of what follows its name, no sign is held together with it, `img-src /a`.
fn directive_words(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) -> Vec<Word> {
    let (name, mut values) = tokens.split_at(directive_length(tokens));
    if values
        .first()
        .is_some_and(|sign| !name.is_empty() && is_punct(sign, '='))
    {
        let is_arrow = values.get(1).is_some_and(|sign| is_punct(sign, '>'));
        let sign = if is_arrow { 2 } else { 1 };
        let write: String = name.iter().map(ToString::to_string).collect();
        let with_sign: Vec<_> = tokens.iter().take(name.len() + sign).cloned().collect();
        let name_with_sign = format!("{write}=");
        let site = spans.push(with_sign.into_iter().collect(), &name_with_sign);
        let name = name_with_sign;
        out.report(site, csp::Problem::DirectiveColon { name, write });
        values = values.get(sign..).unwrap_or_default();
    } else if values.first().is_none_or(|sign| is_punct(sign, ':')) {
        // A colon is a part of the name, which is reported with it.
        return words(tokens, spans, out);
    }
    let mut found = words(name, spans, out);
    found.extend(words(values, spans, out));
    found
}

/// A name, and the values after it; none if the values are missing and something was reported in their place.
fn statement(words: Vec<Word>, is_reported: bool) -> Option<Statement> {
    let mut words = words.into_iter();
    let name = words.next()?;
    let values: Vec<Word> = words.collect();
    let are_reported = values.is_empty() && is_reported;
    (!are_reported).then_some(Statement { name, values })
}

/// Whether a directive is changed where there is no base, which is reported with what to `write`.
pub(crate) fn is_change(
    tokens: &[TokenTree],
    write: &'static str,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> bool {
    let Some(sign) = tokens.windows(2).find(|pair| change(pair).is_some()) else {
        return false;
    };
    let sign = sign.get(..2).unwrap_or_default();
    let found = sign.iter().map(ToString::to_string).collect::<String>();
    let site = spans.push(sign.iter().cloned().collect(), &found);
    out.report(site, Problem::NoBase { found, write });
    true
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
fn edited_directives(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<(Operator, Statement)> {
    let mut edits = Vec::new();
    for directive in directives(tokens, spans, out) {
        let before = out.iter().len();
        let found = (0..directive.len()).find_map(|at| Some((at, change(directive.get(at..)?)?)));
        let (found_words, operator) = match found {
            Some((at, operator)) => {
                let mut name = words(directive.get(..at).unwrap_or_default(), spans, out);
                name.extend(words(
                    directive.get(at + 2..).unwrap_or_default(),
                    spans,
                    out,
                ));
                (name, operator)
            }
            None => (directive_words(directive, spans, out), Operator::Set),
        };
        let is_reported = out.iter().len() > before || directive.iter().any(is_refused);
        edits.extend(statement(found_words, is_reported).map(|statement| (operator, statement)));
    }
    edits
}
