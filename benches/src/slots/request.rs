//! Responses whose policy names origins that the request decides, each in the way of one who writes it.

use std::fmt::Write;
use std::hint::black_box;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderValue, Response};
use talisman::{
    Applier, Changes, Extension, Origin, Origins, Policy, Scheme, talisman_policy, with_slots,
};

use crate::Error;
use crate::instructions::{self, between_boundaries};

const LOGIN: &str = "https://login.example";
const SHOP: &str = "https://shop.example";

/// The base of both policies, and what stands for the other fields.
macro_rules! policy {
    ($($sources:tt)*) => {
        talisman_policy! {
            content_security_policy: {
                default-src self; script-src self nonce; object-src none; base-uri none;
                $($sources)*
            },
            frame_options: off,
            referrer_policy: no-referrer,
            cross_origin_opener_policy: same-origin,
            cross_origin_resource_policy: same-origin,
            custom_fields: {
                x-first: "1",
                x-second: "2",
                x-third: "3",
            },
        }
    };
}

const WRITTEN: Policy = policy! {
    form-action self "https://login.example"; frame-ancestors "https://shop.example";
};
const SLOTS: Policy = policy! {
    form-action self {login: origin}; frame-ancestors {shop: origins};
};
const NARROW: Policy = policy! {
    form-action self "https://login.example"; frame-ancestors none;
};

/// How a response gets its policy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// A constant that names the origins: the least that there can be.
    Constant,
    /// `with_slots!`.
    Slots,
    /// `Applier::fill_slot`, by name.
    ByName,
    /// The slots are left as they are.
    Unfilled,
    /// `Policy::extended_by`, with one of the origins.
    Extended,
    /// `Policy::with_changes` for the request, which is not what it is for.
    Changed,
    /// `format!` and an insert for each field.
    Format,
}

impl Way {
    /// All of them.
    pub(super) const ALL: [Self; 7] = [
        Self::Constant,
        Self::Slots,
        Self::ByName,
        Self::Unfilled,
        Self::Extended,
        Self::Changed,
        Self::Format,
    ];

    /// How it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Constant => "no slot",
            Self::Slots => "with_slots!",
            Self::ByName => "fill_slot",
            Self::Unfilled => "unfilled",
            Self::Extended => "extended_by",
            Self::Changed => "with_changes",
            Self::Format => "format! and inserts",
        }
    }

    /// The one of this name, which may say that there is no nonce.
    pub(super) fn named(name: &str) -> Option<Counted> {
        let (name, nonce) = match name.strip_suffix(NONCE) {
            Some(name) => (name, true),
            None => (name, false),
        };
        let way = Self::ALL.into_iter().find(|way| way.name() == name)?;
        Some(Counted { way, nonce })
    }

    /// What makes one response after the other.
    fn maker(self, nonce: bool) -> Box<dyn Fn() -> Response<()>> {
        let login: Origin = LOGIN.parse().expect("an origin");
        let shop: Origins = SHOP.parse().expect("origins");
        let respond = move |mut applier: Applier| {
            if nonce {
                black_box(applier.nonce());
            }
            let mut response = Response::new(());
            applier.apply_overriding(&mut response);
            response
        };
        match self {
            Self::Constant => Box::new(move || respond(WRITTEN.applier(Scheme::Https))),
            Self::Slots => Box::new(move || {
                let filled = with_slots!(SLOTS, login: &login, shop: &shop);
                respond(filled.applier(Scheme::Https))
            }),
            Self::ByName => Box::new(move || {
                let mut applier = SLOTS.applier(Scheme::Https);
                applier.fill_slot("login", &login).expect("a slot");
                applier.fill_slot("shop", &shop).expect("a slot");
                respond(applier)
            }),
            Self::Unfilled => Box::new(move || respond(SLOTS.applier(Scheme::Https))),
            Self::Extended => {
                let (extension, _) = Extension::source("frame-ancestors", SHOP).expect("a source");
                Box::new(move || respond(NARROW.extended_by(&extension).applier(Scheme::Https)))
            }
            Self::Changed => Box::new(move || {
                let changes = Changes::new()
                    .add_source("form-action", LOGIN)
                    .set_directive("frame-ancestors", SHOP);
                let (policy, _) = NARROW.with_changes(&changes).expect("changes");
                respond(policy.applier(Scheme::Https))
            }),
            Self::Format => Box::new(move || {
                let drawn = nonce.then(self::nonce);
                let mut response = Response::new(());
                insert(response.headers_mut(), &login, &shop, drawn.as_deref());
                response
            }),
        }
    }
}

