//! Facts about a policy, and the relations between headers that they decide.
//!
//! The language takes the facts of a whole policy from its tree, const code those of a derived policy from the encoded words of
//! its base and its changes. The relations are asked of either.

use crate::encoded::{
    DirectiveField, Encoded, Kind, SentDirective, Trait, has, has_trait, sends, sends_field,
};

/// What a policy sends, as far as relations between headers depend on it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says something of another header"
)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Facts {
    /// Content-Security-Policy.
    pub enforced: Csp,
    /// Content-Security-Policy-Report-Only.
    pub report_only: Csp,
    /// Strict-Transport-Security.
    pub hsts: Option<Hsts>,
    /// Whether Cross-Origin-Opener-Policy cuts the page off from windows of other origins.
    pub opener_isolates: bool,
    /// Whether Cross-Origin-Embedder-Policy keeps resources of other origins out.
    pub embedder_restricts: bool,
    /// Whether Origin-Agent-Cluster says that the page shares its agent cluster with its site.
    pub is_site_keyed: bool,
    /// Whether X-Frame-Options is sent.
    pub frame_options: bool,
    /// Whether NEL is sent and names a group.
    pub nel: bool,
    /// Whether Report-To is sent.
    pub report_to: bool,
    /// Whether Reporting-Endpoints is sent.
    pub endpoints: bool,
}

/// What a Content Security Policy says beside its source lists.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says whether a directive is there"
)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Csp {
    /// Whether the field is sent.
    pub is_sent: bool,
    /// Whether it has `report-to` or `report-uri`.
    pub reports: bool,
    /// Whether it has `frame-ancestors`.
    pub frame_ancestors: bool,
    /// Whether it has `upgrade-insecure-requests`.
    pub upgrades: bool,
    /// What `script-src` has.
    pub scripts: Sources,
    /// What `style-src` has.
    pub styles: Sources,
    /// What `default-src` has.
    pub default: Sources,
}

/// Which kinds of sources a list has, as far as `'unsafe-inline'` depends on them.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says whether a kind of source is there"
)]
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Sources {
    /// Whether the directive is there.
    pub is_there: bool,
    /// `'unsafe-inline'`.
    pub unsafe_inline: bool,
    /// `'strict-dynamic'`.
    pub strict_dynamic: bool,
    /// The place of a nonce, or a nonce.
    pub nonce: bool,
    /// A hash.
    pub hash: bool,
}

/// What Strict-Transport-Security says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Hsts {
    /// `max-age`, in seconds.
    pub max_age: u64,
    /// `includeSubDomains`.
    pub include_subdomains: bool,
    /// `preload`.
    pub preload: bool,
}

impl Facts {
    /// The facts of a policy and its bases.
    #[must_use]
    pub const fn of(encoded: &Encoded) -> Self {
        Self {
            enforced: Csp::of(encoded, DirectiveField::Enforced),
            report_only: Csp::of(encoded, DirectiveField::ReportOnly),
            hsts: Hsts::of(encoded),
            opener_isolates: has_trait(encoded, Trait::OpenerIsolates),
            embedder_restricts: has_trait(encoded, Trait::EmbedderRestricts),
            is_site_keyed: has_trait(encoded, Trait::SiteKeyed),
            frame_options: sends_field(encoded, "x-frame-options"),
            nel: has_trait(encoded, Trait::NamesGroup),
            report_to: sends_field(encoded, "report-to"),
            endpoints: sends_field(encoded, "reporting-endpoints"),
        }
    }

