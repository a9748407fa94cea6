//! Names of other libraries, and of fields, that stand for an option.

use super::option::{OptionName, Setting, SettingValue};
use super::text::is_constant;
use crate::ground::suggest::nearest;
use crate::headers::header::Header;

/// Names in small letters alone, without the signs between their words: those of helmet (1), Django (2), `secure_headers` and
/// Rails (3), Spring Security (4), flask-talisman and hyperflask (5), and what many call a header (6).
const NAMES: &[(&str, OptionName)] = &[
    // (1)
    ("frameguard", OptionName::FrameOptions),
    ("nosniff", OptionName::XContentTypeOptions),
    ("dnsprefetchcontrol", OptionName::XDnsPrefetchControl),
    ("ienoopen", OptionName::ForceFileSave),
    ("xdownloadoptions", OptionName::ForceFileSave),
    ("hidepoweredby", OptionName::RemoveFields),
    ("xpoweredby", OptionName::RemoveFields),
    ("xssfilter", OptionName::XXssProtection),
    (
        "permittedcrossdomainpolicies",
        OptionName::XPermittedCrossDomainPolicies,
    ),
    // (2)
    (
        "securehstsseconds",
        OptionName::StrictTransportSecurityMaxAge,
    ),
    (
        "securehstsincludesubdomains",
        OptionName::StrictTransportSecurityIncludeSubdomains,
    ),
    (
        "securehstspreload",
        OptionName::StrictTransportSecurityPreload,
    ),
    ("securesslredirect", OptionName::ForceHttps),
    ("securesslhost", OptionName::ForceHttpsTo),
    ("secureredirectexempt", OptionName::ForceHttpsExempt),
    ("securecontenttypenosniff", OptionName::XContentTypeOptions),
    ("securebrowserxssfilter", OptionName::XXssProtection),
    ("securereferrerpolicy", OptionName::ReferrerPolicy),
    (
        "securecrossoriginopenerpolicy",
        OptionName::CrossOriginOpenerPolicy,
    ),
    ("securecsp", OptionName::ContentSecurityPolicy),
    (
        "securecspreportonly",
        OptionName::ContentSecurityPolicyReportOnly,
    ),
    ("sessioncookiename", OptionName::SessionCookieNames),
    ("cspreporturi", OptionName::ContentSecurityPolicyReportUri),
    (
        "cspincludenoncein",
        OptionName::ContentSecurityPolicyNonceIn,
    ),
    // (3)
    ("forcessl", OptionName::ForceHttps),
    ("cookies", OptionName::SessionCookieNames),
    // (4)
    (
        "httpstricttransportsecurity",
        OptionName::StrictTransportSecurity,
    ),
    ("contenttypeoptions", OptionName::XContentTypeOptions),
    ("xssprotection", OptionName::XXssProtection),
    ("redirecttohttps", OptionName::ForceHttps),
    // (5)
    ("cspheader", OptionName::ContentSecurityPolicy),
    ("cspsafesrc", OptionName::SourceLists),
    ("cspunsafeeval", OptionName::ContentSecurityPolicyUnsafeEval),
    (
        "cspunsafeinline",
        OptionName::ContentSecurityPolicyUnsafeInline,
    ),
    (
        "cspframeancestors",
        OptionName::ContentSecurityPolicyFrameAncestors,
    ),
    ("hstsheader", OptionName::StrictTransportSecurity),
    ("serversecured", OptionName::StrictTransportSecurity),
    ("sessioncookiehttponly", OptionName::SessionCookieHttpOnly),
    // (6)
    ("csp", OptionName::ContentSecurityPolicy),
    ("cspreportonly", OptionName::ContentSecurityPolicyReportOnly),
    ("hsts", OptionName::StrictTransportSecurity),
    ("hstsmaxage", OptionName::StrictTransportSecurityMaxAge),
    ("hstspreload", OptionName::StrictTransportSecurityPreload),
    (
        "hstsincludesubdomains",
        OptionName::StrictTransportSecurityIncludeSubdomains,
    ),
    ("httpsredirect", OptionName::ForceHttps),
    ("redirecthttps", OptionName::ForceHttps),
    ("sslredirect", OptionName::ForceHttps),
    ("coop", OptionName::CrossOriginOpenerPolicy),
    ("coep", OptionName::CrossOriginEmbedderPolicy),
    ("corp", OptionName::CrossOriginResourcePolicy),
    ("xfo", OptionName::FrameOptions),
    ("clickjacking", OptionName::FrameOptions),
];