/// What the name of a way ends in whose response has a nonce.
const NONCE: &str = ", nonce";

/// Responses that are counted.
const RESPONSES: u32 = 320;

/// Counts the instructions of one response.
pub(super) fn counted(way: Way, nonce: bool) -> Result<f64, Error> {
    let name = format!("{}{}", way.name(), if nonce { NONCE } else { "" });
    instructions::counted(&["count-slots", &name], RESPONSES)
}

/// Gives, for each way, what makes a response without a nonce and one with it; for the program that counts allocations.
pub fn allocations() -> impl Iterator<Item = Box<dyn Fn()>> {
    Way::ALL.into_iter().flat_map(|way| {
        [false, true].map(|nonce| -> Box<dyn Fn()> {
            let make = way.maker(nonce);
            Box::new(move || drop(black_box(make())))
        })
    })
}

/// A way, with or without a nonce.
pub(super) struct Counted {
    way: Way,
    nonce: bool,
}

impl Counted {
    /// What runs under valgrind.
    pub(super) fn run(self) {
        let make = self.way.maker(self.nonce);
        between_boundaries(RESPONSES, || drop(black_box(make())));
    }
}

fn nonce() -> String {
    let random = rand::random::<u128>().to_ne_bytes();
    black_box(URL_SAFE_NO_PAD.encode(random))
}

/// The fields as one writes them by hand.
fn insert(headers: &mut HeaderMap, login: &Origin, shop: &Origins, nonce: Option<&str>) {
    let mut csp = String::from("default-src 'self'; script-src 'self'");
    if let Some(nonce) = nonce {
        let _ = write!(csp, " 'nonce-{nonce}'");
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private"));
    }
    let _ = write!(
        csp,
        "; object-src 'none'; base-uri 'none'; form-action 'self' {login}; frame-ancestors {shop}"
    );
    let csp = HeaderValue::try_from(csp).expect("origins are ASCII");
    headers.insert(CONTENT_SECURITY_POLICY, csp);
    let fields = [
        (
            STRICT_TRANSPORT_SECURITY,
            "max-age=31556926; includeSubDomains",
        ),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in fields {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let fields = [
        ("permissions-policy", "browsing-topics=()"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-first", "1"),
        ("x-second", "2"),
        ("x-third", "3"),
    ];
    for (name, value) in fields {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::lines;

    #[test]
    fn every_way_sends_the_same_fields() {
        for nonce in [false, true] {
            let expected = lines(Way::Format.maker(nonce)().headers());
            assert_eq!(expected.len(), 10 + usize::from(nonce));
            for way in Way::ALL {
                let mut expected = expected.clone();
                if way == Way::Unfilled {
                    for line in &mut expected {
                        *line = line
                            .replace(&format!(" {LOGIN}"), "")
                            .replace(SHOP, "'none'");
                    }
                }
                assert_eq!(lines(way.maker(nonce)().headers()), expected, "{way:?}");
            }
        }
    }

    #[test]
    fn a_name_means_one_way() {
        for way in Way::ALL {
            for nonce in ["", NONCE] {
                let found = Way::named(&format!("{}{nonce}", way.name())).expect("it is one");
                assert_eq!((found.way, found.nonce), (way, !nonce.is_empty()));
            }
        }
    }
}
