//! The options of a policy: which there are, and how the value of each is written.

use crate::ground::word::Word;
use crate::headers::header::Header;
use crate::headers::header::table::header_table;
pub use crate::headers::shape::SettingValue;
use crate::headers::shape::Shape;

/// Makes the enum of all options of the table of headers, and of those that are part of a header, or none.
macro_rules! options {
    ($(
        $(#[$of:meta])*
        $Variant:ident {
            module: $module:ident, value: $Type:ident, shape: $shape:ident, task: $task:ident,
            browsers: $browsers:expr,
            read: ($header:ident, $out:ident) $value:pat => $read:expr,
            syntax: [$($syntax:ident)?], endpoints: $endpoints:expr,
            words: [$($words:ident),*],
            $( $(#[$row:meta])* $Header:ident $field:literal = $Option:ident $option:literal {
                expects: $expects:literal,
                takes: $takes:literal,
                default: $default:literal,
            } )+
        }
    )*) => {
        words! {
            /// An option of `talisman_policy!`, under flask-talisman's name where it has one.
            pub enum OptionName: Fact {
                $( $(
                    $(#[$row])*
                    $Option => $option, Fact {
                        kind: Kind::Header { header: Header::$Header, expected: $expects },
                        task: Task::$task,
                        takes: $takes,
                        default: $default,
                    };
                )+ )*
                /// Whether requests over http are redirected.
                ForceHttps => "force_https", words_of(Task::Transport, "`true` (302), `permanent` (301), `307`, `308`, `off`", "`true`");
                /// Whether that redirect is permanent.
                ForceHttpsPermanent => "force_https_permanent", words_of(Task::Transport, "`true` makes it 301", "`false`");
                /// The hosts that it may lead to.
                ForceHttpsHosts => "force_https_hosts", words_of(Task::Transport, "hosts that a redirect may lead to, `[\"www.example.com\"]`", "none: the caller names them");
                /// The host that it leads to from every other host.
                ForceHttpsTo => "force_https_to", words_of(Task::Transport, "the host that it leads to from every other host", "none: they get a 400");
                /// The paths that it leaves alone.
                ForceHttpsExempt => "force_https_exempt", words_of(Task::Transport, "paths that stay on http, `[\"/.well-known/acme-challenge/\"]`", "none");
                /// The origin after ALLOW-FROM.
                FrameOptionsAllowFrom => "frame_options_allow_from", words_of(Task::Isolation, "the origin for `ALLOW-FROM`", "none");
                /// The preload of Strict-Transport-Security.
                StrictTransportSecurityPreload => "strict_transport_security_preload", words_of(Task::Transport, "`true`, `false`", "`false`");
                /// Its max-age.
                StrictTransportSecurityMaxAge => "strict_transport_security_max_age", words_of(Task::Transport, "seconds", "31556926");
                /// Its includeSubDomains.
                StrictTransportSecurityIncludeSubdomains => "strict_transport_security_include_subdomains", words_of(Task::Transport, "`true`, `false`", "`true`");
                /// The directives that get the nonce.
                ContentSecurityPolicyNonceIn => "content_security_policy_nonce_in", words_of(Task::Content, "directives that get the nonce, `[script-src]`", "none");
                /// Its report-uri.
                ContentSecurityPolicyReportUri => "content_security_policy_report_uri", words_of(Task::Content, "a URL", "none");
                /// Whether script-src gets 'unsafe-eval'.
                ContentSecurityPolicyUnsafeEval => "content_security_policy_unsafe_eval", words_of(Task::Content, "`true` adds `unsafe-eval` to `script-src`", "`false`");
                /// Whether script-src and style-src get 'unsafe-inline'.
                ContentSecurityPolicyUnsafeInline => "content_security_policy_unsafe_inline", words_of(Task::Content, "`true` adds `unsafe-inline` to `script-src` and `style-src`", "`false`");
                /// Who may frame the page.
                ContentSecurityPolicyFrameAncestors => "content_security_policy_frame_ancestors", words_of(Task::Content, "`true` (anyone), `false` (nobody), or sources in brackets, `[self, \"https://partner.example\"]`", "what the policy says");
                /// The hosts with whose files an attacker gets around a policy.
                ContentSecurityPolicyBypassHosts => "content_security_policy_bypass_hosts", words_of(Task::Content, "hosts that no policy may take scripts from, `[\"ajax.example.com\"]`", "none");
                /// The pages that it is made for.
                Pages => "pages", words_of(Task::Content, "HTML files of the package that the policy must allow everything in, `[\"dist/**/*.html\"]`; feature `pages`", "none");
                /// Where they are served.
                PagesUrl => "pages_url", words_of(Task::Content, "the URL at which those files are served", "the root of an origin that is not named");
                /// What is in them for the nonce.
                PagesNonce => "pages_nonce", words_of(Task::Content, "texts that the server replaces with the nonce in those files, `[\"%NONCE%\"]`", "`{{nonce}}` and trunk's `{{__TRUNK NONCE__}}`");
                /// How the policy reaches a browser.
                Delivery => "delivery", words_of(Task::Content, "`meta` for a `<meta>` in the page, which carries a Content Security Policy and nothing else: no header is on by default, and what it would lose is an error; `header`", "`header`");
                /// Fields that are taken off responses.
                RemoveFields => "remove_fields", words_of(Task::Fields, "fields to remove, whoever sets them, `[server, x-powered-by]`", "none");
                /// How long a field may be, in bytes.
                MaxFieldLength => "max_field_length", words_of(Task::Fields, "bytes that a field value may have, nonces included; a longer one is an error. A derived policy does not inherit it", "a warning above 4,096");
                /// The cookies that are session cookies.
                SessionCookieNames => "session_cookie_names", words_of(Task::Cookies, "cookies that get the attributes of this list, `[\"session\"]`", "none");
                /// Whether they get `Secure`.
                SessionCookieSecure => "session_cookie_secure", words_of(Task::Cookies, "`true`, `false`", "`true`");
                /// Whether they get `HttpOnly`.
                SessionCookieHttpOnly => "session_cookie_http_only", words_of(Task::Cookies, "`true`, `false`", "`true`");
                /// The `SameSite` that they get.
                SessionCookieSamesite => "session_cookie_samesite", words_of(Task::Cookies, "`Strict`, `Lax`, `None`, `off`", "`Lax`");
                /// Whether they get `Partitioned`.
                SessionCookiePartitioned => "session_cookie_partitioned", words_of(Task::Cookies, "`true` for a page that other sites embed; needs `SameSite=None`", "`false`");
                /// Sources under names of their own.
                SourceLists => "source_lists", named(Task::Content, "lists of sources under names of your own, `{ safe-src: (self \"*.example.com\") }`, which are among the sources of any directive", "none");
                /// Fields of the user's own.
                CustomFields => "custom_fields", named(Task::Fields, "fields of your own, `{ x-robots-tag: \"noindex\" }`", "none");
            }
        }
    };
}

header_table! { options }

words! {
    /// What an option is for: the headings under which the documentation lists them.
    pub enum Task {
        /// Requests over http, and what keeps browsers on https.
        Transport => "Transport";
        /// What a page may load and run.
        Content => "Content";
        /// Who may frame, open and load a page, and what its frames may do.
        Isolation => "Isolation";
        /// Where reports go.
        Reporting => "Reporting";
        /// Session cookies, and what a browser stores.
        Cookies => "Cookies";
        /// Fields of the user's own, and limits of all fields.
        Fields => "Other fields, and budgets";
    }
}

/// What the table says of an option.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Fact {
    /// What the option decides.
    pub kind: Kind,
    /// What it is for.
    pub task: Task,
    /// Its values, for the documentation.
    pub takes: &'static str,
    /// What holds where it is not written, for the documentation.
    pub default: &'static str,
}

/// What an option decides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Kind {
    /// The value of a header.
    Header {
        /// Which.
        header: Header,
        /// What its values look like, to follow "write".
        expected: &'static str,
    },
    /// A part of a header, or something that is not a header.
    Words,
    /// Values under names of the user's own.
    Named,
}

