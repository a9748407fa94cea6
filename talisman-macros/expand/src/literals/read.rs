//! The tokens of a whole policy, or the arguments of a macro, with their literals read.

use std::path::PathBuf;

use proc_macro2::TokenTree;
#[cfg(feature = "hashes")]
use proc_macro2::{Delimiter, Group};
use talisman_policy::{Diagnostics, pages};

#[cfg(feature = "hashes")]
use super::hashes;
use super::{Auto, Literals};
use crate::spans::Spans;

/// What was read of the literals of a policy.
pub(crate) struct Resolved {
    /// The tokens, without what stood for a literal.
    pub(crate) tokens: Vec<TokenTree>,
    /// The files that were read.
    pub(crate) files: Vec<PathBuf>,
    /// Each `auto`, which is a nonce in the tokens.
    pub(crate) autos: Vec<Auto>,
}

/// Reads the literals of a policy that may have pages.
pub(crate) fn resolve_all(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> Resolved {
    let mut literals = Literals::new(spans, out);
    let tokens = literals.resolve(tokens, None);
    let Literals { files, autos, .. } = literals;
    Resolved {
        tokens,
        files,
        autos,
    }
}

/// Reads the literals of a policy that has no pages, and gives the files that were read.
pub(crate) fn resolve(
    tokens: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Vec<TokenTree>, Vec<PathBuf>) {
    let resolved = resolve_all(tokens, spans, out);
    if let Some(first) = resolved.autos.first() {
        out.report(first.site, pages::Problem::AutoWithoutPages);
    }
    (resolved.tokens, resolved.files)
}

/// The integrity metadata of the file that the arguments of `sri!` name, and the files that were read.
#[cfg(feature = "hashes")]
pub(crate) fn integrity(
    arguments: &[TokenTree],
    spans: &mut Spans,
    out: &mut Diagnostics,
) -> (Option<String>, Vec<PathBuf>) {
    let mut literals = Literals::new(spans, out);
    let group = Group::new(Delimiter::Parenthesis, arguments.iter().cloned().collect());
    let metadata = literals.metadata(hashes::Hashed::File, &group, arguments, "sha384");
    (metadata, literals.files)
}
