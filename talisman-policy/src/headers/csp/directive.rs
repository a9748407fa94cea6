//! The directives: which there are, what value each takes, and which of them browsers still know. One table, and what is asked of
//! a row, so one file, however long.

use super::sandbox::SandboxToken;
use crate::ground::names::KnownTo;

words! {
    /// A directive-name, <https://www.w3.org/TR/CSP3/#csp-directives>, in the order of the specification; after those the
    /// directives of other specifications, of single vendors, and those that browsers no longer know.
    ///
    /// Read on 2026-11-21 from CSP3 (2026-04-19), Trusted Types, Upgrade Insecure Requests and the parsers of Chromium 153
    /// and Firefox 148; to refresh, read the same lists again.
    pub enum DirectiveName: DirectiveRow {
        /// Frames and workers, as fallback.
        ChildSrc => "child-src", fetch(Governs::Children, &[Self::DefaultSrc]);
        /// Connections that scripts make.
        ConnectSrc => "connect-src", fetch(Governs::Connections, &[Self::DefaultSrc]);
        /// Every fetch directive that is absent.
        DefaultSrc => "default-src", fetch(Governs::Everything, &[]);
        /// Fonts.
        FontSrc => "font-src", fetch(Governs::Places, &[Self::DefaultSrc]);
        /// Frames.
        FrameSrc => "frame-src", fetch(Governs::Places, &[Self::ChildSrc, Self::DefaultSrc]);
        /// Images.
        ImgSrc => "img-src", fetch(Governs::Passive, &[Self::DefaultSrc]);
        /// Web app manifests.
        ManifestSrc => "manifest-src", fetch(Governs::Places, &[Self::DefaultSrc]);
        /// Audio, video and their tracks.
        MediaSrc => "media-src", fetch(Governs::Passive, &[Self::DefaultSrc]);
        /// Plugins.
        ObjectSrc => "object-src", fetch(Governs::Places, &[Self::DefaultSrc]);
        /// Scripts, inline scripts, event handlers and eval.
        ScriptSrc => "script-src", scripts(Part::All, &[Self::DefaultSrc]);
        /// Script elements.
        ScriptSrcElem => "script-src-elem", scripts(Part::Elements, &[Self::ScriptSrc, Self::DefaultSrc]);
        /// Event handler attributes.
        ScriptSrcAttr => "script-src-attr", scripts(Part::Attributes, &[Self::ScriptSrc, Self::DefaultSrc]);
        /// Style sheets, inline styles and style attributes.
        StyleSrc => "style-src", fetch(Governs::Code(Language::Style, Part::All), &[Self::DefaultSrc]);
        /// Style sheets and style elements.
        StyleSrcElem => "style-src-elem", fetch(Governs::Code(Language::Style, Part::Elements), &[Self::StyleSrc, Self::DefaultSrc]);
        /// Style attributes.
        StyleSrcAttr => "style-src-attr", fetch(Governs::Code(Language::Style, Part::Attributes), &[Self::StyleSrc, Self::DefaultSrc]);
        /// WebRTC connections.
        Webrtc => "webrtc", DirectiveRow { status: DirectiveStatus::Experimental { known_to: KnownTo::Nobody("no browser yet") }, ..words(Grammar::WebrtcKeyword) };
        /// Workers.
        WorkerSrc => "worker-src", fetch(Governs::Places, &[Self::ChildSrc, Self::ScriptSrc, Self::DefaultSrc]);
        /// The base element.
        BaseUri => "base-uri", places(Grammar::SourceList);
        /// Sandboxes the page.
        Sandbox => "sandbox", DirectiveRow { acts: Acts::WhereEnforced, ..in_header(words(Grammar::SandboxTokens)) };
        /// Where forms may be sent.
        FormAction => "form-action", DirectiveRow { sandbox_token: Some(SandboxToken::Forms), ..places(Grammar::SourceList) };
        /// Who may frame the page.
        FrameAncestors => "frame-ancestors", in_header(places(Grammar::AncestorSourceList));
        /// The endpoint of reports.
        ReportTo => "report-to", in_header(words(Grammar::Token));
        /// The URLs of reports, for browsers that do not know report-to.
        ReportUri => "report-uri", in_header(words(Grammar::UriReferences));
        /// Guards the DOM's injection sinks.
        RequireTrustedTypesFor => "require-trusted-types-for", words(Grammar::TrustedTypesSinkGroups);
        /// Which Trusted Types policies may be made.
        TrustedTypes => "trusted-types", words(Grammar::TrustedTypesPolicyList);
        /// Loads http: URLs over https.
        UpgradeInsecureRequests => "upgrade-insecure-requests", DirectiveRow { acts: Acts::WhereEnforced, ..words(Grammar::NoValue) };
        /// Blocks http: loads on an https page.
        BlockAllMixedContent => "block-all-mixed-content", DirectiveRow {
            status: DirectiveStatus::Obsolete { instead: "upgrade-insecure-requests" },
            ..words(Grammar::NoValue)
        };
        /// Fenced frames.
        FencedFrameSrc => "fenced-frame-src", DirectiveRow {
            status: DirectiveStatus::Experimental { known_to: KnownTo::Some("Chromium only") },
            ..fetch(Governs::Places, &[Self::FrameSrc, Self::ChildSrc, Self::DefaultSrc])
        };
        /// A script-src that older browsers skip.
        ScriptSrcV2 => "script-src-v2", DirectiveRow {
            status: DirectiveStatus::Experimental { known_to: KnownTo::Some("Chromium only, behind a flag") },
            ..fetch(Governs::Code(Language::Script, Part::All), &[])
        };
        /// Counts the page as public for private network access.
        TreatAsPublicAddress => "treat-as-public-address", DirectiveRow {
            status: DirectiveStatus::VendorOnly { vendor: "Chromium", instead: None },
            acts: Acts::WhereEnforced,
            ..words(Grammar::NoValue)
        };
        /// Navigation targets in Cobalt.
        CobaltLocationSrc => "cobalt-location-src", DirectiveRow {
            status: DirectiveStatus::VendorOnly { vendor: "Cobalt", instead: None },
            ..places(Grammar::SourceList)
        };
        /// Navigation targets in Cobalt, older name.
        H5vccLocationSrc => "h5vcc-location-src", DirectiveRow {
            status: DirectiveStatus::VendorOnly { vendor: "Cobalt", instead: Some("cobalt-location-src") },
            ..places(Grammar::SourceList)
        };
        /// Once: prefetches.
        PrefetchSrc => "prefetch-src", removed("in January 2023", "use default-src");
        /// Once: plugin types.
        PluginTypes => "plugin-types", removed("in February 2021", "leave it out: no browser has plugins any more, and object-src limits what <object> and <embed> load");
        /// Once: severed the opener.
        DisownOpener => "disown-opener", removed("in September 2018", "use the field Cross-Origin-Opener-Policy: same-origin");
        /// Once: navigation targets.
        NavigateTo => "navigate-to", removed("in September 2022", "use form-action for forms; nothing limits links");
        /// Never shipped: demanded integrity metadata.
        RequireSriFor => "require-sri-for", removed("before it shipped", "use the field Integrity-Policy");
        /// Once: the XSS auditor.
        ReflectedXss => "reflected-xss", removed("with CSP2", "use a script-src with nonces");
        /// Once: the referrer policy.
        Referrer => "referrer", removed("with CSP2", "use the field Referrer-Policy");
        /// Before CSP 1.0: the default sources.
        Allow => "allow", removed("with CSP 1.0", "use default-src");
        /// Before CSP 1.0: inline and eval.
        Options => "options", removed("with CSP 1.0", "use script-src, with a nonce for inline scripts");
        /// Before CSP 1.0: a policy elsewhere.
        PolicyUri => "policy-uri", removed("with CSP 1.0", "use the directives themselves, in this field");
        /// Before CSP 1.0: connections that scripts make.
        XhrSrc => "xhr-src", removed("with CSP 1.0", "use connect-src");
        /// A draft's nonce.
        ScriptNonce => "script-nonce", removed("before it shipped", "use a nonce in script-src");
        /// A draft's cookie limits.
        CookieScope => "cookie-scope", removed("before it shipped", "use the attributes of Set-Cookie");
        /// A draft's feature switches.
        Disable => "disable", removed("before it shipped", "use the field Permissions-Policy");
    }
}

