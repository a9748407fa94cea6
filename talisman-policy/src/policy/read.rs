//! Options into a policy: defaults, the options that stand for a part of another one, and each header's own reader.

use super::content_security_policy::Assembled;
use super::option::{OptionName, Setting, SettingValue};
use super::relations::{self, Whole};
use super::settings::{Options, at, is_off, is_on, one_word, report_at_option, wrong};
use super::{
    CspChange, Policy, Problem, content_security_policy, custom_fields, delivery, find,
    force_https, length, pages, rules, session_cookies, source_lists, strict_transport_security,
};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Site, Spelling, Statement, Word};
use crate::headers::csp::retract_quotes;
use crate::headers::header::{Header, HeaderPolicy, read_text, read_value};

/// The headers that are sent although no option names them, as flask-talisman sends them; beside these the CSP and HSTS.
const DEFAULTS: &[(Header, &str)] = &[
    (Header::PermissionsPolicy, "browsing-topics=()"),
    (Header::XFrameOptions, "SAMEORIGIN"),
    (Header::XContentTypeOptions, "nosniff"),
    (Header::ReferrerPolicy, "strict-origin-when-cross-origin"),
];

/// Reads the options of a policy; what is not written has flask-talisman's default.
///
/// The policy is whole even where problems were reported: whether it may be used is [`Diagnostics::finish`]'s to say.
pub fn read(settings: &[Setting], out: &mut Diagnostics) -> Policy {
    let settings = source_lists::expand(settings, out);
    let options = Options::new(&settings, false, out);
    let mut headers = headers(&options, out);
    let mut force_https = force_https::read(&options, out);
    // Nothing that is on by default goes into a `<meta>`; what is written is an error.
    if delivery::is_meta(&options) {
        headers.clear();
        force_https = None;
    }
    let frames = find(&headers, Header::XFrameOptions);
    let csps = content_security_policy::assemble(&options, frames, out);
    insert(csps, &mut headers);
    let enforced = match find(&headers, Header::ContentSecurityPolicy) {
        Some(HeaderPolicy::Csp(csp)) => Some(csp),
        _ => None,
    };
    delivery::check(&options, enforced, out);
    let custom_fields = custom_fields::read(&options, out);
    let mut policy = Policy {
        headers,
        custom_fields: custom_fields
            .into_iter()
            .filter_map(|field| field.value)
            .collect(),
        remove_fields: Vec::new(),
        force_https,
        session_cookies: session_cookies::read(&options, out),
        rules: rules::read(&options),
        pages: pages::read(&options, out),
    };
    let fields = policy.fields();
    policy.remove_fields = custom_fields::removed(&options, &fields, out);
    length::check(&options, &fields, !policy.constants().is_empty(), out);
    if !out.has_errors() {
        relations::all(
            &Whole {
                policy: &policy,
                options: &options,
            },
            out,
        );
    }
    retract_quotes(out);
    out.deduplicate();
    policy
}

/// Puts the CSPs where they are in the order of sending.
fn insert(csps: Assembled, headers: &mut Vec<(Header, HeaderPolicy)>) {
    let main = if csps.only_reports {
        Header::ContentSecurityPolicyReportOnly
    } else {
        Header::ContentSecurityPolicy
    };
    for (header, csp) in [
        (main, csps.main),
        (Header::ContentSecurityPolicyReportOnly, csps.report_only),
    ] {
        if let CspChange::Replace(csp) = csp {
            let before = |(other, _): &(Header, HeaderPolicy)| (*other as u8) < header as u8;
            let at = headers.partition_point(before);
            headers.insert(at, (header, HeaderPolicy::Csp(csp)));
        }
    }
}

/// What other languages call nothing, and other libraries a header that is left out. Exactly these: `none` is a value of some.
const NO_VALUE: &[&str] = &[
    "None",
    "Null",
    "null",
    "nil",
    "undefined",
    "disabled",
    "disable",
    "Off",
    "OFF",
    "False",
    "FALSE",
    "no",
    "No",
];

/// All headers but the CSPs.
pub(super) fn headers(options: &Options<'_>, out: &mut Diagnostics) -> Vec<(Header, HeaderPolicy)> {
    let read = |header: &Header| Some((*header, header_of(*header, options, out)?));
    Header::ALL.iter().filter_map(read).collect()
}

