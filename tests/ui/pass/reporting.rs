#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    reporting_endpoints: {
        main: "https://reports.example.com/main",
        default: "/reports",
    },
    integrity_policy: { blocked-destinations: (script), sources: (inline), endpoints: (main) },
    integrity_policy_report_only: "blocked-destinations=(script), endpoints=(main)",
    report_to: [
        {
            "group": "nel",
            "max_age": 604_800,
            "endpoints": [
                { "url": "https://a.example/nel", "priority": 1, "weight": 2 },
                { "url": "https://b.example/nel", "priority": 2 },
            ],
            "include_subdomains": true,
        },
        { group: "old", max_age: 0 },
    ],
    nel: "{\"report_to\": \"nel\", \"max_age\": 604800, \"success_fraction\": 0.01}",
};

const LOGOUT: Policy = talisman_policy! {
    ..POLICY,
    clear_site_data: [cache, cookies, storage],
    nel: off,
    report_to: off,
};

fn main() {
    let _ = (POLICY, LOGOUT);
}