/// What the table says of a directive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct DirectiveRow {
    /// The grammar of its value.
    pub grammar: Grammar,
    /// Whether browsers know it.
    pub status: DirectiveStatus,
    /// What its sources are compared with.
    pub governs: Governs,
    /// The directives that stand in for it where it is absent, nearest first,
    /// <https://www.w3.org/TR/CSP3/#directive-fallback-list>.
    pub fallbacks: &'static [DirectiveName],
    /// Where browsers act on it.
    pub acts: Acts,
    /// Whether browsers act on it in a `<meta>`: HTML section 4.2.5.3, pragma directives, Content security policy state.
    pub in_meta: bool,
    /// The token without which a sandbox blocks all that the directive could allow.
    pub sandbox_token: Option<SandboxToken>,
}

/// What the sources of a directive are compared with. Which keywords, nonces and hashes mean something follows from it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Governs {
    /// Every load, and all code.
    Everything,
    /// Code, by its place, nonce or hash.
    Code(Language, Part),
    /// Connections that scripts make, WebSockets among them.
    Connections,
    /// Frames and workers, whose own directives it stands in for.
    Children,
    /// URLs or origins, by their place alone.
    Places,
    /// The same of what only shows or sounds: a page that is secure may load it insecurely, <https://www.w3.org/TR/mixed-content/#category-upgradeable>.
    Passive,
    /// It has no sources.
    Nothing,
}

