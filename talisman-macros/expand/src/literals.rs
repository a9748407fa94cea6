//! What stands for a string: `concat!` of literals and `include_str!` are read as their text. What only the compiler could
//! give a value to, and every literal that is not a string, is reported here, before any reader sees it.

mod auto;
mod hashes;
#[cfg(feature = "pages")]
mod page_hashes;
mod paths;
mod read;

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream, TokenTree};
use talisman_policy::Diagnostics;
use talisman_policy::level::Level;
use talisman_policy::tokens::Problem;

pub(crate) use self::auto::Auto;
#[cfg(feature = "pages")]
pub(crate) use self::page_hashes::needs_hash;
use self::paths::call_or_path;
#[cfg(feature = "hashes")]
pub(crate) use self::read::integrity;
pub(crate) use self::read::{Resolved, resolve, resolve_all};
use crate::constants;
use crate::spans::Spans;
use crate::words::{DEEPEST, inside, is_punct, unquoted_url};

const WRITE_A_LITERAL: &str = "write the text or the number itself; concat!(..) of literals and include_str!(\"file\") are read as their text";

/// Reads the literals of a policy.
struct Literals<'a> {
    spans: &'a mut Spans,
    out: &'a mut Diagnostics,
    /// The files that were read, for the compiler to watch.
    files: Vec<PathBuf>,
    /// Each `auto`.
    autos: Vec<Auto>,
    /// Whether the option that is read is the policy that only reports.
    only_reports: bool,
    /// In how many groups the tokens are.
    depth: usize,
    /// How many bytes the literals have up to here.
    length: usize,
}

/// How many bytes the literals of a policy may have together. Chromium refuses a response whose head has more than 256 KiB,
/// and Firefox one with more than 384 KiB.
const LONGEST: usize = 1 << 20;

/// What is put in the place of tokens that were reported: a group that no user can write.
fn refused() -> TokenTree {
    Group::new(Delimiter::None, TokenStream::new()).into()
}

impl<'a> Literals<'a> {
    fn new(spans: &'a mut Spans, out: &'a mut Diagnostics) -> Self {
        Self {
            spans,
            out,
            files: Vec::new(),
            autos: Vec::new(),
            only_reports: false,
            depth: 0,
            length: 0,
        }
    }
}

/// Reports what has no value yet.
pub(crate) fn report_expression(tokens: &[TokenTree], spans: &mut Spans, out: &mut Diagnostics) {
    let found = shown(tokens);
    let site = spans.push(tokens.iter().cloned().collect(), &found);
    let write = WRITE_A_LITERAL.to_owned();
    out.report(site, Problem::Expression { found, write });
}

/// Whether something was reported here, so that what is missing must not be reported as well.
pub(crate) fn is_refused(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::None)
}

