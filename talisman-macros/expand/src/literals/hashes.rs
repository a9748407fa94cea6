//! `hash("..")` and `hash_file("..")`, which stand for the hash-source of a text or of a file's bytes.

use proc_macro2::{Delimiter, Group, TokenTree};
use talisman_policy::tokens::Problem;

use super::{Literals, is_refused, literal_text, refused, report_expression, string_at};
use crate::words::is_punct;

/// The call of `hash` or `hash_file` that these tokens begin with.
pub(super) fn call(tokens: &[TokenTree]) -> Option<(Hashed, &Group)> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(arguments), ..]
            if arguments.delimiter() == Delimiter::Parenthesis =>
        {
            let hashed = match name.to_string().as_str() {
                "hash" => Hashed::Text,
                "hash_file" => Hashed::File,
                _ => return None,
            };
            Some((hashed, arguments))
        }
        _ => None,
    }
}

/// The arguments of the call of `hashes_of` that these tokens begin with.
pub(super) fn page_call(tokens: &[TokenTree]) -> Option<&Group> {
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(arguments), ..]
            if name == "hashes_of" && arguments.delimiter() == Delimiter::Parenthesis =>
        {
            Some(arguments)
        }
        _ => None,
    }
}

/// What is hashed.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Hashed {
    /// The text of the literal.
    Text,
    /// The bytes of the file that the literal names.
    File,
}

impl Literals<'_> {
    /// The hash-source that a call stands for, as a string literal.
    pub(super) fn hash_source(
        &mut self,
        hashed: Hashed,
        arguments: &Group,
        call: &[TokenTree],
    ) -> TokenTree {
        match self.metadata(hashed, arguments, call, "sha256") {
            Some(metadata) => string_at(&format!("'{metadata}'"), call),
            None => refused(),
        }
    }

    /// `sha256-..` of what a call names, in the algorithm that it names or else in `default`.
    pub(super) fn metadata(
        &mut self,
        hashed: Hashed,
        arguments: &Group,
        call: &[TokenTree],
        default: &str,
    ) -> Option<String> {
        let (text, algorithm) = self.hash_arguments(arguments, call)?;
        let algorithm = algorithm.as_deref().unwrap_or(default);
        self.digest(hashed, &text, algorithm, call)
    }

    /// The literal that a call names, and the name of its algorithm.
    pub(super) fn hash_arguments(
        &mut self,
        arguments: &Group,
        call: &[TokenTree],
    ) -> Option<(String, Option<String>)> {
        let inside: Vec<TokenTree> = arguments.stream().into_iter().collect();
        let mut parts = inside.split(|token| is_punct(token, ','));
        let (what, algorithm, rest) = (parts.next(), parts.next(), parts.next());
        let what = self.resolve(what.unwrap_or_default(), None);
        let text = match what.as_slice() {
            [only] if is_refused(only) => return None,
            [TokenTree::Literal(literal)] if rest.is_none_or(<[TokenTree]>::is_empty) => {
                literal_text(literal)
            }
            _ => None,
        };
        let Some(text) = text else {
            self.report_call(call);
            return None;
        };
        let algorithm = match algorithm.unwrap_or_default() {
            [] => None,
            some => {
                let name: String = some.iter().map(ToString::to_string).collect();
                Some(name.trim_matches('"').to_owned())
            }
        };
        Some((text, algorithm))
    }

    /// Says how a call is written.
    fn report_call(&mut self, call: &[TokenTree]) {
        let name = call.first().map(ToString::to_string).unwrap_or_default();
        let (found, write) = match name.as_str() {
            "hash" => (
                "hash(..)",
                "write the text in double quotes: hash(\"start()\")",
            ),
            "hash_file" => (
                "hash_file(..)",
                "write one path in double quotes: hash_file(\"static/boot.js\")",
            ),
            "hashes_of" => (
                "hashes_of(..)",
                "write one path or pattern in double quotes: hashes_of(\"dist/index.html\")",
            ),
            _ => return report_expression(call, self.spans, self.out),
        };
        let site = self.push(call, found);
        let (found, write) = (found.to_owned(), write.to_owned());
        self.out.report(site, Problem::Expression { found, write });
    }

    #[cfg(feature = "hashes")]
    fn digest(
        &mut self,
        hashed: Hashed,
        text: &str,
        algorithm: &str,
        call: &[TokenTree],
    ) -> Option<String> {
        use crate::digests::{Algorithm, file_of, has_carriage_returns};

        let site = self.push(call, text);
        let Some(algorithm) = Algorithm::from_name(algorithm) else {
            let found = algorithm.to_owned();
            let site = match algorithm_tokens(call) {
                Some(tokens) => self.push(&tokens, &found),
                None => site,
            };
            self.out.report(site, Problem::HashAlgorithm { found });
            return None;
        };
        if hashed == Hashed::Text {
            return Some(algorithm.metadata(text.as_bytes()));
        }
        let path = text.to_owned();
        let file = match file_of(text) {
            Ok(file) => file,
            Err(why) => {
                let why = why.to_owned();
                self.out.report(site, Problem::HashedFile { path, why });
                return None;
            }
        };
        match std::fs::read(&file) {
            Ok(bytes) => {
                self.files.push(file);
                if has_carriage_returns(&bytes) {
                    self.out.report(site, Problem::HashedLineEnds { path });
                }
                Some(algorithm.metadata(&bytes))
            }
            Err(error) => {
                let why = error.to_string();
                self.out.report(site, Problem::HashedFile { path, why });
                None
            }
        }
    }

    #[cfg(not(feature = "hashes"))]
    fn digest(
        &mut self,
        hashed: Hashed,
        text: &str,
        _: &str,
        call: &[TokenTree],
    ) -> Option<String> {
        let found = if hashed == Hashed::Text {
            "hash(..)"
        } else {
            "hash_file(..)"
        };
        let site = self.push(call, text);
        let feature = "hashes";
        self.out
            .report(site, Problem::NeedsFeature { found, feature });
        None
    }

    /// Says which feature reads pages.
    #[cfg(not(feature = "pages"))]
    pub(super) fn page_hashes(
        &mut self,
        (call, _): (&[TokenTree], &Group),
        _: (&[TokenTree], usize),
        _: &[TokenTree],
    ) -> Vec<TokenTree> {
        let site = self.push(call, "hashes_of");
        let (found, feature) = ("hashes_of(..)", "pages");
        self.out
            .report(site, Problem::NeedsFeature { found, feature });
        vec![refused()]
    }
}

/// The tokens that name the algorithm: what is after the comma.
#[cfg(feature = "hashes")]
fn algorithm_tokens(call: &[TokenTree]) -> Option<Vec<TokenTree>> {
    let TokenTree::Group(arguments) = call.last()? else {
        return None;
    };
    let inside: Vec<TokenTree> = arguments.stream().into_iter().collect();
    let named = inside.split(|token| is_punct(token, ',')).nth(1)?;
    (!named.is_empty()).then(|| named.to_vec())
}
