//! The macros find their crate through one that is named in no manifest but its own.

use talisman_hygiene_reexporting::talisman::{Csp, Policy, csp, talisman_policy};
use talisman_hygiene_reexporting::{cdn_policy, page_policy};

/// Through the other crate's name for it.
pub const CSP: Csp = csp! { default-src self; };
/// Every header, the same way.
pub const POLICY: Policy = talisman_policy! {};
/// Through the other crate's own macro.
pub const PAGE: Csp = page_policy! { img-src self data:; };
/// With a fragment that comes in an invisible group.
pub const CDN: Csp = cdn_policy!("https://cdn.example.com");

#[test]
fn the_macro_of_another_crate_adds_its_directives() {
    let sent: Vec<_> = [PAGE, CDN]
        .iter()
        .flat_map(Csp::fields)
        .map(|(_, value)| value.to_owned())
        .collect();
    assert_eq!(
        sent,
        [
            "default-src 'self'; object-src 'none'; img-src 'self' data:",
            "default-src 'self'; script-src 'self' https://cdn.example.com"
        ]
    );
}