impl Literals<'_> {
    /// The tokens, with a string literal wherever something was written that stands for one. `source` is the text of the block
    /// that they are in.
    fn resolve(&mut self, tokens: &[TokenTree], source: Option<String>) -> Vec<TokenTree> {
        let mut resolved = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            at += self.resolve_at(tokens, at, &mut resolved);
        }
        if let Some(scheme) = unquoted_url(&resolved, source, self.spans, self.out) {
            // What it would be in double quotes, so that nothing is missing where it was.
            let url = string_at(
                &format!("{scheme}//cdn.example.com"),
                resolved
                    .get(resolved.len().saturating_sub(2)..)
                    .unwrap_or_default(),
            );
            resolved.truncate(resolved.len().saturating_sub(2));
            resolved.push(url);
        }
        resolved
    }

    /// Resolves what begins with one of the tokens, and gives the number of tokens that it takes.
    fn resolve_at(
        &mut self,
        tokens: &[TokenTree],
        at: usize,
        resolved: &mut Vec<TokenTree>,
    ) -> usize {
        let rest = tokens.get(at..).unwrap_or_default();
        let taken = self.attribute(rest);
        if taken > 0 {
            return taken;
        }
        if let Some((hashed, arguments)) = hashes::call(rest) {
            let (call, _) = rest.split_at(2);
            resolved.push(self.hash_source(hashed, arguments, call));
            return 2;
        }
        if let Some(arguments) = hashes::page_call(rest) {
            let (call, _) = rest.split_at(2);
            let hashes = self.page_hashes((call, arguments), (tokens, at), resolved);
            resolved.extend(hashes);
            return 2;
        }
        if let Some(nonce) = self.auto(tokens, at) {
            resolved.push(nonce);
            return 1;
        }
        let taken = constants::length_at(tokens, at);
        if self.depth == 0 && taken > 0 {
            resolved.extend(rest.iter().take(taken).cloned());
            return taken;
        }
        let (taken, name) = call_or_path(rest);
        if taken > 0 {
            let (path, _) = rest.split_at(taken);
            resolved.push(self.call(path, name));
            return taken;
        }
        let whole = rest.first().map(|token| match token {
            TokenTree::Group(group) => {
                self.note_option(tokens.get(..at).unwrap_or_default());
                self.group(group)
            }
            TokenTree::Literal(literal) => self.literal(literal),
            other => other.clone(),
        });
        resolved.extend(whole);
        1
    }

    fn group(&mut self, group: &Group) -> TokenTree {
        if self.depth == DEEPEST {
            let site = self.push(&[group.clone().into()], "..");
            self.out.report(site, Problem::Depth { most: DEEPEST });
            return refused();
        }
        self.depth += 1;
        let inside = self.resolve(&inside(group), group.span().source_text());
        self.depth -= 1;
        let mut resolved = Group::new(group.delimiter(), inside.into_iter().collect());
        resolved.set_span(group.span());
        resolved.into()
    }

    /// `#[..]`, `#![..]` and doc comments, which are such: how many tokens.
    fn attribute(&mut self, tokens: &[TokenTree]) -> usize {
        let (length, group) = match tokens {
            [hash, TokenTree::Group(group), ..] if is_punct(hash, '#') => (2, group),
            [hash, bang, TokenTree::Group(group), ..]
                if is_punct(hash, '#') && is_punct(bang, '!') =>
            {
                (3, group)
            }
            _ => return 0,
        };
        if group.delimiter() != Delimiter::Bracket {
            return 0;
        }
        let name = group.stream().into_iter().next();
        let name = name.map(|name| name.to_string()).unwrap_or_default();
        let taken = tokens.get(..length).unwrap_or_default();
        let site = self.push(taken, &name);
        let problem = if name == "doc" {
            Problem::DocComment
        } else if Level::from_word(&name).is_some() {
            let write = format!("write `#![{name}(..)]`, before everything else");
            let found = format!("#[{name}(..)]");
            Problem::Attribute { found, write }
        } else {
            let write = "leave it out; an attribute of the constant, outside of the macro, decides about the whole policy".to_owned();
            let found = format!("#[{name}]");
            Problem::Attribute { found, write }
        };
        self.out.report(site, problem);
        length
    }

    fn push(&mut self, tokens: &[TokenTree], text: &str) -> talisman_policy::Site {
        self.spans.push(tokens.iter().cloned().collect(), text)
    }

    /// A macro call or a path: the literal that it stands for, or else what is reported.
    fn call(&mut self, tokens: &[TokenTree], name: Option<String>) -> TokenTree {
        if let (Some(name), Some(TokenTree::Group(arguments))) = (name, tokens.last()) {
            let arguments = inside(arguments);
            let text = match name.as_str() {
                "concat" => Some(self.concat(&arguments)),
                "include_str" => Some(self.include_str(&arguments, tokens)),
                _ => None,
            };
            match text {
                Some(Some(text)) => return string_at(&text, tokens),
                Some(None) => return refused(),
                None => {}
            }
        }
        report_expression(tokens, self.spans, self.out);
        refused()
    }

    /// Whether the literals are no longer than a policy can be, with one more of this length. One slip, one message.
    fn is_bounded(&mut self, length: usize, tokens: &[TokenTree]) -> bool {
        let before = self.length;
        self.length = before.saturating_add(length);
        if before <= LONGEST && self.length > LONGEST {
            let site = self.push(tokens, "..");
            self.out.report(site, Problem::TooLong { most: LONGEST });
        }
        self.length <= LONGEST
    }

    /// The literals of `concat!`, joined as the compiler joins them.
    fn concat(&mut self, arguments: &[TokenTree]) -> Option<String> {
        // Only here a character is one of the literals that count.
        let arguments: Vec<TokenTree> = arguments.iter().map(character_as_string).collect();
        let arguments = self.resolve(&arguments, None);
        let mut text = String::new();
        for part in arguments.split(|token| is_punct(token, ',')) {
            match part {
                [] => {}
                [only] if is_refused(only) => return None,
                [TokenTree::Literal(literal)] => text.push_str(&literal_text(literal)?),
                [TokenTree::Ident(word)] if word == "true" || word == "false" => {
                    text.push_str(&word.to_string());
                }
                [sign, TokenTree::Literal(literal)] if is_punct(sign, '-') => {
                    text.push('-');
                    text.push_str(&literal_text(literal)?);
                }
                other => {
                    report_expression(other, self.spans, self.out);
                    return None;
                }
            }
        }
        Some(text)
    }

    /// The text of a file. Its path counts from the package's folder: which file names it, stable Rust tells a macro only
    /// since 1.88.
    fn include_str(&mut self, arguments: &[TokenTree], whole: &[TokenTree]) -> Option<String> {
        let arguments = self.resolve(arguments, None);
        let path = match arguments.as_slice() {
            [TokenTree::Literal(path)] => literal_text(path)?,
            [TokenTree::Literal(path), comma] if is_punct(comma, ',') => literal_text(path)?,
            [only] if is_refused(only) => return None,
            _ => {
                report_expression(whole, self.spans, self.out);
                return None;
            }
        };
        let folder = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
        let file = Path::new(&folder).join(&path);
        match fs::read_to_string(&file) {
            Ok(text) => {
                self.files.push(file);
                self.is_bounded(text.len(), whole).then_some(text)
            }
            Err(error) => {
                let site = self.push(whole, &path);
                let why = error.to_string();
                self.out.report(site, Problem::IncludedFile { path, why });
                None
            }
        }
    }

    /// A literal of another kind, or with a suffix, is reported and read as the string that it was to be.
    fn literal(&mut self, literal: &Literal) -> TokenTree {
        let written = literal.to_string();
        if !self.is_bounded(written.len(), &[literal.clone().into()]) {
            return refused();
        }
        let (value, kind) = match syn::Lit::new(literal.clone()) {
            syn::Lit::Str(string) if string.suffix().is_empty() => return literal.clone().into(),
            syn::Lit::Str(string) => (string.value(), None),
            syn::Lit::ByteStr(bytes) => (lossy(&bytes.value()), Some("byte string")),
            syn::Lit::CStr(text) => (lossy(text.value().to_bytes()), Some("C string")),
            syn::Lit::Byte(byte) => (lossy(&[byte.value()]), Some("byte")),
            syn::Lit::Char(letter) => (letter.value().to_string(), Some("character")),
            _ => return literal.clone().into(),
        };
        let token = [TokenTree::from(literal.clone())];
        let write = Literal::string(&value).to_string();
        let problem = match kind {
            Some(kind) => Problem::LiteralKind {
                found: written,
                kind,
                write,
            },
            None => Problem::LiteralSuffix {
                suffix: suffix(literal),
                write,
            },
        };
        let site = self.push(&token, &value);
        self.out.report(site, problem);
        string_at(&value, &token)
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn suffix(literal: &Literal) -> String {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) => string.suffix().to_owned(),
        _ => String::new(),
    }
}

