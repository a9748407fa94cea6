#![deny(warnings)]

use talisman::{Policy, ProtectedPage, page, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src auto strict-dynamic unsafe-hashes;
        style-src self auto;
        object-src none;
        base-uri none;
    },
    content_security_policy_report_only: {
        script-src auto;
        report-uri "/reports";
    },
    pages: ["pages/inline.html", "pages/plain.html"],
};
const INLINE: ProtectedPage = page!("pages/inline.html", SITE);
const LOCAL: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: {
        default-src self;
        script-src auto;
        style-src auto;
        object-src none;
        base-uri none;
    },
    pages: ["pages/inline.html"],
};
const OF_LOCAL: ProtectedPage = page!("pages/inline.html", LOCAL);

const PLAIN: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; base-uri none; },
    pages: ["pages/plain.html"],
};
const WITHOUT_REFERRER: Policy = talisman_policy! {
    ..PLAIN,
    referrer_policy: no-referrer,
};
const OF_DERIVED: ProtectedPage = page!("pages/plain.html", WITHOUT_REFERRER);

fn main() {
    let _ = (INLINE, OF_LOCAL, OF_DERIVED);
}