/// The language of code.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Language {
    /// Scripts.
    Script,
    /// Styles.
    Style,
}

/// The code of one language that a directive is about.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Part {
    /// All of it.
    All,
    /// What elements load or hold.
    Elements,
    /// What attributes hold.
    Attributes,
}

/// Where browsers act on a directive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Acts {
    /// Whatever the disposition of the policy.
    Everywhere,
    /// In an enforced policy alone: it changes the page instead of blocking something, so there is nothing to report.
    WhereEnforced,
}

/// The grammar of a directive's value.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Grammar {
    /// serialized-source-list
    SourceList,
    /// ancestor-source-list
    AncestorSourceList,
    /// Any number of sandbox tokens.
    SandboxTokens,
    /// One or more URI-references.
    UriReferences,
    /// One token of RFC 9110.
    Token,
    /// One or more of `'script'`.
    TrustedTypesSinkGroups,
    /// Policy names, `*`, `'allow-duplicates'`, or `'none'` alone.
    TrustedTypesPolicyList,
    /// `'allow'` or `'block'`.
    WebrtcKeyword,
    /// Nothing.
    NoValue,
}

/// What happened to a directive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DirectiveStatus {
    /// Browsers act on it.
    Current,
    /// Specified, but not known to every browser yet.
    Experimental {
        /// Who knows it.
        known_to: KnownTo,
    },
    /// Still read, and no longer needed.
    Obsolete {
        /// What does the job now.
        instead: &'static str,
    },
    /// Never a standard.
    VendorOnly {
        /// Who reads it.
        vendor: &'static str,
        /// The vendor's newer name.
        instead: Option<&'static str>,
    },
    /// Ignored by browsers.
    Removed {
        /// When that happened, to follow "removed".
        since: &'static str,
        /// What to do now.
        help: &'static str,
    },
}

impl DirectiveName {
    /// The token without which a sandbox blocks all that the directive could allow.
    #[must_use]
    pub fn sandbox_token(self) -> Option<SandboxToken> {
        self.fact().sandbox_token
    }

    /// The directives that browsers ignore in a `<meta>`.
    pub fn ignored_in_meta() -> impl Iterator<Item = Self> {
        let all = Self::ALL.iter().copied();
        all.filter(|name| !name.fact().in_meta)
    }

    /// Whether it is for what only shows or sounds.
    pub(super) fn is_passive(self) -> bool {
        self.fact().governs == Governs::Passive
    }

    /// Whether the value is a list of source expressions.
    #[must_use]
    pub fn takes_sources(self) -> bool {
        matches!(
            self.fact().grammar,
            Grammar::SourceList | Grammar::AncestorSourceList
        )
    }

