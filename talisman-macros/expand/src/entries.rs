//! Entries between commas, `name: value`: the options of a policy, the parameters of a header, the members of a dictionary or
//! an object. A comma or a colon that is missing, or another sign in its place, is reported here, and what follows is read.

use proc_macro2::{Delimiter, TokenTree};
use talisman_policy::Diagnostics;
use talisman_policy::headers::server_word;
use talisman_policy::policy::OptionName;
use talisman_policy::tokens::Problem;

use crate::parse::is_block_shape;
use crate::spans::Spans;
use crate::words::{is_punct, name_length, string, unexpected};

/// An entry as it was written.
pub(crate) struct Entry<'a> {
    pub(crate) name: &'a [TokenTree],
    /// `None` where a name is alone.
    pub(crate) value: Option<&'a [TokenTree]>,
}

/// What entries are entries of: how the name of the next one differs from a word of a value.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Of {
    /// A policy: the names are known.
    Options,
    /// A header: every value is one word, or a list in parentheses.
    Header,
    /// A header whose values are one word each, and no lists.
    Items,
    /// Lists of sources under names of the user's own: a source may be a scheme, which ends in a colon as well.
    Lists,
}

/// The entries of a run of tokens.
pub(crate) fn entries<'a>(
    tokens: &'a [TokenTree],
    of: Of,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    let mut rest = tokens;
    let mut is_separated = true;
    loop {
        let mut of_server = Diagnostics::new();
        // The semicolon of a server's configuration comes with its word, which is reported.
        let signs = if entries.last().is_some_and(ends_in_server_word) {
            &mut of_server
        } else {
            &mut *out
        };
        rest = separators(
            rest,
            of,
            entries.is_empty(),
            spans,
            signs,
            &mut is_separated,
        );
        rest = comment(rest, of, spans, out);
        if rest.is_empty() {
            return entries;
        }
        let length = name_length(rest);
        if length == 0 {
            unexpected(rest, spans, out);
            rest = behind_comma(rest);
            continue;
        }
        let (name, behind) = rest.split_at(length);
        // Of a name without a value, which is reported as such, nobody knows where it was to end.
        let is_whole = entries
            .last()
            .is_none_or(|entry| entry.value.is_none_or(|value| !value.is_empty()));
        let is_joined = !is_separated && is_whole;
        let begins_value = |token: &TokenTree| !is_punct(token, ',') && !is_punct(token, ';');
        let lacks_colon = sign_length(behind) == 0 && behind.first().is_some_and(begins_value);
        if is_joined {
            report_missing_comma(name, lacks_colon, spans, out);
        }
        // Signs that are missing on both sides of a name are one problem.
        let mut colon = Diagnostics::new();
        let colon = if is_joined && lacks_colon {
            &mut colon
        } else {
            &mut *out
        };
        let (value, behind) = value(name, behind, of, spans, colon);
        entries.push(Entry { name, value });
        is_separated = false;
        rest = behind;
    }
}

fn ends_in_server_word(entry: &Entry<'_>) -> bool {
    let last = entry.value.and_then(<[TokenTree]>::last);
    last.is_some_and(|last| server_word(&last.to_string()).is_some())
}

/// Takes the commas off the front, and reports a semicolon in the place of one.
fn separators<'a>(
    mut tokens: &'a [TokenTree],
    of: Of,
    is_first: bool,
    spans: &mut Spans,
    out: &mut Diagnostics,
    is_separated: &mut bool,
) -> &'a [TokenTree] {
    // `..` with its own separator, where there is nothing to extend.
    if of != Of::Options && is_first {
        if let [first, second, behind @ ..] = tokens {
            if is_punct(first, '.') && is_punct(second, '.') {
                let dots = [first.clone(), second.clone()];
                let site = spans.push(dots.into_iter().collect(), "..");
                out.report(site, Problem::NotExtendable);
                tokens = behind.get(1..).unwrap_or_default();
            }
        }
    }
    while let Some(sign) = tokens.first() {
        if is_punct(sign, ';') {
            report_sign(std::slice::from_ref(sign), ",", spans, out);
        } else if !is_punct(sign, ',') {
            break;
        }
        *is_separated = true;
        tokens = tokens.get(1..).unwrap_or_default();
    }
    tokens
}

