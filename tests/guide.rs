//! The guide's page for who comes from elsewhere: it has every option of theirs, and says them in options that there are.

use std::collections::BTreeSet;

use talisman_policy::policy::OptionName;

const PAGE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../src/guide/coming_from.md"
));

/// The options of helmet 8, with the older names that it still takes.
const HELMET: &str = "contentSecurityPolicy useDefaults directives reportOnly dangerouslyDisableDefaultSrc \
    crossOriginEmbedderPolicy crossOriginOpenerPolicy crossOriginResourcePolicy originAgentCluster referrerPolicy \
    strictTransportSecurity hsts maxAge includeSubDomains preload xContentTypeOptions noSniff xDnsPrefetchControl \
    dnsPrefetchControl allow xDownloadOptions ieNoOpen xFrameOptions frameguard action xPermittedCrossDomainPolicies \
    permittedCrossDomainPolicies permittedPolicies xPoweredBy hidePoweredBy xXssProtection xssFilter";

/// The settings and decorators of Django 6.
const DJANGO: &str = "SECURE_CONTENT_TYPE_NOSNIFF SECURE_CROSS_ORIGIN_OPENER_POLICY SECURE_CSP SECURE_CSP_REPORT_ONLY \
    SECURE_HSTS_INCLUDE_SUBDOMAINS SECURE_HSTS_PRELOAD SECURE_HSTS_SECONDS SECURE_PROXY_SSL_HEADER SECURE_REDIRECT_EXEMPT \
    SECURE_REFERRER_POLICY SECURE_SSL_HOST SECURE_SSL_REDIRECT X_FRAME_OPTIONS xframe_options_exempt xframe_options_deny \
    xframe_options_sameorigin csp_override csp_report_only_override csp_nonce SESSION_COOKIE_NAME SESSION_COOKIE_SECURE \
    SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE CSRF_COOKIE_NAME CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY \
    CSRF_COOKIE_SAMESITE ALLOWED_HOSTS USE_X_FORWARDED_HOST";

/// The methods of Spring Security's `HeadersConfigurer`, and of those that it hands out.
const SPRING: &str = "defaultsDisabled cacheControl contentTypeOptions httpStrictTransportSecurity maxAgeInSeconds \
    includeSubDomains preload requestMatcher frameOptions sameOrigin deny disable xssProtection headerValue \
    contentSecurityPolicy policyDirectives reportOnly referrerPolicy permissionsPolicy permissionsPolicyHeader featurePolicy \
    crossOriginOpenerPolicy crossOriginEmbedderPolicy crossOriginResourcePolicy addHeaderWriter httpPublicKeyPinning \
    ClearSiteDataHeaderWriter redirectToHttps requiresChannel";

/// The configuration of `secure_headers` 7, and its methods for a controller and a view.
const SECURE_HEADERS: &str = "hsts x_frame_options x_content_type_options x_xss_protection x_download_options \
    x_permitted_cross_domain_policies referrer_policy clear_site_data expect_certificate_transparency cookies secure httponly \
    samesite only except csp csp_report_only preserve_schemes disable_nonce_backwards_compatibility OPT_OUT override \
    use_secure_headers_override append_content_security_policy_directives override_content_security_policy_directives \
    content_security_policy_script_nonce nonced_javascript_tag nonced_style_tag hashed_javascript_tag";

const TOWER_HTTP: &str =
    "SetResponseHeaderLayer SetMultipleResponseHeadersLayer overriding if_not_present appending";

/// The rows of a section's tables, as the cells of both sides.
fn rows(section: &str) -> Vec<(&'static str, &'static str)> {
    let text = PAGE.split("\n# ").find(|text| text.starts_with(section));
    let lines = text.expect("the page has the section").lines();
    lines
        .filter_map(|line| {
            line.strip_prefix("| ")?
                .strip_suffix(" |")?
                .split_once(" | ")
        })
        .filter(|(theirs, _)| *theirs != section && !theirs.starts_with("---"))
        .collect()
}

/// The identifiers of a text.
fn names(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect()
}

#[test]
fn every_option_of_theirs_has_a_row() {
    for (section, options) in [
        ("helmet", HELMET),
        ("Django", DJANGO),
        ("Spring Security", SPRING),
        ("secure_headers", SECURE_HEADERS),
        ("tower-http", TOWER_HTTP),
    ] {
        let rows = rows(section);
        let theirs: BTreeSet<_> = rows.iter().flat_map(|(theirs, _)| names(theirs)).collect();
        for option in options.split_whitespace() {
            assert!(theirs.contains(option), "{section}: {option}");
        }
    }
}

#[test]
fn it_says_them_in_options_that_there_are() {
    let sections = ["helmet", "Django", "Spring Security", "secure_headers"];
    let ours = sections.into_iter().flat_map(rows).map(|(_, ours)| ours);
    let mut seen = 0;
    for code in ours.flat_map(|ours| ours.split('`').skip(1).step_by(2)) {
        let written = code.trim_start_matches("{ ..POLICY, ");
        let Some((name, _)) = written.split_once(": ") else {
            continue;
        };
        assert!(
            OptionName::ALL.iter().any(|option| option.as_str() == name),
            "{code}"
        );
        seen += 1;
    }
    assert!(seen > 50, "{seen}");
}