    /// Of a directive for all code of a language, the one that takes its place for elements.
    pub(super) fn of_elements(self) -> Option<Self> {
        let is_of = |name: &Self| {
            matches!(name.fact().governs, Governs::Code(_, Part::Elements))
                && name.fallbacks().first() == Some(&self)
        };
        Self::ALL.iter().copied().find(is_of)
    }

    /// Whether it governs scripts and nothing else, so that `'strict-dynamic'` cuts off every host in it.
    pub(super) fn is_for_scripts_alone(self) -> bool {
        matches!(self.fact().governs, Governs::Code(Language::Script, _))
    }

    /// Whether it governs attributes, whose code is part of the page and has no place.
    pub(super) fn is_for_attributes(self) -> bool {
        matches!(self.fact().governs, Governs::Code(_, Part::Attributes))
    }

    /// The directive of all code in its language; itself where it restricts no code, or all of it.
    #[must_use]
    pub fn of_whole_language(self) -> Self {
        match self.fact().governs {
            Governs::Code(_, Part::Elements | Part::Attributes) => {
                self.fallbacks().first().copied().unwrap_or(self)
            }
            Governs::Code(_, Part::All)
            | Governs::Everything
            | Governs::Children
            | Governs::Connections
            | Governs::Places
            | Governs::Passive
            | Governs::Nothing => self,
        }
    }

    /// Whether WebSockets are compared with its sources.
    pub(super) fn governs_web_sockets(self) -> bool {
        matches!(
            self.fact().governs,
            Governs::Everything | Governs::Connections
        )
    }

    /// Whether it is default-src, or default-src stands in for it.
    pub(super) fn is_fetch(self) -> bool {
        self == Self::DefaultSrc || self.fallbacks().contains(&Self::DefaultSrc)
    }

    /// The directives that stand in for this one where it is absent, nearest first,
    /// <https://www.w3.org/TR/CSP3/#directive-fallback-list>.
    #[must_use]
    pub fn fallbacks(self) -> &'static [Self] {
        self.fact().fallbacks
    }

    /// Whether browsers ignore the directive.
    #[must_use]
    pub fn is_removed(self) -> bool {
        matches!(self.fact().status, DirectiveStatus::Removed { .. })
    }

    /// Whether a nonce-source means something in it: it governs elements that carry a nonce attribute.
    #[must_use]
    pub fn takes_nonce(self) -> bool {
        self.takes_hash() && !self.is_for_attributes()
    }

    /// Whether a hash-source means something in it: it governs inline code or script files.
    #[must_use]
    pub fn takes_hash(self) -> bool {
        matches!(self.fact().governs, Governs::Everything | Governs::Code(..))
    }
}

/// A list of what the page may load or run.
const fn fetch(governs: Governs, fallbacks: &'static [DirectiveName]) -> DirectiveRow {
    DirectiveRow {
        grammar: Grammar::SourceList,
        status: DirectiveStatus::Current,
        governs,
        fallbacks,
        acts: Acts::Everywhere,
        in_meta: true,
        sandbox_token: None,
    }
}

/// A directive that restricts scripts.
const fn scripts(part: Part, fallbacks: &'static [DirectiveName]) -> DirectiveRow {
    DirectiveRow {
        sandbox_token: Some(SandboxToken::Scripts),
        ..fetch(Governs::Code(Language::Script, part), fallbacks)
    }
}

/// What browsers read in a header alone.
const fn in_header(row: DirectiveRow) -> DirectiveRow {
    DirectiveRow {
        in_meta: false,
        ..row
    }
}

/// A list for which no other stands in.
const fn places(grammar: Grammar) -> DirectiveRow {
    DirectiveRow {
        grammar,
        ..fetch(Governs::Places, &[])
    }
}

/// A value without sources.
const fn words(grammar: Grammar) -> DirectiveRow {
    DirectiveRow {
        grammar,
        ..fetch(Governs::Nothing, &[])
    }
}

const fn removed(since: &'static str, help: &'static str) -> DirectiveRow {
    DirectiveRow {
        status: DirectiveStatus::Removed { since, help },
        ..fetch(Governs::Places, &[])
    }
}

#[cfg(test)]
mod tests;