/// What is after a `#` up to the next entry.
fn comment<'a>(
    mut tokens: &'a [TokenTree],
    of: Of,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> &'a [TokenTree] {
    while let Some(hash) = tokens.first().filter(|token| is_punct(token, '#')) {
        let site = spans.push(hash.clone().into(), "#");
        out.report(site, Problem::Comment);
        let next = (1..tokens.len())
            .find(|&at| is_entry(tokens, at, of, false))
            .unwrap_or(tokens.len());
        tokens = tokens.get(next..).unwrap_or_default();
    }
    tokens
}

/// The value after a name, and what is after that.
fn value<'a>(
    name: &[TokenTree],
    tokens: &'a [TokenTree],
    of: Of,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Option<&'a [TokenTree]>, &'a [TokenTree]) {
    let colon = sign_length(tokens);
    let (sign, behind) = tokens.split_at(colon);
    let end = match sign {
        [_] if of == Of::Options && is_block_option(name) => end_of_unbraced(behind),
        _ => 0,
    };
    let end = if end > 0 {
        end
    } else {
        end_of_value(behind, of)
    };
    let (value, rest) = behind.split_at(end);
    match sign {
        [colon] if is_punct(colon, ':') => {}
        [] if value.is_empty() => return (None, rest),
        [] => report(name, |name| Problem::MissingColon { name }, spans, out),
        other => {
            let found = written(other);
            let site = spans.push(other.iter().cloned().collect(), &found);
            let name = written(name);
            out.report(site, Problem::Assignment { found, name });
        }
    }
    (Some(value), rest)
}

/// How many tokens between a name and its value are the sign that gives it: `:`, or another language's `=`, `=>`, `:=`.
pub(crate) fn sign_length(tokens: &[TokenTree]) -> usize {
    let is = |at: usize, sign: char| tokens.get(at).is_some_and(|token| is_punct(token, sign));
    match () {
        () if is(0, '=') && is(1, '>') || is(0, ':') && is(1, '=') || is(0, '-') && is(1, '>') => 2,
        () if is(0, ':') || is(0, '=') => 1,
        () => 0,
    }
}

/// Where a value ends: at its comma, at a semicolon that is in the place of one, or where the next entry begins.
fn end_of_value(tokens: &[TokenTree], of: Of) -> usize {
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if is_punct(token, ',') || is_entry(tokens, at, of, true) {
            return at;
        }
        if is_punct(token, ';') && !is_parameter(tokens.get(at + 1..).unwrap_or_default(), of) {
            return at;
        }
        at += 1;
    }
    at
}

/// Where a block without its braces ends, `camera=(), microphone=()`; 0 if it is none.
fn end_of_unbraced(tokens: &[TokenTree]) -> usize {
    let is_assigned = |at: usize| {
        let rest = tokens.get(at..).unwrap_or_default();
        let name = rest.get(..name_length(rest)).unwrap_or_default();
        let sign = rest.get(name.len());
        !name.is_empty()
            && sign.is_some_and(|sign| is_punct(sign, '='))
            && OptionName::from_word(&written(name)).is_none()
    };
    if !is_assigned(0) {
        return 0;
    }
    let mut end = 0;
    while let Some(token) = tokens.get(end) {
        let is_end = is_punct(token, ',') || is_entry(tokens, end, Of::Options, true);
        if is_end && !is_assigned(end + 1) {
            return end;
        }
        end += 1;
    }
    end
}

/// Whether the value of an option is a block.
fn is_block_option(name: &[TokenTree]) -> bool {
    OptionName::from_word(&written(name)).is_some_and(|option| is_block_shape(option.shape()))
}

/// Whether a parameter of the value follows a semicolon, `report-to = "main"`, or an entry, or nothing.
fn is_parameter(tokens: &[TokenTree], of: Of) -> bool {
    let length = name_length(tokens);
    let sign = tokens.get(length);
    let name = written(tokens.get(..length).unwrap_or_default());
    // No hyphen: `report-to` is a parameter.
    let is_entry =
        of == Of::Options && name != "report_to" && OptionName::from_word(&name).is_some();
    length > 0 && !is_entry && !sign.is_some_and(|sign| is_punct(sign, ':'))
}