    /// Those facts of a policy and its bases that a relation depends on.
    ///
    /// The compiler interprets this for a derived policy: all facts take it some thirty milliseconds.
    const fn asked_by(relation: Relation, encoded: &Encoded) -> Self {
        let mut facts = Self::NONE;
        let enforced = DirectiveField::Enforced;
        match relation {
            Relation::ReportOnlyWithoutReceiver => {
                let report_only = DirectiveField::ReportOnly;
                facts.report_only.is_sent = sends(encoded, report_only);
                facts.report_only.reports = reports(encoded, report_only);
            }
            Relation::NelWithoutReportTo => {
                facts.nel = has_trait(encoded, Trait::NamesGroup);
                facts.report_to = sends_field(encoded, "report-to");
            }
            Relation::EmbedderWithoutOpener | Relation::AgentClusterOverruled => {
                facts.embedder_restricts = has_trait(encoded, Trait::EmbedderRestricts);
                if facts.embedder_restricts {
                    facts.opener_isolates = has_trait(encoded, Trait::OpenerIsolates);
                }
                if facts.opener_isolates {
                    facts.is_site_keyed = has_trait(encoded, Trait::SiteKeyed);
                }
            }
            Relation::FramingOpen => {
                facts.frame_options = sends_field(encoded, "x-frame-options");
                facts.enforced.frame_ancestors = has(encoded, enforced, "frame-ancestors", "");
            }
            Relation::PreloadLacksSubdomains
            | Relation::PreloadLacksYear
            | Relation::PreloadLacksBoth => facts.hsts = Hsts::of(encoded),
            Relation::ScriptsAllowInline => {
                facts.enforced.scripts = Sources::of(encoded, enforced, "script-src");
            }
            Relation::StylesAllowInline => {
                facts.enforced.styles = Sources::of(encoded, enforced, "style-src");
            }
            Relation::DefaultAllowsInline => {
                facts.enforced.default = Sources::of(encoded, enforced, "default-src");
            }
        }
        facts
    }

    const NONE: Self = Self {
        enforced: Csp::ABSENT,
        report_only: Csp::ABSENT,
        hsts: None,
        opener_isolates: false,
        embedder_restricts: false,
        is_site_keyed: false,
        frame_options: false,
        nel: false,
        report_to: false,
        endpoints: false,
    };
}

const fn reports(encoded: &Encoded, field: DirectiveField) -> bool {
    has(encoded, field, "report-to", "") || has(encoded, field, "report-uri", "")
}

impl Csp {
    const fn of(encoded: &Encoded, field: DirectiveField) -> Self {
        if !sends(encoded, field) {
            return Self::ABSENT;
        }
        Self {
            is_sent: true,
            reports: reports(encoded, field),
            frame_ancestors: has(encoded, field, "frame-ancestors", ""),
            upgrades: has(encoded, field, "upgrade-insecure-requests", ""),
            scripts: Sources::of(encoded, field, "script-src"),
            styles: Sources::of(encoded, field, "style-src"),
            default: Sources::of(encoded, field, "default-src"),
        }
    }

    const ABSENT: Self = Self {
        is_sent: false,
        reports: false,
        frame_ancestors: false,
        upgrades: false,
        scripts: Sources::ABSENT,
        styles: Sources::ABSENT,
        default: Sources::ABSENT,
    };
}

impl Sources {
    const ABSENT: Self = Self {
        is_there: false,
        unsafe_inline: false,
        strict_dynamic: false,
        nonce: false,
        hash: false,
    };

    const fn of(encoded: &Encoded, field: DirectiveField, directive: &str) -> Self {
        let directive = SentDirective::of(encoded, field, directive);
        let mut sources = Self {
            is_there: directive.is_sent(),
            ..Self::ABSENT
        };
        let mut words = directive.words();
        while let Some(word) = words.next() {
            match word.kind {
                // A nonce that never changes makes browsers ignore 'unsafe-inline' too.
                Kind::Nonce | Kind::StaticNonce => sources.nonce = true,
                Kind::Hash => sources.hash = true,
                Kind::Void if word.is("'unsafe-inline'") => sources.unsafe_inline = true,
                Kind::Dynamic => sources.strict_dynamic = true,
                _ => {}
            }
        }
        sources
    }

    /// Whether a browser runs inline code that nobody vouched for: CSP3 section 6.7.3.2, "Does a source list allow all inline
    /// behavior for type?".
    #[must_use]
    pub const fn allow_inline(self) -> bool {
        self.unsafe_inline && !self.nonce && !self.hash && !self.strict_dynamic
    }
}

impl Hsts {
    const fn of(encoded: &Encoded) -> Option<Self> {
        let field = DirectiveField::Hsts;
        let Some(max_age) = max_age(encoded) else {
            return None;
        };
        Some(Self {
            max_age,
            include_subdomains: has(encoded, field, "includeSubDomains", ""),
            preload: has(encoded, field, "preload", ""),
        })
    }
}

