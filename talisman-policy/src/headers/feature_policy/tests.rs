use super::read;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Site;
use crate::text::split_feature_policy;

#[track_caller]
fn checked(text: &str) -> (Option<String>, Vec<&'static str>) {
    let mut out = Diagnostics::new();
    let policy = read(&split_feature_policy(text, Site(0)).statements, &mut out);
    let codes = out
        .iter()
        .map(|diagnostic| diagnostic.problem.explain().code)
        .collect();
    (policy.map(|policy| policy.to_string()), codes)
}

#[test]
fn a_policy_says_what_does_its_job_now() {
    let text = "geolocation 'none', Camera 'SELF' https://A.example;fullscreen *";
    let (serialized, codes) = checked(text);
    assert_eq!(
        serialized.unwrap(),
        "geolocation 'none'; camera 'self' https://a.example; fullscreen *"
    );
    assert_eq!(codes, ["feature-policy-legacy"]);
    let mut out = Diagnostics::new();
    read(&split_feature_policy(text, Site(0)).statements, &mut out);
    let help = out.iter().next().unwrap().problem.explain().help;
    assert!(
        help.contains("geolocation=(), camera=(self \"https://a.example\"), fullscreen=*"),
        "{help}"
    );
}

#[test]
fn problems_have_their_codes() {
    for (text, code) in [
        ("", "feature-policy-empty-policy"),
        ("camra 'none'", "feature-policy-unknown-feature"),
        ("camera: 'none'", "feature-policy-unknown-feature"),
        ("camera=()", "feature-policy-permissions-syntax"),
        ("vr 'none'", "feature-policy-retired-feature"),
        (
            "camera 'none'; camera 'self'",
            "feature-policy-duplicate-feature",
        ),
        ("camera", "feature-policy-missing-allowlist"),
        ("camera none", "feature-policy-misquoted-keyword"),
        ("camera \"self\"", "feature-policy-misquoted-keyword"),
        ("camera 'src'", "feature-policy-src"),
        ("camera 'none' 'self'", "feature-policy-none-with-others"),
        ("camera a.example", "feature-policy-invalid-value"),
        ("camera https://a.example/x", "feature-policy-invalid-value"),
        (
            "unchecked(camera) 'none'",
            "feature-policy-needless-unchecked",
        ),
        ("unchecked(Camera!) 'none'", "feature-policy-not-a-name"),
    ] {
        assert_eq!(checked(text).1.first(), Some(&code), "{text}");
    }
}

#[test]
fn a_permissions_policy_is_one_error() {
    let reported = |text| {
        let mut out = Diagnostics::new();
        let policy = read(&split_feature_policy(text, Site(0)).statements, &mut out);
        assert_eq!(policy, None, "{text}");
        let explanations = out.iter().map(|found| found.problem.explain());
        explanations.collect::<Vec<_>>()
    };
    let one = reported("camera=()");
    assert_eq!(one.len(), 1);
    assert_eq!(one[0].instead.as_deref(), Some("camera 'none'"));
    let several = reported("camera=(), geolocation=(self \"https://a.example\"), usb=*");
    assert_eq!(several.len(), 1, "{several:#?}");
    assert_eq!(several[0].instead, None);
    let help = &several[0].help;
    let directives = "camera 'none'; geolocation 'self' https://a.example; usb *";
    assert!(help.ends_with(directives), "{help}");
    // A member that would not do in a Permissions-Policy either has no translation.
    assert_eq!(reported("camera=(), usb=none").len(), 2);
}
