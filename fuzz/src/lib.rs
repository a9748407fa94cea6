//! What must hold for every input, each with a reference that does not share the code under test where there is one.
//!
//! A target takes bytes and panics where something does not hold.

mod apply;
mod changes;
mod cookies;
mod proxies;
mod reader;
mod redirect;
mod slots;
mod text;
mod tokens;

pub use apply::apply;
pub use changes::changes;
pub use cookies::cookies;
pub use proxies::proxies;
pub use redirect::redirect;
pub use slots::slots;
pub use text::text;
pub use tokens::tokens;

/// A target.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: &[(&str, Target)] = &[
    ("apply", apply),
    ("changes", changes),
    ("cookies", cookies),
    ("proxies", proxies),
    ("redirect", redirect),
    ("slots", slots),
    ("text", text),
    ("tokens", tokens),
];

/// The text of an input, if it is UTF-8.
fn utf8(data: &[u8]) -> &str {
    std::str::from_utf8(data).unwrap_or_default()
}

/// Whether a field can carry a value as it is: printable ASCII, no white space at either end.
fn is_legal(value: &str) -> bool {
    value.bytes().all(|byte| (0x20..=0x7e).contains(&byte)) && value.trim() == value
}
