//! The variants: talisman, the same fields written by hand, and what else one would take.

mod actix;
pub mod axum_helmet;
pub mod hand;
pub mod http_security_headers;
pub mod service;
pub mod talisman;
pub mod tower_http;

use std::hint::black_box;

use http::Response;

use crate::case::Case;
use crate::fields;

/// A way to put the fields on a response.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Variant {
    /// `Policy::applier(..).apply(..)`.
    Talisman,
    /// The same where the page's cache is told to rewrite nonces, so that `Cache-Control` stays as it is.
    TalismanShared,
    /// A constant with slots, on a response that never asked for the nonce.
    TalismanUnasked,
    /// A constant that was changed when the program started.
    TalismanChanged,
    /// A `PolicySwitch`.
    TalismanSwitched,
    /// `Policy::extended_by`, where the extension adds one of the slots.
    TalismanExtended,
    /// `PolicyLayer`, its nonce asked for through the handle.
    TalismanLayer,
    /// The same with `alone`, which makes no handle for a policy without a slot.
    TalismanLayerAlone,
    /// `headers.insert(NAME, HeaderValue::from_static(..))` for each, names that `http` lacks as text.
    Hand,
    /// The same with the latter names in constants, as few would write it.
    HandConst,
    /// One `SetResponseHeaderLayer` for each.
    TowerHttp,
    /// `SetMultipleResponseHeadersLayer`.
    TowerHttpMultiple,
    /// `HelmetLayer`.
    AxumHelmet,
    /// `SecurityHeadersLayer`.
    HttpSecurityHeaders,
    /// `add_security_headers`.
    HttpSecurityHeadersOnce,
    /// `DefaultHeaders`.
    Actix,
}

/// The response without the policy, to be subtracted: what a variant shares with it is not the variant's cost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bare {
    /// A function that makes a response.
    Function,
    /// A tower service that does.
    Tower,
    /// An actix service that does.
    Actix,
}

impl Variant {
    /// Every variant, in the order of the tables' columns.
    pub const ALL: [Self; 16] = [
        Self::Talisman,
        Self::TalismanShared,
        Self::TalismanUnasked,
        Self::TalismanChanged,
        Self::TalismanSwitched,
        Self::TalismanExtended,
        Self::TalismanLayer,
        Self::TalismanLayerAlone,
        Self::Hand,
        Self::HandConst,
        Self::TowerHttp,
        Self::TowerHttpMultiple,
        Self::AxumHelmet,
        Self::HttpSecurityHeaders,
        Self::HttpSecurityHeadersOnce,
        Self::Actix,
    ];

