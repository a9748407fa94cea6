//! Braces that are missing around a block, or are around what is not one; and the brackets of a list.

use proc_macro2::TokenTree;
use talisman_policy::policy::{self, OptionName, SettingValue};
use talisman_policy::{Diagnostics, Spelling, Word, tokens};

use crate::spans::Spans;
use crate::words::{is_punct, unexpected};

/// Whether tokens give names their values with `=`.
pub(crate) fn has_equals(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| is_punct(token, '='))
}

/// Reports `camera=(), microphone=()`, and says how a block is written.
pub(crate) fn without_braces(
    option: Option<OptionName>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let entries = tokens.split(|token| is_punct(token, ',') || is_punct(token, ';'));
    let entries: Vec<String> = entries
        .map(|entry| {
            let mut sides = entry.splitn(2, |token| is_punct(token, '='));
            let mut side = || sides.next().map(shown);
            let name = side().unwrap_or_default();
            side().map_or(name.clone(), |value| format!("{name}: {value}"))
        })
        .filter(|entry| !entry.is_empty())
        .collect();
    // A value as the header has it, which no block spells: `1; mode = block`
    let write = if matches!(tokens.first(), Some(TokenTree::Literal(_))) {
        format!("\"{}\"", shown(tokens).replace(';', "; "))
    } else {
        format!("{{ {} }}", entries.join(", "))
    };
    let option = option.map_or("", OptionName::as_str).to_owned();
    let site = spans.push(tokens.iter().cloned().collect(), &write);
    out.report(site, tokens::Problem::WithoutBraces { option, write });
}

/// Reports braces around words, or a block where none is taken.
pub(crate) fn braces(
    option: Option<OptionName>,
    inside: &[TokenTree],
    whole: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) {
    let is_list = option.is_some_and(OptionName::takes_list);
    let is_entry = |token: &TokenTree| is_punct(token, ':') || is_punct(token, ',') && !is_list;
    let (Some(option), false) = (option, inside.is_empty() || inside.iter().any(is_entry)) else {
        unexpected(whole, spans, out);
        return;
    };
    let words = shown(inside).replace(',', ", ");
    let found = format!("{{ {words} }}");
    let write = if is_list && words.contains(", ") {
        format!("[{words}]")
    } else {
        words
    };
    let option = option.as_str().to_owned();
    let site = spans.push(whole.iter().cloned().collect(), &found);
    out.report(
        site,
        tokens::Problem::Braces {
            found,
            option,
            write,
        },
    );
}

/// The words of a list that has no brackets around it: one is a list as it is, several are reported.
pub(crate) fn without_brackets(
    option: Option<OptionName>,
    words: Vec<Word>,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    let is_switch = words.first().is_some_and(is_switch);
    // Of what follows a switch, the reader speaks.
    if words.len() < 2 || is_switch {
        return SettingValue::Words(words);
    }
    let mut written: Vec<String> = Vec::new();
    for word in &words {
        let word = match word.spelling {
            Spelling::Bare => word.text.clone(),
            Spelling::UncheckedLiteral => word.spelling.unchecked(&word.text),
            spelling => spelling.word(&word.text),
        };
        if !written.contains(&word) {
            written.push(word);
        }
    }
    let write = match written.as_slice() {
        [only] => only.clone(),
        all => format!("[{}]", all.join(", ")),
    };
    let option = option.map_or("", OptionName::as_str).to_owned();
    let site = spans.push(tokens.iter().cloned().collect(), &write);
    out.report(site, tokens::Problem::WithoutBrackets { option, write });
    SettingValue::Refused
}

/// The words of a list in brackets, where `off` would be an entry like the others.
pub(crate) fn without_switches(
    option: Option<OptionName>,
    words: SettingValue,
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> SettingValue {
    let SettingValue::Words(listed) = &words else {
        return words;
    };
    let Some(switch) = listed.iter().find(|word| is_switch(word)) else {
        return words;
    };
    let is_entry = option.is_some_and(OptionName::takes_list);
    if listed.len() > 1 && !is_entry {
        return words;
    }
    let found = switch.text.clone();
    // Alone, it is mended by taking the brackets off.
    let is_alone = listed.len() == 1;
    let site = if is_alone {
        spans.push(tokens.iter().take(1).cloned().collect(), &found)
    } else {
        switch.site
    };
    out.report(site, tokens::Problem::BracketedSwitch { found, is_alone });
    SettingValue::Refused
}

fn is_switch(word: &Word) -> bool {
    word.spelling == Spelling::Bare && policy::is_switch(&word.text)
}

/// Words as they were written, with no white space that the tokens do not need.
fn shown(tokens: &[TokenTree]) -> String {
    let (mut text, mut is_word) = (String::new(), false);
    for token in tokens {
        let is_next = !matches!(token, TokenTree::Punct(_));
        if is_word && is_next {
            text.push(' ');
        }
        text.push_str(&token.to_string());
        is_word = is_next;
    }
    text
}