/// The option that another name stands for.
#[must_use]
pub fn meaning_of(name: &str) -> Option<OptionName> {
    if let Some(header) = Header::from_word(&name.replace('_', "-")) {
        return OptionName::of(header);
    }
    let plain = plain(name);
    if let Some((_, option)) = NAMES.iter().find(|(other, _)| *other == plain) {
        return Some(*option);
    }
    // Other notations of the same words: `frameOptions`, `force-https`.
    let mut options = OptionName::ALL.iter().copied();
    options.find(|option| self::plain(option.as_str()) == plain)
}

fn plain(name: &str) -> String {
    let mut plain = name.to_ascii_lowercase();
    plain.retain(|c| c != '_' && c != '-');
    plain
}

/// What to write in the place of a name that no option has.
pub(super) fn instead_of(setting: &Setting) -> String {
    let name = setting.name.text.as_str();
    match meaning_of(name) {
        Some(OptionName::RemoveFields) => {
            return "write `remove_fields: [x-powered-by, server]`".to_owned();
        }
        Some(option) => return format!("write `{option}`"),
        None => {}
    }
    let is_alone = matches!(&setting.value, SettingValue::Words(words) if words.is_empty());
    if is_alone && is_constant(name) {
        return format!("write `..{name},` to begin with the policy of that name");
    }
    if let Some(near) = nearest(name, OptionName::WORDS) {
        return format!("write `{near}`");
    }
    let alike = alike(name);
    if alike.is_empty() {
        return "write an option of those that the documentation of talisman_policy! lists; a field that has none is sent by \
                custom_fields: { name: \"value\" }"
            .to_owned();
    }
    let alike: Vec<String> = alike.iter().map(|option| format!("`{option}`")).collect();
    let alike: Vec<&str> = alike.iter().map(String::as_str).collect();
    format!("write {}", crate::ground::suggest::alternatives(&alike))
}

/// Words in the names of options that say nothing about which one is intended.
const GENERAL: &[&str] = &[
    "policy", "control", "options", "security", "header", "content",
];

/// The options that have most words in common with a name: few, the shortest first.
fn alike(name: &str) -> Vec<&'static str> {
    const FEW: usize = 4;
    let name = name.to_ascii_lowercase().replace('-', "_");
    let says_something = |part: &&str| part.len() > 3 && !GENERAL.contains(part);
    let parts: Vec<&str> = name.split('_').filter(says_something).collect();
    let shared = |option: &str| {
        let has = |part: &&&str| option.split('_').any(|word| word == **part);
        parts.iter().filter(has).count()
    };
    let most = OptionName::WORDS
        .iter()
        .map(|option| shared(option))
        .max()
        .unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let mut alike: Vec<&str> = Vec::new();
    for option in OptionName::WORDS {
        if shared(option) == most {
            alike.push(option);
        }
    }
    alike.sort_by_key(|option| option.len());
    alike.truncate(FEW);
    alike
}

#[cfg(test)]
mod tests {
    use super::{NAMES, alike, meaning_of, plain};
    use crate::policy::OptionName;

    #[test]
    fn names_of_other_libraries_stand_for_an_option() {
        for (name, option) in [
            ("frameguard", OptionName::FrameOptions),
            ("SECURE_SSL_REDIRECT", OptionName::ForceHttps),
            (
                "crossOriginOpenerPolicy",
                OptionName::CrossOriginOpenerPolicy,
            ),
            ("X-Frame-Options", OptionName::FrameOptions),
            ("x_download_options", OptionName::ForceFileSave),
            ("hidePoweredBy", OptionName::RemoveFields),
        ] {
            assert_eq!(meaning_of(name), Some(option), "{name}");
        }
        assert_eq!(meaning_of("zebra"), None);
    }

    #[test]
    fn every_name_is_in_its_plain_form_and_is_there_once() {
        for (at, (name, _)) in NAMES.iter().enumerate() {
            assert_eq!(plain(name), *name);
            assert!(NAMES.iter().skip(at + 1).all(|(other, _)| other != name));
        }
    }

    #[test]
    fn few_options_are_named() {
        assert!(alike("security_headers_policy").len() <= 4);
        assert_eq!(alike("zebra"), [""; 0]);
    }
}
