//! `auto` among the sources of scripts or styles: the nonce where a page is rendered, the hashes of a page that was built ahead.

use proc_macro2::{Ident, TokenTree};
use talisman_policy::Site;
use talisman_policy::headers::csp::DirectiveName;
use talisman_policy::pages::Problem;

use super::Literals;
use crate::words::{is_punct, name_length, string};

/// An `auto`, in whose place there is a nonce.
pub(crate) struct Auto {
    /// Where it is.
    pub(crate) site: Site,
    /// Its directive.
    #[cfg_attr(not(feature = "pages"), expect(dead_code, reason = "no page is read"))]
    pub(crate) name: DirectiveName,
    /// Whether its policy only reports.
    #[cfg_attr(not(feature = "pages"), expect(dead_code, reason = "no page is read"))]
    pub(crate) only_reports: bool,
}

/// The word.
const AUTO: &str = "auto";

impl Literals<'_> {
    /// What stands for the `auto` at an index of a block, if there is one: a nonce.
    pub(super) fn auto(&mut self, block: &[TokenTree], at: usize) -> Option<TokenTree> {
        let token = block.get(at)?;
        let TokenTree::Ident(word) = token else {
            return None;
        };
        if word != AUTO {
            return None;
        }
        let beside = |index: usize| {
            let token = block.get(index);
            token.is_some_and(|token| ".-*:/".chars().any(|sign| is_punct(token, sign)))
        };
        if beside(at + 1) || at.checked_sub(1).is_some_and(beside) {
            return None;
        }
        let name = directive_of(block, at)?;
        let site = self.push(std::slice::from_ref(token), AUTO);
        if !name.takes_nonce() {
            let found = name.as_str().to_owned();
            self.out.report(site, Problem::AutoPlace { found });
            return Some(super::refused());
        }
        self.autos.push(Auto {
            site,
            name,
            only_reports: self.only_reports,
        });
        Some(Ident::new("nonce", word.span()).into())
    }

    /// Notes which option the block after these tokens belongs to.
    pub(super) fn note_option(&mut self, before: &[TokenTree]) {
        if let [.., TokenTree::Ident(name), colon] = before {
            if self.depth == 0 && is_punct(colon, ':') {
                self.only_reports = name == "content_security_policy_report_only";
            }
        }
    }
}

/// The directive that the token of this index is a source of.
fn directive_of(block: &[TokenTree], at: usize) -> Option<DirectiveName> {
    let before = block.get(..at)?;
    let start = before.iter().rposition(|token| is_punct(token, ';'));
    let statement = before.get(start.map_or(0, |semicolon| semicolon + 1)..)?;
    let name = statement.get(..name_length(statement))?;
    let written = match name {
        [only] => string(only).unwrap_or_else(|| only.to_string()),
        name => name.iter().map(ToString::to_string).collect(),
    };
    DirectiveName::from_word(&written)
}
