//! The documentation of a preset shows what it sends.

use talisman::{Policy, Scheme, presets, talisman_policy};

const SOURCE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../src/presets.rs"));

#[test]
fn each_preset_sends_what_its_documentation_shows() {
    for (name, policy) in presets::ALL {
        let fields: Vec<String> = policy
            .fields(Scheme::Https)
            .map(|(name, value)| format!("{name}: {value}"))
            .collect();
        assert_eq!(fields, documented(name), "{name}");
    }
    let constants = SOURCE.matches(": Policy = crate::").count();
    assert_eq!(constants, presets::ALL.len(), "every preset is compared");
}

#[test]
fn the_default_is_flask_talismans() {
    const DEFAULT: Policy = talisman_policy! {};
    let fields = |policy: &Policy| -> Vec<String> {
        policy
            .fields(Scheme::Https)
            .map(|(name, value)| format!("{name}: {value}"))
            .collect()
    };
    assert_eq!(fields(&DEFAULT), documented("FLASK_TALISMAN"));
}

#[test]
#[allow(deprecated, reason = "a policy that is warned of is what is tried")]
fn a_preset_can_be_derived_from_in_another_crate() {
    const POLICY: Policy = talisman_policy! {
        ..presets::STRICT,
        content_security_policy: { ..; script-src -= strict-dynamic; script-src += self; frame-ancestors off; },
        frame_options: off,
    };
    let fields: Vec<_> = POLICY.fields(Scheme::Https).collect();
    let csp = "default-src 'self'; script-src 'nonce-' 'self'; style-src 'self' 'nonce-'; object-src 'none'; base-uri 'none'; \
               form-action 'self'; require-trusted-types-for 'script'";
    assert!(
        fields.contains(&("content-security-policy", csp)),
        "{fields:?}"
    );
    assert!(fields.iter().all(|(name, _)| *name != "x-frame-options"));
    assert_eq!(
        fields.len(),
        presets::STRICT.fields(Scheme::Https).count() - 1
    );
}

/// The lines of the last block of text before a constant.
fn documented(name: &str) -> Vec<String> {
    let start = format!("pub const {name}: Policy");
    let above = SOURCE
        .split(&start)
        .next()
        .filter(|above| above.len() < SOURCE.len())
        .expect("the constant is there");
    let block = above
        .rsplit("/// ```text\n")
        .next()
        .expect("it shows its fields");
    let lines = block.lines().take_while(|line| *line != "/// ```");
    let mut fields: Vec<String> = Vec::new();
    for line in lines.map(|line| line.trim_start_matches("///")) {
        match (line.strip_prefix("     "), fields.last_mut()) {
            // A field that is wider than the page goes on in the next line.
            (Some(rest), Some(field)) => *field = format!("{field} {rest}"),
            _ => fields.push(line.trim_start().to_owned()),
        }
    }
    fields
}
