//! Fragments: what a library exports, in the policy of a program.

use http::Response;
use talisman::{Extension, Fragment, Origin, Policy, Scheme, csp_fragment, talisman_policy};

mod library {
    use talisman::{Fragment, csp_fragment};

    pub(crate) const WIDGET: Fragment = csp_fragment! {
        script-src "https://w.example/w.js";
        connect-src "https://api.w.example";
        frame-src "https://w.example";
    };
}

fn sent(policy: &Policy, fragment: &Fragment) -> String {
    let extension = Extension::from(fragment);
    let mut response = Response::new(());
    policy
        .extended_by(&extension)
        .applier(Scheme::Https)
        .apply(&mut response);
    response.headers()["content-security-policy"]
        .to_str()
        .unwrap()
        .to_owned()
}

#[test]
fn nothing_that_the_policy_allows_is_lost() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: { default-src self; script-src self; frame-src none; object-src none; base-uri none; },
    };
    assert_eq!(
        sent(&SITE, &library::WIDGET),
        "default-src 'self'; script-src 'self' https://w.example/w.js; frame-src https://w.example; object-src 'none'; \
         base-uri 'none'; connect-src 'self' https://api.w.example"
    );
}

#[test]
fn a_script_host_drops_out_beside_strict_dynamic() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: { default-src self; script-src nonce strict-dynamic; object-src none; base-uri none; },
    };
    assert!(!sent(&SITE, &library::WIDGET).contains("w.js"));
    let extension = Extension::from(&library::WIDGET);
    assert_eq!(extension.without_effect_in(&SITE), ["script-src"]);
}

#[test]
fn a_fragment_is_what_its_text_is_as_an_extension() {
    const SITE: Policy = talisman_policy! {
        content_security_policy: { default-src self; script-src self nonce; form-action self {login: origin}; object-src none; base-uri none; },
    };
    const PAY: Fragment = csp_fragment! {
        script-src nonce "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
        form-action "https://pay.example";
    };
    let text = "script-src 'nonce' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='; form-action https://pay.example";
    let (read, _) = Extension::from_text(text).unwrap();
    let login: Origin = "https://login.example".parse().unwrap();
    let response = |extension: &Extension| {
        let mut applier = SITE.extended_by(extension).applier(Scheme::Https);
        applier.adopt_nonce("AbCdEfGhIjKlMnOpQrStUv").unwrap();
        applier.fill_slot("login", &login).unwrap();
        let mut response = Response::new(());
        applier.apply(&mut response);
        response.headers().clone()
    };
    let found = response(&Extension::from(&PAY));
    assert_eq!(found, response(&read));
    let csp = found["content-security-policy"].to_str().unwrap();
    assert!(
        csp.contains("form-action 'self' https://login.example https://pay.example;"),
        "{csp}"
    );
}
