#![deny(warnings)]

use talisman::{Policy, talisman_policy};

const POLICY: Policy = talisman_policy! {
    cross_origin_opener_policy: same-origin; report-to = "main",
    cross_origin_opener_policy_report_only: "same-origin-allow-popups; report-to=\"main\"",
    cross_origin_embedder_policy: "require-corp",
    cross_origin_embedder_policy_report_only: off,
    cross_origin_resource_policy: same-site,
    reporting_endpoints: { main: "/reports" },
    origin_agent_cluster: true,
    x_dns_prefetch_control: off,
    x_permitted_cross_domain_policies: none,
};

const POPUPS: Policy = talisman_policy! {
    ..POLICY,
    cross_origin_opener_policy: off,
    cross_origin_embedder_policy: false,
    x_dns_prefetch_control: false,
};

fn main() {
    let _ = (POLICY, POPUPS);
}
