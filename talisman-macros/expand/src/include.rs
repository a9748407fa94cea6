//! `include widget::NEEDS;` in a policy: a fragment that another crate exports, and that only the compiler knows.

use std::borrow::Cow;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote, quote_spanned};
use talisman_core::encoded::DirectiveField;
use talisman_policy::headers::Header;
use talisman_policy::headers::csp::extension::{Problem, check_include, check_included_length};
use talisman_policy::headers::csp::{self, Disposition};
#[cfg(feature = "pages")]
use talisman_policy::policy::Pages;
use talisman_policy::policy::{OptionName, Policy};
use talisman_policy::{Diagnostics, Site};

use crate::constants;
use crate::spans::Spans;
use crate::words::{inside, is_punct, words};

/// A fragment that a policy includes.
pub(crate) struct Include {
    path: TokenStream,
    /// The path as a message has it.
    name: String,
    site: Site,
    /// The field whose directives get its sources.
    field: DirectiveField,
}

/// The word before the path.
const INCLUDE: &str = "include";

/// Takes the includes out of the blocks of directives among the options of a policy.
pub(crate) fn of_options(
    options: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Vec<TokenTree>, Vec<Include>) {
    let options = without_misplaced(options, spans, out);
    let (mut rest, mut includes) = (Vec::new(), Vec::new());
    for token in &*options {
        let block = match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
            _ => None,
        };
        match block.and_then(|group| Some((group, field_of(&rest)?))) {
            Some((group, field)) => {
                let (directives, found) = of_block(&inside(group), field, spans, out);
                if let ([], [first, ..]) = (&*directives, &*found) {
                    let name = first.name.clone();
                    out.report(first.site, Problem::NothingToIncludeIn { name });
                    // That is said, and not that the policy is empty.
                    rest.push(Ident::new("off", group.span()).into());
                    continue;
                }
                let mut without = Group::new(Delimiter::Brace, directives.into_iter().collect());
                without.set_span(group.span());
                rest.push(without.into());
                includes.extend(found);
            }
            None => rest.push(token.clone()),
        }
    }
    (rest, includes)
}

/// The options without the includes that are among them, and not among the directives of one.
fn without_misplaced<'a>(
    options: &'a [TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Cow<'a, [TokenTree]> {
    let is_misplaced = |option: &&[TokenTree]| {
        matches!(option, [TokenTree::Ident(word), behind, ..]
            if (matches!(behind, TokenTree::Ident(_)) || is_colon(behind)) && word == INCLUDE)
    };
    let split = options.split_inclusive(|token| is_punct(token, ','));
    let (misplaced, rest): (Vec<_>, Vec<_>) = split.partition(is_misplaced);
    if misplaced.is_empty() {
        return options.into();
    }
    for option in misplaced {
        let written = option.split(|token| is_punct(token, ',')).next();
        let site = spans.push(
            written.unwrap_or_default().iter().cloned().collect(),
            INCLUDE,
        );
        out.report(site, Problem::IncludeAmongOptions);
    }
    rest.concat().into()
}

/// The field of the option whose name was written last, with or without a sign after it.
fn field_of(before: &[TokenTree]) -> Option<DirectiveField> {
    let ([.., TokenTree::Ident(name)] | [.., TokenTree::Ident(name), TokenTree::Punct(_)]) = before
    else {
        return None;
    };
    match OptionName::from_word(&name.to_string())?.header()? {
        Header::ContentSecurityPolicy => Some(Disposition::Enforce.field()),
        Header::ContentSecurityPolicyReportOnly => Some(Disposition::Report.field()),
        _ => None,
    }
}

/// Takes the includes out of directives.
pub(crate) fn of_block(
    tokens: &[TokenTree],
    field: DirectiveField,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Vec<TokenTree>, Vec<Include>) {
    let (mut rest, mut includes) = (Vec::new(), Vec::new());
    for statement in tokens.split_inclusive(|token| is_punct(token, ';')) {
        let Some(at) = (0..statement.len()).find(|at| begins(statement, *at)) else {
            if is_of_another_word(statement) {
                include(statement, field, spans, out);
            } else {
                rest.extend_from_slice(statement);
            }
            continue;
        };
        let (before, include) = statement.split_at(at);
        if let Some(after) = words(before, spans, &mut Diagnostics::new()).first() {
            let (name, after) = (INCLUDE.to_owned(), after.text.clone());
            let word = include.iter().take(1).cloned().collect();
            let site = spans.push(word, INCLUDE);
            out.report(site, csp::Problem::MissingSemicolon { name, after });
            rest.extend_from_slice(before);
            rest.extend(include.last().filter(|last| is_punct(last, ';')).cloned());
        }
        includes.extend(self::include(include, field, spans, out));
    }
    (rest, includes)
}

