//! The keywords of source lists: which there are, and where each means something.

use crate::ground::names::KnownTo;
use talisman_core::encoded::Kind;

use super::directive::DirectiveName::{
    self, ChildSrc, ConnectSrc, DefaultSrc, FrameAncestors, ScriptSrc, ScriptSrcAttr,
    ScriptSrcElem, ScriptSrcV2, StyleSrc, StyleSrcAttr, StyleSrcElem, WorkerSrc,
};

words! {
    /// A keyword-source, <https://www.w3.org/TR/CSP3/#grammardef-keyword-source>, in the order of the specification; after
    /// those the keywords of other specifications and of Chromium. `'none'` is not a keyword-source: it is the empty list.
    pub enum Keyword: KeywordRow {
        /// The origin of the page.
        SelfOrigin => "'self'", everywhere();
        /// All inline code.
        UnsafeInline => "'unsafe-inline'", void(&[
            DefaultSrc, ScriptSrc, ScriptSrcElem, ScriptSrcAttr, StyleSrc, StyleSrcElem, StyleSrcAttr,
        ]);
        /// Code from strings.
        UnsafeEval => "'unsafe-eval'", only(&[DefaultSrc, ScriptSrc, ScriptSrcV2]);
        /// Scripts that a trusted script adds.
        StrictDynamic => "'strict-dynamic'", dynamic(&[
            DefaultSrc, ScriptSrc, ScriptSrcElem, ScriptSrcAttr, ScriptSrcV2, WorkerSrc, ChildSrc,
        ]);
        /// Hashes for attributes and `javascript:` URLs.
        UnsafeHashes => "'unsafe-hashes'", only(&[
            DefaultSrc, ScriptSrc, ScriptSrcElem, ScriptSrcAttr, ScriptSrcV2, StyleSrc, StyleSrcAttr,
        ]);
        /// Puts the first characters of blocked code into reports.
        ReportSample => "'report-sample'", only(&[
            DefaultSrc, ScriptSrc, ScriptSrcElem, ScriptSrcAttr, ScriptSrcV2, StyleSrc, StyleSrcElem, StyleSrcAttr,
        ]);
        /// WebAssembly, without the rest of eval.
        WasmUnsafeEval => "'wasm-unsafe-eval'", only(&[DefaultSrc, ScriptSrc, ScriptSrcV2]);
        /// Code from strings that went through Trusted Types.
        TrustedTypesEval => "'trusted-types-eval'", only(&[DefaultSrc, ScriptSrc, ScriptSrcV2]);
        /// Reports the SHA-256 of scripts.
        ReportSha256 => "'report-sha256'", only(SCRIPTS);
        /// Reports the SHA-384 of scripts.
        ReportSha384 => "'report-sha384'", only(SCRIPTS);
        /// Reports the SHA-512 of scripts.
        ReportSha512 => "'report-sha512'", only(SCRIPTS);
        /// WebTransport with pinned certificates.
        UnsafeWebtransportHashes => "'unsafe-webtransport-hashes'", KeywordRow {
            known_to: Some(KnownTo::Nobody("no browser yet")),
            ..only(&[DefaultSrc, ConnectSrc])
        };
        /// Inline speculation rules.
        InlineSpeculationRules => "'inline-speculation-rules'", void(&[ScriptSrc, ScriptSrcElem, ScriptSrcV2]);
        /// Trust that follows hashed URLs.
        StrictDynamicUrl => "'strict-dynamic-url'", KeywordRow {
            known_to: Some(KnownTo::Some("Chromium only, in an origin trial")),
            ..dynamic(&[ScriptSrc, ScriptSrcV2])
        };
    }
}

words! {
    /// A keyword that no browser reads any more, with the one that took its place.
    pub enum RemovedKeyword: Option<Keyword> {
        /// Renamed in June 2018.
        UnsafeHashedAttributes => "'unsafe-hashed-attributes'", Some(Keyword::UnsafeHashes);
        /// Chromium reads it in extensions only.
        WasmEval => "'wasm-eval'", Some(Keyword::WasmUnsafeEval);
        /// Went with navigate-to in September 2022.
        UnsafeAllowRedirects => "'unsafe-allow-redirects'", None;
    }
}