/// The `max-age` that is sent.
const fn max_age(encoded: &Encoded) -> Option<u64> {
    let directive = SentDirective::of(encoded, DirectiveField::Hsts, "max-age");
    match directive.words().next() {
        Some(word) => Some(number(word.text())),
        None => None,
    }
}

/// A number in decimal digits.
pub(crate) const fn number(text: &str) -> u64 {
    // The language let digits through alone, and no more of them than the number holds.
    let (mut digits, mut number) = (text.as_bytes(), 0_u64);
    while let [digit, rest @ ..] = digits {
        number = number * 10 + digit.wrapping_sub(b'0') as u64;
        digits = rest;
    }
    number
}

/// A relation between the headers of a policy in which something is wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Relation {
    /// A CSP that only reports has no receiver.
    ReportOnlyWithoutReceiver,
    /// NEL names a group, and Report-To, which alone declares groups, is not sent.
    NelWithoutReportTo,
    /// The page restricts what it loads, and is not isolated for it.
    EmbedderWithoutOpener,
    /// The page is isolated, and Origin-Agent-Cluster says otherwise.
    AgentClusterOverruled,
    /// Nothing says who may frame the page.
    FramingOpen,
    /// The hosts below are not included, which the preload list asks for.
    PreloadLacksSubdomains,
    /// `max-age` is below the year that the preload list asks for.
    PreloadLacksYear,
    /// Both of these.
    PreloadLacksBoth,
    /// `'unsafe-inline'` of `script-src` does what it says.
    ScriptsAllowInline,
    /// `'unsafe-inline'` of `style-src` does what it says.
    StylesAllowInline,
    /// `'unsafe-inline'` of `default-src` does what it says.
    DefaultAllowsInline,
}

/// The least `max-age` of a site on the preload list, <https://hstspreload.org/#submission-requirements>.
pub const PRELOAD_MAX_AGE: u64 = 31_536_000;

impl Relation {
    /// Every relation.
    pub const ALL: &'static [Self] = &[
        Self::ReportOnlyWithoutReceiver,
        Self::NelWithoutReportTo,
        Self::EmbedderWithoutOpener,
        Self::AgentClusterOverruled,
        Self::FramingOpen,
        Self::PreloadLacksSubdomains,
        Self::PreloadLacksYear,
        Self::PreloadLacksBoth,
        Self::ScriptsAllowInline,
        Self::StylesAllowInline,
        Self::DefaultAllowsInline,
    ];

    /// Whether a policy and its bases are in the relation.
    #[must_use]
    pub const fn holds_of(self, encoded: &Encoded) -> bool {
        self.holds(&Facts::asked_by(self, encoded))
    }

    /// Whether a policy with these facts is in the relation.
    #[must_use]
    pub const fn holds(self, facts: &Facts) -> bool {
        match self {
            Self::ReportOnlyWithoutReceiver => {
                facts.report_only.is_sent && !facts.report_only.reports
            }
            Self::NelWithoutReportTo => facts.nel && !facts.report_to,
            Self::EmbedderWithoutOpener => facts.embedder_restricts && !facts.opener_isolates,
            Self::AgentClusterOverruled => {
                facts.embedder_restricts && facts.opener_isolates && facts.is_site_keyed
            }
            Self::FramingOpen => !facts.frame_options && !facts.enforced.frame_ancestors,
            Self::PreloadLacksSubdomains => matches!(preload_lacks(facts), (true, false)),
            Self::PreloadLacksYear => matches!(preload_lacks(facts), (false, true)),
            Self::PreloadLacksBoth => matches!(preload_lacks(facts), (true, true)),
            Self::ScriptsAllowInline => facts.enforced.scripts.allow_inline(),
            Self::StylesAllowInline => facts.enforced.styles.allow_inline(),
            Self::DefaultAllowsInline => facts.enforced.default.allow_inline(),
        }
    }
}

/// Whether `preload` is sent without `includeSubDomains`, and without a `max-age` of a year.
const fn preload_lacks(facts: &Facts) -> (bool, bool) {
    match facts.hsts {
        Some(hsts) if hsts.preload => (!hsts.include_subdomains, hsts.max_age < PRELOAD_MAX_AGE),
        _ => (false, false),
    }
}
