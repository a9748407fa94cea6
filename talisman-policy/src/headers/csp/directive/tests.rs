use super::SandboxToken;
use super::{Acts, DirectiveName, DirectiveStatus, Governs, Grammar};

/// CSP3 section 6.8.3, "Get fetch directive fallback list", with the effective directive of each request; Chromium's
/// fenced-frame-src from its parser.
const FALLBACKS: &[(&str, &str)] = &[
    ("script-src-elem", "script-src default-src"),
    ("script-src-attr", "script-src default-src"),
    ("style-src-elem", "style-src default-src"),
    ("style-src-attr", "style-src default-src"),
    ("worker-src", "child-src script-src default-src"),
    ("connect-src", "default-src"),
    ("manifest-src", "default-src"),
    ("object-src", "default-src"),
    ("frame-src", "child-src default-src"),
    ("fenced-frame-src", "frame-src child-src default-src"),
    ("media-src", "default-src"),
    ("font-src", "default-src"),
    ("img-src", "default-src"),
    ("child-src", "default-src"),
    ("script-src", "default-src"),
    ("style-src", "default-src"),
];

#[test]
fn fallbacks_are_those_of_the_specification() {
    for name in DirectiveName::ALL {
        let listed = FALLBACKS.iter().find(|(it, _)| *it == name.as_str());
        let fallbacks: Vec<&str> = name.fallbacks().iter().map(|it| it.as_str()).collect();
        assert_eq!(
            fallbacks.join(" "),
            listed.map_or("", |(_, fallbacks)| fallbacks),
            "{name}"
        );
    }
}

#[test]
fn a_directive_with_sources_says_what_they_are_compared_with() {
    for name in DirectiveName::ALL {
        let has_sources = name.fact().governs != Governs::Nothing;
        assert_eq!(name.takes_sources(), has_sources, "{name}");
        // The names say which code a directive is about.
        let is_removed = matches!(name.fact().status, DirectiveStatus::Removed { .. });
        let is_of_code = ["script-src", "style-src", "default-src"]
            .iter()
            .any(|start| name.as_str().starts_with(start));
        assert_eq!(name.takes_hash(), is_of_code && !is_removed, "{name}");
        let is_of_attributes = name.as_str().ends_with("-attr");
        assert_eq!(
            name.takes_nonce(),
            name.takes_hash() && !is_of_attributes,
            "{name}"
        );
    }
}

#[test]
fn frame_ancestors_alone_compares_ancestors() {
    let of_ancestors = |name: &&DirectiveName| name.fact().grammar == Grammar::AncestorSourceList;
    let all: Vec<_> = DirectiveName::ALL.iter().filter(of_ancestors).collect();
    assert_eq!(all, [&DirectiveName::FrameAncestors]);
}

/// Those that change the page instead of blocking something.
#[test]
fn a_policy_that_only_reports_acts_on_all_but_these() {
    let acts = |name: &&DirectiveName| name.fact().acts == Acts::WhereEnforced;
    let all: Vec<_> = DirectiveName::ALL.iter().filter(acts).collect();
    assert_eq!(
        all,
        [
            &DirectiveName::Sandbox,
            &DirectiveName::UpgradeInsecureRequests,
            &DirectiveName::TreatAsPublicAddress,
        ]
    );
}

/// HTML section 4.2.5.3, pragma directives, Content security policy state, step 4.
#[test]
fn a_meta_carries_all_but_these() {
    let ignored: Vec<_> = DirectiveName::ignored_in_meta()
        .map(DirectiveName::as_str)
        .collect();
    let mut listed = ["report-uri", "frame-ancestors", "sandbox", "report-to"];
    listed.sort_by_key(|name| DirectiveName::WORDS.iter().position(|word| word == name));
    assert_eq!(ignored, listed);
}

/// HTML section 7.1.5, sandboxing: a flag for scripts, and one for forms.
#[test]
fn a_sandbox_switches_scripts_and_forms_off() {
    for name in DirectiveName::ALL {
        let token = name.sandbox_token().map(SandboxToken::as_str);
        let expected = match name.as_str() {
            "script-src" | "script-src-elem" | "script-src-attr" => Some("allow-scripts"),
            "form-action" => Some("allow-forms"),
            _ => None,
        };
        assert_eq!(token, expected, "{name}");
    }
}

/// Mixed Content section 3.1: what a page may load insecurely.
#[test]
fn images_and_media_alone_are_passive() {
    let passive = DirectiveName::ALL.iter().filter(|name| name.is_passive());
    let passive: Vec<_> = passive.map(|name| name.as_str()).collect();
    assert_eq!(passive, ["img-src", "media-src"]);
}
