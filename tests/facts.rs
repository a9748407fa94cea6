//! The facts of a policy are the same wherever they are read: in its encoded words, and in what it sends.

use talisman::{Policy, Scheme, talisman_policy};
use talisman_core::facts::{Facts, Relation};
use talisman_policy::headers::Header;
use talisman_policy::policy::{OptionName, Setting, SettingValue, read, split_setting};
use talisman_policy::{Diagnostics, Site, Spelling, Word};

/// The facts of what a policy sends, read as text.
fn facts_of_text(policy: &Policy) -> Facts {
    let mut out = Diagnostics::new();
    let fields: Vec<(&str, &str)> = policy.fields(Scheme::Https).collect();
    let settings: Vec<Setting> = Header::ALL
        .iter()
        .map(|header| {
            let option = OptionName::of(*header).expect("every header has an option");
            let name = header.field_name();
            let sent = fields.iter().find(|(other, _)| *other == name);
            let value = match sent {
                Some((_, text)) => {
                    let text = text.replace("'nonce-'", "'nonce'");
                    split_setting(option, &text, Site(0), &mut out).0
                }
                None => SettingValue::Words(vec![word("false")]),
            };
            let name = word(option.as_str());
            Setting { name, value }
        })
        .collect();
    read(&settings, &mut out).facts()
}

fn word(text: &str) -> Word {
    Word {
        text: text.to_owned(),
        spelling: Spelling::Bare,
        site: Site(0),
    }
}

#[test]
fn the_facts_of_a_derived_policy_are_those_of_its_text() {
    #![allow(deprecated, reason = "weak policies are what is tried")]

    const PLAIN: Policy = talisman_policy! {};
    const SITE: Policy = talisman_policy! {
        reporting_endpoints: { main: "https://reports.example.com/" },
        report_to: { "group": "nel", "max_age": 10886400, "endpoints": [{ "url": "https://reports.example.com/" }] },
        nel: { "report_to": "nel", "max_age": 604800 },
        cross_origin_opener_policy: same-origin,
        cross_origin_embedder_policy: require-corp,
        strict_transport_security: { max_age: 63072000, include_subdomains: true, preload: true },
        content_security_policy: {
            default-src self;
            script-src nonce unsafe-inline strict-dynamic;
            style-src self "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
            object-src none;
            base-uri none;
            upgrade-insecure-requests;
            report-to main;
        },
    };
    const REPORTS: Policy = talisman_policy! {
        ..SITE,
        content_security_policy_report_only: { ..; img-src self; report-to main; },
        cross_origin_opener_policy: off,
        strict_transport_security: { preload: false },
    };
    const LESS: Policy = talisman_policy! {
        ..REPORTS,
        content_security_policy: {
            ..;
            script-src -= nonce strict-dynamic;
            style-src += unsafe-inline;
            style-src -= "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
            upgrade-insecure-requests off;
            frame-ancestors self;
        },
        frame_options: off,
        strict_transport_security_include_subdomains: false,
    };
    const MOVED: Policy = talisman_policy! { ..LESS, content_security_policy_report_only: true };
    const OFF: Policy = talisman_policy! {
        ..LESS,
        content_security_policy: off,
        content_security_policy_report_only: off,
        strict_transport_security: off,
        reporting_endpoints: off,
        nel: off,
        report_to: off,
        cross_origin_embedder_policy: unsafe-none,
    };
    const ON: Policy = talisman_policy! {
        ..OFF,
        content_security_policy: { default-src self; script-src nonce; object-src none; base-uri none; },
        strict_transport_security: { max_age: 31536000 },
        cross_origin_opener_policy: same-origin,
        origin_agent_cluster: "?0",
    };
    let (mut seen, mut held) = (Vec::new(), Vec::new());
    for policy in [PLAIN, SITE, REPORTS, LESS, MOVED, OFF, ON] {
        let facts = Facts::of(&Policy::base(&policy).encoded);
        assert_eq!(facts, facts_of_text(&policy), "{policy:?}");
        for relation in Relation::ALL {
            let holds = relation.holds_of(&Policy::base(&policy).encoded);
            assert_eq!(holds, relation.holds(&facts), "{relation:?} {policy:?}");
            held.extend(holds.then_some(*relation));
        }
        assert!(!seen.contains(&facts), "{policy:?}");
        seen.push(facts);
    }
    assert!(held.len() > 5, "only {held:?} were seen to hold");
}
