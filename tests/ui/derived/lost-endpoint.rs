use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    reporting_endpoints: { main: "https://reports.example.com/" },
    content_security_policy: { default-src self; object-src none; base-uri none; report-to main; },
};
const PAGE: Policy = talisman_policy! {
    ..SITE,
    reporting_endpoints: { other: "https://reports.example.com/" },
};
const TYPO: Policy = talisman_policy! {
    ..SITE,
    content_security_policy: { ..; report-to mian; },
};

fn main() {
    let _ = (PAGE, TYPO);
}