    /// The head of its column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Talisman => "talisman",
            Self::TalismanShared => "t shared",
            Self::TalismanUnasked => "t unasked",
            Self::TalismanChanged => "t changed",
            Self::TalismanSwitched => "t switched",
            Self::TalismanExtended => "t extended",
            Self::TalismanLayer => "t layer",
            Self::TalismanLayerAlone => "t alone",
            Self::Hand => "hand",
            Self::HandConst => "hand const",
            Self::TowerHttp => "tower-http",
            Self::TowerHttpMultiple => "t-http mult",
            Self::AxumHelmet => "axum-helmet",
            Self::HttpSecurityHeaders => "hsh layer",
            Self::HttpSecurityHeadersOnce => "hsh once",
            Self::Actix => "actix",
        }
    }

    /// What is subtracted from it.
    #[must_use]
    pub fn bare(self) -> Bare {
        match self {
            Self::TalismanLayer
            | Self::TalismanLayerAlone
            | Self::TowerHttp
            | Self::TowerHttpMultiple
            | Self::AxumHelmet
            | Self::HttpSecurityHeaders => Bare::Tower,
            Self::Actix => Bare::Actix,
            _ => Bare::Function,
        }
    }

    /// Makes it ready for a case, unless it can do no such thing.
    #[must_use]
    pub fn responder(self, case: Case) -> Option<Responder> {
        match self {
            Self::Talisman => Some(talisman::responder(case)),
            Self::TalismanShared => talisman::shared(case),
            Self::TalismanUnasked => talisman::unasked(case),
            Self::TalismanChanged => Some(talisman::changed(case)),
            Self::TalismanSwitched => Some(talisman::switched(case)),
            Self::TalismanExtended => talisman::extended(case),
            Self::TalismanLayer => Some(talisman::layer(case)),
            Self::TalismanLayerAlone => talisman::layer_alone(case),
            Self::Hand => Some(hand::responder(case)),
            Self::HandConst => Some(hand::responder_with_constants(case)),
            Self::TowerHttp => Some(tower_http::responder(case)),
            Self::TowerHttpMultiple => Some(tower_http::responder_multiple(case)),
            Self::AxumHelmet => axum_helmet::responder(case),
            Self::HttpSecurityHeaders => http_security_headers::responder(case),
            Self::HttpSecurityHeadersOnce => http_security_headers::responder_once(case),
            Self::Actix => actix::responder(case),
        }
    }

    /// Whether it can do what a case asks for.
    ///
    /// # Panics
    ///
    /// If it can, and the response does not have the fields that the case asks for.
    #[must_use]
    pub fn is_able(self, case: Case) -> bool {
        self.responder(case).is_some_and(|mut responder| {
            assert_eq!(responder.lines(), self.expected(case), "{self:?} {case}");
            true
        })
    }

    fn expected(self, case: Case) -> Vec<String> {
        let mut lines = case.expected();
        if matches!(self, Self::TalismanShared | Self::TalismanUnasked) {
            lines.retain(|line| line != "cache-control: private");
        }
        if self == Self::TalismanUnasked {
            for line in &mut lines {
                *line = line.replace(" 'nonce-'", "");
            }
        }
        if self == Self::TalismanExtended {
            // It adds to the policy that only reports as well, which has the fallback alone.
            let directive = talisman::added(case).unwrap_or_default();
            for line in &mut lines {
                if directive == "style-src" && line.starts_with("content-security-policy:") {
                    // What is for styles is for their elements, which the policy has a directive for.
                    *line = line.replace("style-src-elem 'self'", "style-src-elem 'self' 'nonce-'");
                }
                if line.starts_with("content-security-policy-report-only") {
                    for word in ["; ", directive, " 'self' 'nonce-'"] {
                        line.push_str(word);
                    }
                }
            }
        }
        lines
    }
}

impl Bare {
    /// Every one, in the order in which they are measured.
    pub const ALL: [Self; 3] = [Self::Function, Self::Tower, Self::Actix];

    /// Makes it ready for responses with this many fields of their own.
    #[must_use]
    pub fn responder(self, own: usize) -> Responder {
        let case = Case { own, ..Case::MAIN };
        match self {
            Self::Function => {
                let handler = case.handler();
                Function::boxed(move || handler.response())
            }
            Self::Tower => service::responder(service::Leaf::new(case.handler())),
            Self::Actix => actix::bare(case),
        }
    }
}

/// Answers one request after the other.
pub type Responder = Box<dyn Respond>;

/// What a variant in a case does.
pub trait Respond {
    /// Makes a response, and drops it.
    fn respond(&mut self);

    /// Makes a response, and gives its lines in the form of [`fields::lines`].
    fn lines(&mut self) -> Vec<String>;
}

/// A function that makes responses.
struct Function<F>(F);

impl<F: FnMut() -> Response<String> + 'static> Function<F> {
    fn boxed(respond: F) -> Responder {
        Box::new(Self(respond))
    }
}

impl<F: FnMut() -> Response<String>> Respond for Function<F> {
    fn respond(&mut self) {
        drop(black_box((self.0)()));
    }

    fn lines(&mut self) -> Vec<String> {
        fields::lines((self.0)().headers())
    }
}
