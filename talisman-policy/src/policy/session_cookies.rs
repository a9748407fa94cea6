//! The session cookies and the attributes that they get.

use talisman_core::cookie::{http_only_prefix, secure_prefix};

use super::Problem;
use super::option::OptionName;
use super::settings::{Options, flag, is_off, one_word, words, wrong};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Site, Word};
use crate::text::is_token;

words! {
    /// The values of the cookie attribute `SameSite`, RFC 6265bis section 4.1.2.7.
    pub enum SameSite {
        /// Sent with requests from the same site alone.
        Strict => "Strict";
        /// Sent also when a link is followed from elsewhere.
        Lax => "Lax";
        /// Sent always.
        None => "None";
    }
}

/// The session cookies, by name, and the attributes that they get where a handler left them out.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct SessionCookies {
    /// Their names.
    pub names: Vec<String>,
    /// Whether they get `Secure`.
    pub secure: bool,
    /// Whether they get `HttpOnly`.
    pub http_only: bool,
    /// The `SameSite` that they get.
    pub same_site: Option<SameSite>,
    /// Whether they get `Partitioned`.
    pub partitioned: bool,
}

impl SessionCookies {
    /// Whether they are for embedded pages, and browsers send them to none.
    pub(super) fn is_partitioned_same_site(&self) -> bool {
        self.partitioned && self.secure && self.same_site != Some(SameSite::None)
    }
}

/// What happens to the session cookies.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum CookieChange {
    /// The base's, with the attributes that are said here.
    Edit(Vec<CookieEdit>),
    /// Others, or none.
    Replace(Option<SessionCookies>),
}

/// An attribute that the base's session cookies get, or get no more.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CookieEdit {
    /// Which.
    pub attribute: CookieAttribute,
    /// The option that says so.
    pub option: OptionName,
    /// Where it is.
    pub site: Site,
}

/// An attribute of cookies.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CookieAttribute {
    /// Whether they get `Secure`.
    Secure(bool),
    /// Whether they get `HttpOnly`.
    HttpOnly(bool),
    /// The `SameSite` that they get.
    SameSite(Option<SameSite>),
    /// Whether they get `Partitioned`.
    Partitioned(bool),
}

/// The options that say nothing unless cookies are named.
pub(super) const PARTS: [OptionName; 4] = [
    OptionName::SessionCookieSecure,
    OptionName::SessionCookieHttpOnly,
    OptionName::SessionCookieSamesite,
    OptionName::SessionCookiePartitioned,
];

/// Reads which cookies are session cookies, and what they get: by default what flask-talisman gives Flask's.
pub(super) fn read(options: &Options<'_>, out: &mut Diagnostics) -> Option<SessionCookies> {
    let secure = flag(options, OptionName::SessionCookieSecure, out).unwrap_or(true);
    let http_only = flag(options, OptionName::SessionCookieHttpOnly, out).unwrap_or(true);
    let same_site = same_site(options, out);
    let partitioned = flag(options, OptionName::SessionCookiePartitioned, out).unwrap_or(false);
    let names = names(options, out);
    if names.is_empty() {
        for part in PARTS {
            options.needless(part, "session_cookie_names", out);
        }
        return None;
    }
    if let (Some(SameSite::None), false, Some(setting)) = (
        same_site,
        secure,
        options.get(OptionName::SessionCookieSamesite),
    ) {
        out.report(
            one_word(setting).unwrap_or(&setting.name),
            Problem::SameSiteNone,
        );
    }
    if let (true, Some(setting)) = (
        partitioned,
        options.get(OptionName::SessionCookiePartitioned),
    ) {
        if !secure {
            out.report(&setting.name, Problem::PartitionedNotSecure);
        } else if same_site != Some(SameSite::None) {
            out.report(&setting.name, Problem::PartitionedSameSite);
        }
    }
    for name in &names {
        if let (Some(prefix), false) = (secure_prefix(&name.text), secure) {
            out.report(*name, Problem::CookiePrefix { prefix });
        }
        if let (Some(prefix), false) = (http_only_prefix(&name.text), http_only) {
            out.report(*name, Problem::CookiePrefixHttpOnly { prefix });
        }
    }
    Some(SessionCookies {
        names: names.into_iter().map(|name| name.text.clone()).collect(),
        secure,
        http_only,
        same_site,
        partitioned,
    })
}

