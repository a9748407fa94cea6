use talisman::{Policy, ProtectedPage, page, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src auto;
        style-src auto;
        object-src none;
        base-uri none;
    },
    pages: ["pages/inline.html"],
};
const LAXER: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; img-src self "https://img.example.net"; },
};
const OF_LAXER: ProtectedPage = page!("pages/inline.html", LAXER);
const OF_ANOTHER: ProtectedPage = page!("pages/plain.html", SITE);

const PLAIN: Policy = talisman_policy! {
    content_security_policy: { default-src self; object-src none; base-uri none; },
    pages: ["pages/plain.html"],
};
const CHANGED: Policy = talisman_policy! {
    ..PLAIN,
    content_security_policy: { ..; img-src self "https://img.example.net"; },
};
const OF_CHANGED: ProtectedPage = page!("pages/plain.html", CHANGED);

fn main() {
    let _ = (OF_LAXER, OF_ANOTHER, OF_CHANGED);
}
