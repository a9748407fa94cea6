use talisman::{Policy, talisman_policy};

const SITE: Policy = talisman_policy! {
    report_to: { "group": "main", "max_age": 10886400, "endpoints": [{ "url": "https://reports.example.com/" }] },
    nel: { "report_to": "main", "max_age": 604800 },
};
const OFF: Policy = talisman_policy! { ..SITE, report_to: off };
const TYPO: Policy = talisman_policy! { ..SITE, nel: { "report_to": "mian", "max_age": 604800 } };
const PLAIN: Policy = talisman_policy! {};
const NEL: Policy = talisman_policy! { ..PLAIN, nel: { "report_to": "main", "max_age": 604800 } };

fn main() {
    let _ = (OFF, TYPO, NEL);
}