/// Whether an option begins here.
pub(crate) fn begins_option(tokens: &[TokenTree], at: usize) -> bool {
    is_entry(tokens, at, Of::Options, true)
}

/// Reports that there is no comma before the name that begins here.
pub(crate) fn report_missing_comma(
    tokens: &[TokenTree],
    lacks_colon: bool,
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let tokens = tokens.get(..name_length(tokens)).unwrap_or_default();
    let name = written(tokens);
    let site = spans.push(tokens.iter().cloned().collect(), &name);
    out.report(site, Problem::MissingComma { name, lacks_colon });
}

/// Whether the next entry begins here and no word of a value does.
fn is_entry(tokens: &[TokenTree], at: usize, of: Of, in_value: bool) -> bool {
    let rest = tokens.get(at..).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| tokens.get(at));
    let length = name_length(rest);
    let (Some(name), Some([sign, behind @ ..])) = (rest.get(..length), rest.get(length..)) else {
        return false;
    };
    let is_joined = before
        .is_some_and(|token| is_punct(token, '-') || is_punct(token, '.') || is_punct(token, '/'));
    if length == 0 || is_joined {
        return false;
    }
    let is_colon = is_punct(sign, ':') && !behind.first().is_some_and(|token| is_punct(token, ':'));
    let is_equals =
        is_punct(sign, '=') && !behind.first().is_some_and(|token| is_punct(token, '='));
    match of {
        Of::Options => {
            let text = written(name);
            let behind_block = before.is_some_and(is_block);
            // No scheme has an underscore.
            let is_name = is_option(&text.replace('-', "_")) || text.contains('_');
            let is_parameter = before.is_some_and(|token| is_punct(token, ';'));
            // An option, and no colon after it either.
            let is_named = in_value
                && at > 0
                && length == 1
                && text.contains('_')
                && text != "report_to"
                && matches!(
                    sign,
                    TokenTree::Ident(_) | TokenTree::Literal(_) | TokenTree::Group(_)
                )
                && OptionName::from_word(&text).is_some();
            is_named
                || (is_colon && (is_name || behind_block))
                || (is_equals && !is_parameter && text != "report_to" && is_option(&text))
        }
        Of::Header | Of::Items => is_colon && !before.is_some_and(|token| is_punct(token, ';')),
        Of::Lists => {
            let is_list = matches!(behind.first(), Some(TokenTree::Group(_)));
            let is_string = |token: Option<&TokenTree>| token.and_then(string).is_some();
            is_colon
                && (is_list
                    || in_value
                        && at > 0
                        && is_string(before)
                        && is_string(behind.first())
                        && text_has_hyphen(name))
        }
    }
}

fn text_has_hyphen(name: &[TokenTree]) -> bool {
    name.iter().any(|token| is_punct(token, '-'))
}

fn is_option(name: &str) -> bool {
    OptionName::from_word(name).is_some() || talisman_policy::policy::meaning_of(name).is_some()
}

fn is_block(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if matches!(group.delimiter(), Delimiter::Brace | Delimiter::Bracket))
}

fn behind_comma(tokens: &[TokenTree]) -> &[TokenTree] {
    let end = tokens.iter().position(|token| is_punct(token, ','));
    end.and_then(|end| tokens.get(end..)).unwrap_or_default()
}

fn written(tokens: &[TokenTree]) -> String {
    tokens.iter().map(ToString::to_string).collect()
}

fn report(
    name: &[TokenTree],
    problem: fn(String) -> Problem,
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let text = written(name);
    let site = spans.push(name.iter().cloned().collect(), &text);
    out.report(site, problem(text));
}

/// Reports a sign that is in the place of `write`.
pub(crate) fn report_sign(
    sign: &[TokenTree],
    write: &'static str,
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let found = written(sign);
    let site = spans.push(sign.iter().cloned().collect(), &found);
    out.report(site, Problem::Separator { found, write });
}

/// The items of brackets, between commas.
pub(crate) fn items<'a>(
    tokens: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<&'a [TokenTree]> {
    for token in tokens.iter().filter(|token| is_punct(token, ';')) {
        report_sign(std::slice::from_ref(token), ",", spans, out);
    }
    let is_end = |token: &TokenTree| is_punct(token, ',') || is_punct(token, ';');
    tokens.split(is_end).collect()
}
