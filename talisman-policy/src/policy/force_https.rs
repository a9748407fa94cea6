//! `force_https` and the options that belong to it.

use super::option::OptionName;
use super::settings::{Options, flag, is_off, is_on, one_word, words, wrong};
use super::{ForceHttps, Problem};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Word;
use crate::headers::csp;

/// Reads whether and how requests over http are redirected.
pub(super) fn read(options: &Options<'_>, out: &mut Diagnostics) -> Option<ForceHttps> {
    let name = OptionName::ForceHttps;
    let permanent = flag(options, OptionName::ForceHttpsPermanent, out).unwrap_or(false);
    let status = match options.get(name).filter(|setting| !is_on(setting)) {
        None if permanent => 301,
        None => 302,
        Some(setting) if is_off(setting) => {
            for part in [
                OptionName::ForceHttpsPermanent,
                OptionName::ForceHttpsHosts,
                OptionName::ForceHttpsTo,
                OptionName::ForceHttpsExempt,
            ] {
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
        exempt: list(options, OptionName::ForceHttpsExempt, out, |word| {
            let is_path = word.text.starts_with('/')
                && word
                    .text
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic() && !b"?#".contains(&byte));
            if is_path {
                Ok(())
            } else {
                Err(Problem::ExemptPath {
                    path: word.text.clone(),
                })
            }
        }),
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

fn host(word: &Word) -> Result<(), Problem> {
    if csp::is_authority(&word.text) {
        return Ok(());
    }
    let host = word.text.clone();
    Err(Problem::RedirectHost { host })
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