const SCRIPTS: &[DirectiveName] = &[DefaultSrc, ScriptSrc, ScriptSrcElem, ScriptSrcV2];

/// What the table says of a keyword.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct KeywordRow {
    /// The directives in which it changes something; `None` means every source list.
    pub effective_in: Option<&'static [DirectiveName]>,
    /// Who knows it, if not every browser will.
    pub known_to: Option<KnownTo>,
    /// What it is beside other words.
    pub kind: Kind,
}

impl Keyword {
    /// Whether the keyword changes something in the directive.
    #[must_use]
    pub fn is_effective_in(self, directive: DirectiveName) -> bool {
        match self.fact().effective_in {
            None => true,
            Some(directives) => directive != FrameAncestors && directives.contains(&directive),
        }
    }

    /// The keywords that browsers ignore beside a nonce-source.
    pub fn void_beside_nonce() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|keyword| keyword.is_void_beside_nonce())
    }

    /// What it is beside other words.
    pub(super) fn kind(self) -> Kind {
        self.fact().kind
    }

    /// Whether a nonce-source in the same list makes browsers ignore it.
    #[must_use]
    pub fn is_void_beside_nonce(self) -> bool {
        self.fact().kind == Kind::Void
    }
}

const fn everywhere() -> KeywordRow {
    KeywordRow {
        effective_in: None,
        known_to: None,
        kind: Kind::Word,
    }
}

const fn only(directives: &'static [DirectiveName]) -> KeywordRow {
    KeywordRow {
        effective_in: Some(directives),
        known_to: None,
        kind: Kind::Modifier,
    }
}

/// What browsers ignore beside a nonce.
const fn void(directives: &'static [DirectiveName]) -> KeywordRow {
    KeywordRow {
        kind: Kind::Void,
        ..only(directives)
    }
}

/// What lets nothing through without a nonce or a hash.
const fn dynamic(directives: &'static [DirectiveName]) -> KeywordRow {
    KeywordRow {
        kind: Kind::Dynamic,
        ..only(directives)
    }
}

#[cfg(test)]
mod tests {
    use super::{Keyword, KnownTo};
    use crate::headers::csp::directive::DirectiveName;
    use talisman_core::encoded::Kind;

    #[test]
    fn only_strict_dynamic_cuts_hosts_off_and_only_inline_code_is_void() {
        let of_kind = |kind| {
            let all = Keyword::ALL.iter();
            let of_kind = all.filter(move |keyword| keyword.kind() == kind);
            of_kind.map(|keyword| keyword.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(
            of_kind(Kind::Dynamic),
            ["'strict-dynamic'", "'strict-dynamic-url'"]
        );
        assert_eq!(
            of_kind(Kind::Void),
            ["'unsafe-inline'", "'inline-speculation-rules'"]
        );
        assert_eq!(of_kind(Kind::Word), ["'self'"]);
    }

    #[test]
    fn frame_ancestors_is_reached_by_self_alone() {
        let effective = |keyword: &&Keyword| keyword.is_effective_in(DirectiveName::FrameAncestors);
        let found: Vec<_> = Keyword::ALL.iter().filter(effective).collect();
        assert_eq!(found, [&Keyword::SelfOrigin]);
    }

    #[test]
    fn what_no_browser_ships_says_who_knows_it() {
        let unshipped = [Keyword::UnsafeWebtransportHashes, Keyword::StrictDynamicUrl];
        for keyword in Keyword::ALL {
            let known_to = keyword.fact().known_to;
            assert_eq!(known_to.is_some(), unshipped.contains(keyword), "{keyword}");
            assert_ne!(known_to, Some(KnownTo::Some("")), "{keyword}");
        }
    }
}