/// The directives of a fragment, which includes no other one.
pub(crate) fn refuse(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Vec<TokenTree> {
    let field = Disposition::Enforce.field();
    let (rest, includes) = of_block(tokens, field, spans, out);
    for include in includes {
        out.report(include.site, Problem::IncludeInFragment);
    }
    rest
}

/// Whether an include begins here: among the words of a directive only one with a path.
fn begins(tokens: &[TokenTree], at: usize) -> bool {
    let Some([TokenTree::Ident(word), behind @ ..]) = tokens.get(at..) else {
        return false;
    };
    let joins = |token: &TokenTree| is_punct(token, '-') || is_punct(token, '.');
    let is_joined =
        behind.first().is_some_and(joins) || at > 0 && tokens.get(at - 1).is_some_and(joins);
    let is_path =
        || matches!(behind, [TokenTree::Ident(_), ..]) || behind.first().is_some_and(is_colon);
    // The word last: a macro asks the compiler for it.
    (at == 0 || is_path()) && !is_joined && word == INCLUDE
}

/// Whether a statement ends in the path of a constant, and what is before that is neither `include` nor a directive: a misspelt
/// word, that of another language, or a sign.
fn is_of_another_word(statement: &[TokenTree]) -> bool {
    let (before, path) = match without_semicolon(statement) {
        [TokenTree::Ident(word), path @ ..] if !path.first().is_some_and(is_colon) => {
            (Some(word), path)
        }
        [sign, TokenTree::Ident(word), path @ ..] if is_punct(sign, '-') || is_punct(sign, '+') => {
            (Some(word), path)
        }
        path => (None, path),
    };
    let is_directive = |word: &Ident| csp::DirectiveName::from_word(&word.to_string()).is_some();
    // A name alone may be a word of a policy that is written in capitals.
    let is_written = before.is_some() || path.len() > 1;
    is_written && constants::is_path(path) && !before.is_some_and(is_directive)
}

fn is_colon(token: &TokenTree) -> bool {
    is_punct(token, ':')
}

fn without_semicolon(statement: &[TokenTree]) -> &[TokenTree] {
    match statement {
        [written @ .., last] if is_punct(last, ';') => written,
        written => written,
    }
}

/// `include` and a path, which nothing follows but the semicolon.
fn include(
    tokens: &[TokenTree],
    field: DirectiveField,
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Option<Include> {
    let written = without_semicolon(tokens);
    let path = written.get(1..).unwrap_or_default();
    let site = spans.push(written.iter().cloned().collect(), INCLUDE);
    let is_include = matches!(written, [TokenTree::Ident(word), ..] if word == INCLUDE);
    if !is_include || !is_path(path) {
        let found = text(written);
        out.report(site, Problem::IncludePath { found });
        return None;
    }
    Some(Include {
        path: path.iter().cloned().collect(),
        name: text(path),
        site,
        field,
    })
}

/// Tokens as they were probably written: with a space between what signs do not join.
fn text(tokens: &[TokenTree]) -> String {
    let is_sign = |token: &TokenTree| matches!(token, TokenTree::Punct(_));
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        if before.is_some_and(|before| !is_sign(before) && !is_sign(token)) {
            text.push(' ');
        }
        text.push_str(&token.to_string());
    }
    text
}

/// Whether tokens are names with `::` between them, and perhaps before them.
fn is_path(mut tokens: &[TokenTree]) -> bool {
    if let [a, b, rest @ ..] = tokens {
        if is_punct(a, ':') && is_punct(b, ':') {
            tokens = rest;
        }
    }
    loop {
        match tokens {
            [TokenTree::Ident(_)] => return true,
            [TokenTree::Ident(_), a, b, rest @ ..] if is_punct(a, ':') && is_punct(b, ':') => {
                tokens = rest;
            }
            _ => return false,
        }
    }
}

/// Says what the compiler is to find of each.
pub(crate) fn check(includes: &[Include], out: &mut Diagnostics) {
    for (number, include) in includes.iter().enumerate() {
        check_include(&include.name, number, include.site, out);
    }
}

/// The same of a policy without a base, which may not be longer than it says.
pub(crate) fn check_whole(includes: &[Include], policy: &Policy, out: &mut Diagnostics) {
    check(includes, out);
    // Of constants, that is asked anyway.
    let is_asked = !policy.constants().is_empty();
    if let (Some(first), Some(bytes), false) =
        (includes.first(), policy.rules.max_field_length, is_asked)
    {
        check_included_length(bytes, first.site, out);
    }
}

/// Whether pages would be held against a policy without its fragments, which is reported.
#[cfg(feature = "pages")]
pub(crate) fn hides_from(pages: &Pages, includes: &[Include], out: &mut Diagnostics) -> bool {
    match pages.files.first() {
        Some(first) if !includes.is_empty() => {
            out.report(first, talisman_policy::pages::Problem::OfFragment);
            true
        }
        _ => false,
    }
}

/// The constant of the words that the policy gets, and of what must be said of an include.
pub(crate) fn words_of(number: usize) -> Ident {
    format_ident!("TALISMAN_GETS_{number}")
}

fn first_span(tokens: &TokenStream) -> Span {
    let first = tokens.clone().into_iter().next();
    first.map_or_else(Span::call_site, |token| token.span())
}

/// Encoded words with those of fragments.
pub(crate) struct Included {
    /// What has to be in front.
    pub(crate) items: TokenStream,
    /// The words, an `Encoded`.
    pub(crate) encoded: TokenStream,
}

/// Adds fragments to encoded words, one level after the other above them. Of a CSP alone, which may be a constant of other
/// policies, all is one level.
pub(crate) fn join(
    private: &TokenStream,
    encoded: TokenStream,
    includes: &[Include],
    is_csp: bool,
) -> Included {
    if includes.is_empty() {
        let items = TokenStream::new();
        return Included { items, encoded };
    }
    let mut policy = format_ident!("TALISMAN_OWN");
    let mut items = quote!(const #policy: &#private::Encoded = &#encoded;);
    for (number, include) in includes.iter().enumerate() {
        let (one, with) = level(private, &policy, number, include);
        items.extend(one);
        policy = with;
    }
    if is_csp {
        items.extend(quote! {
            const TALISMAN_ROOM: #private::Room = #private::flat_room(#policy);
            const TALISMAN_FLAT: &#private::Included<{ TALISMAN_ROOM.text }, { TALISMAN_ROOM.index }> =
                &#private::flat(#policy);
        });
        let encoded = quote!(TALISMAN_FLAT.whole());
        return Included { items, encoded };
    }
    let encoded = quote!(*#policy);
    Included { items, encoded }
}

/// The level of one fragment above a policy, and the name of the policy with it.
fn level(
    private: &TokenStream,
    policy: &Ident,
    number: usize,
    include: &Include,
) -> (TokenStream, Ident) {
    let Include { path, name, .. } = include;
    let field = format_ident!("{}", format!("{:?}", include.field));
    let (words, fragment) = (
        words_of(number),
        format_ident!("TALISMAN_FRAGMENT_{number}"),
    );
    let (room, with) = (
        format_ident!("TALISMAN_ROOM_{number}"),
        format_ident!("TALISMAN_WITH_{number}"),
    );
    let span = first_span(path);
    let borrowed = quote_spanned!(span=> &#path);
    let items = quote! {
        const #fragment: &#private::Encoded = {
            let fragment: &#private::Fragment = #borrowed;
            &fragment.encoded
        };
        const #room: #private::Room = #private::room(#policy, #fragment, #name);
        const #words: &#private::Included<{ #room.text }, { #room.index }> =
            &#private::include::<{ #room.words }, { #room.text }, { #room.index }>(
                #policy,
                #fragment,
                #private::DirectiveField::#field,
                #name,
            );
        const #with: &#private::Encoded = &#words.on(#policy);
    };
    (items, with)
}
