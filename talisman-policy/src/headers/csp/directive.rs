//! The directives: which there are, what value each takes, and which of them browsers still know.

words! {
    /// A directive-name, <https://www.w3.org/TR/CSP3/#csp-directives>, in the order of the specification; behind those the
    /// directives of other specifications, of single vendors, and those that browsers no longer know.
    ///
    /// Read on 2026-11-21 from CSP3 (2026-04-19), Trusted Types, Upgrade Insecure Requests and the parsers of Chromium 153
    /// and Firefox 148; to refresh, read the same lists again.
    pub enum DirectiveName: Row {
        /// Frames and workers, as fallback.
        ChildSrc => "child-src", source_list();
        /// Connections that scripts make.
        ConnectSrc => "connect-src", source_list();
        /// Every fetch directive that is absent.
        DefaultSrc => "default-src", source_list();
        /// Fonts.
        FontSrc => "font-src", source_list();
        /// Frames.
        FrameSrc => "frame-src", source_list();
        /// Images.
        ImgSrc => "img-src", source_list();
        /// Web app manifests.
        ManifestSrc => "manifest-src", source_list();
        /// Audio, video and their tracks.
        MediaSrc => "media-src", source_list();
        /// Plugins.
        ObjectSrc => "object-src", source_list();
        /// Scripts, inline scripts, event handlers and eval.
        ScriptSrc => "script-src", source_list();
        /// Script elements.
        ScriptSrcElem => "script-src-elem", source_list();
        /// Event handler attributes.
        ScriptSrcAttr => "script-src-attr", source_list();
        /// Style sheets, inline styles and style attributes.
        StyleSrc => "style-src", source_list();
        /// Style sheets and style elements.
        StyleSrcElem => "style-src-elem", source_list();
        /// Style attributes.
        StyleSrcAttr => "style-src-attr", source_list();
        /// WebRTC connections.
        Webrtc => "webrtc", Row { grammar: Grammar::WebrtcKeyword, status: Status::Experimental { known_to: "no browser yet" } };
        /// Workers.
        WorkerSrc => "worker-src", source_list();
        /// The base element.
        BaseUri => "base-uri", source_list();
        /// Sandboxes the page.
        Sandbox => "sandbox", current(Grammar::SandboxTokens);
        /// Where forms may be sent.
        FormAction => "form-action", source_list();
        /// Who may frame the page.
        FrameAncestors => "frame-ancestors", current(Grammar::AncestorSourceList);
        /// The endpoint of reports.
        ReportTo => "report-to", current(Grammar::Token);
        /// The URLs of reports, for browsers that do not know report-to.
        ReportUri => "report-uri", current(Grammar::UriReferences);
        /// Guards the DOM's injection sinks.
        RequireTrustedTypesFor => "require-trusted-types-for", current(Grammar::TrustedTypesSinkGroups);
        /// Which Trusted Types policies may be made.
        TrustedTypes => "trusted-types", current(Grammar::TrustedTypesPolicyList);
        /// Loads http: URLs over https.
        UpgradeInsecureRequests => "upgrade-insecure-requests", current(Grammar::NoValue);
        /// Blocks http: loads on an https page.
        BlockAllMixedContent => "block-all-mixed-content", Row {
            grammar: Grammar::NoValue,
            status: Status::Obsolete { instead: "upgrade-insecure-requests" },
        };
        /// Fenced frames.
        FencedFrameSrc => "fenced-frame-src", Row {
            grammar: Grammar::SourceList,
            status: Status::Experimental { known_to: "Chromium alone" },
        };
        /// A script-src that older browsers skip.
        ScriptSrcV2 => "script-src-v2", Row {
            grammar: Grammar::SourceList,
            status: Status::Experimental { known_to: "Chromium alone, behind a flag" },
        };
        /// Counts the page as public for private network access.
        TreatAsPublicAddress => "treat-as-public-address", Row {
            grammar: Grammar::NoValue,
            status: Status::VendorOnly { vendor: "Chromium", instead: None },
        };
        /// Navigation targets in Cobalt.
        CobaltLocationSrc => "cobalt-location-src", Row {
            grammar: Grammar::SourceList,
            status: Status::VendorOnly { vendor: "Cobalt", instead: None },
        };
        /// Navigation targets in Cobalt, older name.
        H5vccLocationSrc => "h5vcc-location-src", Row {
            grammar: Grammar::SourceList,
            status: Status::VendorOnly { vendor: "Cobalt", instead: Some("cobalt-location-src") },
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
pub struct Row {
    /// The grammar of its value.
    pub grammar: Grammar,
    /// Whether browsers know it.
    pub status: Status,
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

/// What has become of a directive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Status {
    /// Browsers act on it.
    Current,
    /// Specified, but not known to every browser yet.
    Experimental {
        /// Who knows it.
        known_to: &'static str,
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
    /// Whether the value is a list of source expressions.
    #[must_use]
    pub fn takes_sources(self) -> bool {
        matches!(
            self.fact().grammar,
            Grammar::SourceList | Grammar::AncestorSourceList
        )
    }

    /// Whether it governs scripts and nothing else, so that `'strict-dynamic'` cuts off every host in it.
    pub(super) fn is_for_scripts_alone(self) -> bool {
        matches!(
            self,
            Self::ScriptSrc | Self::ScriptSrcElem | Self::ScriptSrcAttr | Self::ScriptSrcV2
        )
    }

    /// The directives that stand in for this one where it is absent, the first first,
    /// <https://www.w3.org/TR/CSP3/#directive-fallback-list>.
    #[must_use]
    pub fn fallbacks(self) -> &'static [Self] {
        use DirectiveName::{
            ChildSrc, ConnectSrc, DefaultSrc, FencedFrameSrc, FontSrc, FrameSrc, ImgSrc,
            ManifestSrc, MediaSrc, ObjectSrc, ScriptSrc, ScriptSrcAttr, ScriptSrcElem, StyleSrc,
            StyleSrcAttr, StyleSrcElem, WorkerSrc,
        };
        match self {
            ScriptSrcElem | ScriptSrcAttr => &[ScriptSrc, DefaultSrc],
            StyleSrcElem | StyleSrcAttr => &[StyleSrc, DefaultSrc],
            WorkerSrc => &[ChildSrc, ScriptSrc, DefaultSrc],
            FencedFrameSrc => &[FrameSrc, ChildSrc, DefaultSrc],
            FrameSrc => &[ChildSrc, DefaultSrc],
            ChildSrc | ConnectSrc | FontSrc | ImgSrc | ManifestSrc | MediaSrc | ObjectSrc
            | ScriptSrc | StyleSrc => &[DefaultSrc],
            _ => &[],
        }
    }

    /// Whether browsers ignore the directive.
    #[must_use]
    pub fn is_removed(self) -> bool {
        matches!(self.fact().status, Status::Removed { .. })
    }

    /// Whether a nonce-source means something in it: it governs elements that carry a nonce attribute.
    #[must_use]
    pub fn takes_nonce(self) -> bool {
        use DirectiveName::{
            DefaultSrc, ScriptSrc, ScriptSrcElem, ScriptSrcV2, StyleSrc, StyleSrcElem,
        };
        matches!(
            self,
            DefaultSrc | ScriptSrc | ScriptSrcElem | ScriptSrcV2 | StyleSrc | StyleSrcElem
        )
    }

    /// Whether a hash-source means something in it: it governs inline code or script files.
    #[must_use]
    pub fn takes_hash(self) -> bool {
        self.takes_nonce() || matches!(self, Self::ScriptSrcAttr | Self::StyleSrcAttr)
    }
}

const fn source_list() -> Row {
    current(Grammar::SourceList)
}

const fn current(grammar: Grammar) -> Row {
    Row {
        grammar,
        status: Status::Current,
    }
}

const fn removed(since: &'static str, help: &'static str) -> Row {
    Row {
        grammar: Grammar::SourceList,
        status: Status::Removed { since, help },
    }
}
