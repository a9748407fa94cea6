//! `force_https` and the options that belong to it.

use talisman_core::authority::{Authority, HostError};
use talisman_core::exempt::has_dot_segment;

use super::option::OptionName;
use super::settings::{Options, flag, is_off, is_on, one_word, words, wrong};
use super::{ForceHttps, Problem};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Word;

/// What happens to the redirect.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ForceHttpsChange {
    /// The base's.
    Keep,
    /// The base's, with these changes.
    Edit(ForceHttpsEdit),
    /// There is none.
    Off,
}

/// How a redirect differs from the base's, and from the default where the base has none.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ForceHttpsEdit {
    /// The status, if it is said.
    pub status: Option<u16>,
    /// Whether it is permanent, if that is said.
    pub permanent: Option<bool>,
    /// The hosts that a redirect may lead to.
    pub hosts: Option<Vec<String>>,
    /// The host that a redirect leads to from every other host, or that there is none.
    pub to: Option<Option<String>>,
    /// The paths that are served over http.
    pub exempt: Option<Vec<String>>,
}

/// The options that say nothing where there is no redirect.
const PARTS: [OptionName; 4] = [
    OptionName::ForceHttpsPermanent,
    OptionName::ForceHttpsHosts,
    OptionName::ForceHttpsTo,
    OptionName::ForceHttpsExempt,
];

/// Reads how the redirect differs from the base's.
pub(super) fn read_change(options: &Options<'_>, out: &mut Diagnostics) -> ForceHttpsChange {
    let setting = options.get(OptionName::ForceHttps);
    if PARTS.iter().all(|part| options.get(*part).is_none()) && setting.is_none() {
        return ForceHttpsChange::Keep;
    }
    let Some(force) = read(options, out) else {
        return ForceHttpsChange::Off;
    };
    let says = |name: OptionName| options.get(name).is_some();
    if setting.is_none() {
        for part in PARTS.into_iter().filter(|part| says(*part)) {
            if let Some(setting) = options.get(part) {
                let (option, needs) = (part.as_str(), "force_https");
                let problem = Problem::NeedlessOption { option, needs };
                out.report_if(Condition::BaseServesHttp, &setting.name, problem);
            }
        }
    }
    let says_status = setting.is_some_and(|setting| !is_on(setting));
    let permanent = options.get(OptionName::ForceHttpsPermanent).map(is_on);
    ForceHttpsChange::Edit(ForceHttpsEdit {
        status: says_status.then_some(force.status),
        permanent: permanent.filter(|_| !says_status),
        hosts: says(OptionName::ForceHttpsHosts).then_some(force.hosts),
        to: says(OptionName::ForceHttpsTo).then_some(force.to),
        exempt: says(OptionName::ForceHttpsExempt).then_some(force.exempt),
    })
}

/// Reads whether and how requests over http are redirected.
pub(super) fn read(options: &Options<'_>, out: &mut Diagnostics) -> Option<ForceHttps> {
    let name = OptionName::ForceHttps;
    let permanent = flag(options, OptionName::ForceHttpsPermanent, out).unwrap_or(false);
    let status = match options.get(name).filter(|setting| !is_on(setting)) {
        None if permanent => 301,
        // As flask-talisman: browsers keep a 301, so that a slip in the host outlives its correction.
        None => 302,
        Some(setting) if is_off(setting) => {
            for part in PARTS {
                options.needless(part, "force_https: true", out);
            }
            return None;
        }
        Some(setting) => match one_word(setting).map(|word| word.text.as_str()) {
            Some("permanent" | "301") => 301,
            Some("302") => 302,
            Some("307") => 307,
            Some("308") => 308,
            _ => {
                wrong(
                    setting,
                    name,
                    "true (302), permanent (301), 307 or 308 (which keep the method), or off",
                    out,
                );
                302
            }
        },
    };
    Some(ForceHttps {
        status,
        hosts: list(options, OptionName::ForceHttpsHosts, out, host),
        to: to(options, out),
        exempt: list(options, OptionName::ForceHttpsExempt, out, exempt),
    })
}

/// The one host of `force_https_to`.
fn to(options: &Options<'_>, out: &mut Diagnostics) -> Option<String> {
    let name = OptionName::ForceHttpsTo;
    let setting = options.get(name).filter(|setting| !is_off(setting))?;
    let Some(word) = one_word(setting) else {
        wrong(setting, name, "a host, such as \"www.example.com\"", out);
        return None;
    };
    if let Err(problem) = host(word) {
        out.report(word, problem);
    }
    Some(word.text.clone())
}

/// A host, by the grammar that the running program reads it with.
fn host(word: &Word) -> Result<(), Problem> {
    let Err(error) = Authority::parse(&word.text) else {
        return Ok(());
    };
    let (what, instead) = match word.text.split_once("://") {
        Some((_, rest)) => (
            "it is a URL",
            rest.split(['/', '?', '#'])
                .next()
                .filter(|host| Authority::parse(host).is_ok())
                .map(|host| format!("\"{host}\"")),
        ),
        None => (what(error), None),
    };
    let help = match &instead {
        Some(host) => format!("write {host}"),
        None => {
            "write only a host, such as \"www.example.com\", or with the port that https has there"
                .to_owned()
        }
    };
    Err(Problem::RedirectHost {
        host: word.text.clone(),
        what,
        help,
        instead,
    })
}

fn what(error: HostError) -> &'static str {
    match error {
        HostError::Empty => "there is no name",
        HostError::Userinfo => "it has a user before `@`",
        HostError::Port => "its port is not a number from 1 to 65535",
        HostError::Ipv6 => "what is in brackets is not an IPv6 address",
        HostError::Ipv4 => {
            "it ends in a number, so a browser reads it as an IPv4 address, and it is not one"
        }
        _ => {
            "a label has 1 to 63 ASCII letters, digits, `-` and `_`, and no `-` at either end; another script is written as xn--"
        }
    }
}

/// A path that is served over http.
fn exempt(word: &Word) -> Result<(), Problem> {
    let path = word.text.as_str();
    if path == "/" {
        return Err(Problem::ExemptsEverything);
    }
    let is_path = path.starts_with('/')
        && !has_dot_segment(path)
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"?#".contains(&byte));
    if is_path {
        Ok(())
    } else {
        let path = path.to_owned();
        Err(Problem::ExemptPath { path })
    }
}

fn list(
    options: &Options<'_>,
    name: OptionName,
    out: &mut Diagnostics,
    check: fn(&Word) -> Result<(), Problem>,
) -> Vec<String> {
    let setting = options.get(name);
    let words = setting.and_then(|setting| words(setting, name, "strings in brackets", out));
    let words = words.unwrap_or_default();
    for word in words {
        if let Err(problem) = check(word) {
            out.report(word, problem);
        }
    }
    words.iter().map(|word| word.text.clone()).collect()
}