/// What `concat!` makes of a literal.
fn literal_text(literal: &Literal) -> Option<String> {
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Str(string) => Some(string.value()),
        syn::Lit::Int(number) => Some(number.base10_digits().to_owned()),
        syn::Lit::Float(number) => Some(number.base10_digits().to_owned()),
        _ => None,
    }
}

/// A character as the string that it is in a `concat!`; other tokens as they are.
fn character_as_string(token: &TokenTree) -> TokenTree {
    let TokenTree::Literal(literal) = token else {
        return token.clone();
    };
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Char(letter) => {
            string_at(&letter.value().to_string(), std::slice::from_ref(token))
        }
        _ => token.clone(),
    }
}

fn string_at(text: &str, tokens: &[TokenTree]) -> TokenTree {
    let mut literal = Literal::string(text);
    literal.set_span(tokens.first().map_or_else(Span::call_site, TokenTree::span));
    literal.into()
}

/// `env!(..)`, `site::HOST`, `365 * DAY`
fn shown(tokens: &[TokenTree]) -> String {
    let mut shown = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                shown.push_str("(..)");
            }
            TokenTree::Group(_) => shown.push_str("{ .. }"),
            TokenTree::Punct(sign) if "*+%|".contains(sign.as_char()) => {
                shown.push(' ');
                shown.push_str(&sign.to_string());
                shown.push(' ');
            }
            token => shown.push_str(&token.to_string()),
        }
    }
    shown
}