const fn words_of(task: Task, takes: &'static str, default: &'static str) -> Fact {
    Fact {
        kind: Kind::Words,
        task,
        takes,
        default,
    }
}

const fn named(task: Task, takes: &'static str, default: &'static str) -> Fact {
    Fact {
        kind: Kind::Named,
        task,
        takes,
        default,
    }
}

impl OptionName {
    /// How the value is written.
    #[must_use]
    pub const fn shape(self) -> Shape {
        match self.fact().kind {
            Kind::Header { header, .. } => header.fact(),
            Kind::Words => Shape::Words,
            Kind::Named => Shape::Named,
        }
    }

    /// The header that the option decides.
    #[must_use]
    pub const fn header(self) -> Option<Header> {
        match self.fact().kind {
            Kind::Header { header, .. } => Some(header),
            Kind::Words | Kind::Named => None,
        }
    }

    /// What the values of a header look like, to follow "write"; nothing for an option that is not a header.
    #[must_use]
    pub const fn expected(self) -> &'static str {
        match self.fact().kind {
            Kind::Header { expected, .. } => expected,
            Kind::Words | Kind::Named => "",
        }
    }

    /// Whether the value is a list, which is in brackets unless it is one word.
    #[must_use]
    pub const fn takes_list(self) -> bool {
        matches!(
            self,
            Self::ReferrerPolicy
                | Self::ClearSiteData
                | Self::ForceHttpsHosts
                | Self::ForceHttpsExempt
                | Self::ContentSecurityPolicyNonceIn
                | Self::ContentSecurityPolicyFrameAncestors
                | Self::ContentSecurityPolicyBypassHosts
                | Self::RemoveFields
                | Self::SessionCookieNames
        )
    }

    /// The option that decides `header`.
    #[must_use]
    pub fn of(header: Header) -> Option<Self> {
        let is_its = |name: &Self| name.header() == Some(header);
        Self::ALL.iter().copied().find(is_its)
    }
}

/// An option as it was written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Setting {
    /// The option's name.
    pub name: Word,
    /// Its value.
    pub value: SettingValue,
}