/// Reads what happens to the base's session cookies: whoever names them says all, and whoever does not, only what differs.
pub(super) fn read_change(options: &Options<'_>, out: &mut Diagnostics) -> CookieChange {
    if options.get(OptionName::SessionCookieNames).is_some() {
        return CookieChange::Replace(read(options, out));
    }
    let attributes = [
        flag(options, OptionName::SessionCookieSecure, out).map(CookieAttribute::Secure),
        flag(options, OptionName::SessionCookieHttpOnly, out).map(CookieAttribute::HttpOnly),
        options
            .get(OptionName::SessionCookieSamesite)
            .map(|_| CookieAttribute::SameSite(same_site(options, out))),
        flag(options, OptionName::SessionCookiePartitioned, out).map(CookieAttribute::Partitioned),
    ];
    let edits = PARTS
        .into_iter()
        .zip(attributes)
        .filter_map(|(option, attribute)| {
            let (attribute, setting) = (attribute?, options.get(option)?);
            let site = setting.name.site;
            Some(CookieEdit {
                attribute,
                option,
                site,
            })
        });
    let edits: Vec<CookieEdit> = edits.collect();
    for edit in &edits {
        edit.report_conditions(out);
    }
    CookieChange::Edit(edits)
}

impl CookieEdit {
    /// What is wrong if the base does not support this change.
    fn report_conditions(&self, out: &mut Diagnostics) {
        let (option, needs) = (self.option.as_str(), "session_cookie_names in the base");
        let needless = Problem::NeedlessOption { option, needs };
        out.report_if(Condition::NoSessionCookies, self.site, needless);
        let attribute = self.attribute;
        let is_none = matches!(attribute, CookieAttribute::SameSite(Some(SameSite::None)));
        if is_none || attribute == CookieAttribute::Secure(false) {
            let condition = Condition::SameSiteNoneWithoutSecure;
            out.report_if(condition, self.site, Problem::SameSiteNone);
        }
        if matches!(
            attribute,
            CookieAttribute::Secure(false) | CookieAttribute::Partitioned(true)
        ) {
            let condition = Condition::PartitionedWithoutSecure;
            out.report_if(condition, self.site, Problem::PartitionedNotSecure);
        }
        if attribute == CookieAttribute::Secure(false) {
            let prefix = "__Host-, __Secure- or __Http-";
            let problem = Problem::CookiePrefix { prefix };
            out.report_if(Condition::PrefixWithoutSecure, self.site, problem);
        }
        if attribute == CookieAttribute::HttpOnly(false) {
            let prefix = "__Http- or __Host-Http-";
            let problem = Problem::CookiePrefixHttpOnly { prefix };
            out.report_if(Condition::PrefixWithoutHttpOnly, self.site, problem);
        }
    }
}

fn names<'a>(options: &Options<'a>, out: &mut Diagnostics) -> Vec<&'a Word> {
    let name = OptionName::SessionCookieNames;
    let setting = options.get(name).filter(|setting| !is_off(setting));
    let expected = "names in brackets, such as [\"session\"]";
    let words = setting.and_then(|setting| words(setting, name, expected, out));
    let words = words.unwrap_or_default();
    for word in words {
        // cookie-name = token
        if !is_token(&word.text) {
            out.report(
                word,
                Problem::CookieName {
                    name: word.text.clone(),
                },
            );
        }
    }
    words.iter().collect()
}

fn same_site(options: &Options<'_>, out: &mut Diagnostics) -> Option<SameSite> {
    let name = OptionName::SessionCookieSamesite;
    let Some(setting) = options.get(name) else {
        // As flask-talisman. What Chromium does without the attribute lets a cookie younger than two minutes through a POST.
        return Some(SameSite::Lax);
    };
    if is_off(setting) {
        return None;
    }
    let same_site = one_word(setting).and_then(|word| SameSite::from_word(&word.text));
    if same_site.is_none() {
        wrong(setting, name, "Strict, Lax, None or off", out);
    }
    same_site
}