fn header_of(header: Header, options: &Options<'_>, out: &mut Diagnostics) -> Option<HeaderPolicy> {
    match header {
        Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly => None,
        // Of a derived policy it is read as changes.
        Header::StrictTransportSecurity if options.has_base => None,
        Header::StrictTransportSecurity => strict_transport_security::read(options, out),
        Header::XFrameOptions => frame_options(options, out),
        Header::XXssProtection => xss_protection(options, out),
        // Among Rust tokens the option says whether, and the field has one value.
        Header::XContentTypeOptions if options.of(header).is_some_and(is_on) => default(header),
        header => plain(header, options.of(header), options, out),
    }
}

/// A header that is what its option says, or else its default.
fn plain(
    header: Header,
    setting: Option<&Setting>,
    options: &Options<'_>,
    out: &mut Diagnostics,
) -> Option<HeaderPolicy> {
    let Some(setting) = setting else {
        return default(header);
    };
    let name = OptionName::of(header)?;
    if is_left_out(header, setting) {
        return None;
    }
    let is_no_value =
        |word: &&Word| word.spelling == Spelling::Bare && NO_VALUE.contains(&word.text.as_str());
    if let Some(word) = one_word(setting).filter(is_no_value) {
        out.report(
            word,
            Problem::NoValue {
                option: name.as_str(),
                found: word.text.clone(),
                expected: name.expected(),
            },
        );
        return None;
    }
    if !header.fact().fits(&setting.value) {
        wrong(setting, name, &format!("{}, or off", name.expected()), out);
        return None;
    }
    report_at_option(options, name, out, |out| {
        read_value(header, &setting.value, out)
    })
}

/// `off` is a value of one header, and `false` one of another: the other word leaves each of them out.
fn is_left_out(header: Header, setting: &Setting) -> bool {
    let says = |text: &str| one_word(setting).is_some_and(|word| word.text == text);
    is_off(setting)
        && match header {
            Header::XDnsPrefetchControl => !says("off"),
            Header::OriginAgentCluster => !says("false"),
            _ => true,
        }
}

fn default(header: Header) -> Option<HeaderPolicy> {
    let (_, text) = DEFAULTS.iter().find(|(other, _)| *other == header)?;
    read_text(header, text, Site(0), &mut Diagnostics::new()).0
}

fn frame_options(options: &Options<'_>, out: &mut Diagnostics) -> Option<HeaderPolicy> {
    let (name, part) = (OptionName::FrameOptions, OptionName::FrameOptionsAllowFrom);
    let setting = options.get(name);
    let is_allow_from = setting.is_some_and(|setting| {
        matches!(&setting.value, SettingValue::Words(words) if words.first().is_some_and(|word| word.is("ALLOW-FROM")))
    });
    let mut setting = setting.cloned();
    let origin = options.get(part);
    match (origin, &setting) {
        // The base says the rest, or the option does nothing.
        (Some(origin), None) if options.has_base => {
            let condition = Condition::BaseLacksField {
                name: Header::XFrameOptions.field_name(),
                begins: "ALLOW-FROM ".to_owned(),
            };
            let (option, needs) = (part.as_str(), "frame_options: ALLOW-FROM");
            let problem = Problem::NeedlessOption { option, needs };
            out.report_if(condition, &origin.name, problem);
            setting = Some(Setting {
                name: at(&origin.name, name.as_str()),
                value: SettingValue::Words(vec![at(&origin.name, "ALLOW-FROM")]),
            });
        }
        _ if !is_allow_from => options.needless(part, "frame_options: ALLOW-FROM", out),
        _ => {}
    }
    let origin = origin.filter(|_| is_allow_from || options.has_base);
    if let (Some(SettingValue::Words(words)), Some(SettingValue::Words(origin))) = (
        setting.as_mut().map(|setting| &mut setting.value),
        origin.map(|setting| &setting.value),
    ) {
        words.extend(origin.iter().cloned());
    }
    plain(Header::XFrameOptions, setting.as_ref(), options, out)
}

/// Words stand for the parameters of the same names.
fn xss_protection(options: &Options<'_>, out: &mut Diagnostics) -> Option<HeaderPolicy> {
    let mut setting = options.get(OptionName::XXssProtection).cloned();
    let is_off = setting.as_ref().is_some_and(is_off);
    if let Some(Setting { value, .. }) = setting.as_mut().filter(|_| !is_off) {
        if let SettingValue::Words(words) = value {
            let parameter = |word: &Word| Statement {
                name: word.clone(),
                values: Vec::new(),
            };
            if !words.is_empty() {
                *value = SettingValue::Statements(words.iter().map(parameter).collect());
            }
        }
    }
    plain(Header::XXssProtection, setting.as_ref(), options, out)
}
