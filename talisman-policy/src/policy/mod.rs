//! A whole policy: the headers that a site sends, and what else it decides.

mod change_text;
mod changes;
mod content_security_policy;
pub mod custom_fields;
mod delivery;
mod encode;
mod extension_text;
mod facts;
mod force_https;
mod foreign_names;
mod length;
mod option;
mod pages;
mod problem;
mod read;
pub mod relations;
mod rules;
pub mod sent;
mod session_cookies;
mod settings;
mod source_lists;
mod strict_transport_security;
mod switches;
mod text;

pub use change_text::{ChangeText, DirectiveText, ReadChanges, read_change_texts};
pub use changes::{Changes, CspChange, FieldChange, read_changes};
pub use extension_text::{ReadExtension, read_extension, read_one_source};
pub use force_https::{ForceHttpsChange, ForceHttpsEdit};
pub use foreign_names::meaning_of;
pub use length::Budget;
pub use option::{Fact, Kind, OptionName, Setting, SettingValue, Task};
pub use pages::{Pages, is_placeholder};
pub use problem::Problem;
pub use read::read;
pub use rules::{RuleChanges, Rules};
pub use session_cookies::{CookieAttribute, CookieChange, CookieEdit, SameSite, SessionCookies};
pub use strict_transport_security::HstsChange;
pub use text::{is_constant, is_switch, split_setting};

use crate::ground::field::Field;
use crate::ground::word::Site;
use crate::headers::header::{Header, HeaderPolicy};

/// A policy: the headers that it sends, and what else it decides.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Policy {
    /// The headers that are sent, each at most once, in the order of the table of [`Header`].
    headers: Vec<(Header, HeaderPolicy)>,
    /// The fields of the user's own.
    custom_fields: Vec<Field>,
    /// The names, in lower case, of the fields that are taken off whatever sets them.
    pub remove_fields: Vec<String>,
    /// Whether and how requests over http are redirected.
    pub force_https: Option<ForceHttps>,
    /// The session cookies.
    pub session_cookies: Option<SessionCookies>,
    /// What it is held to.
    pub rules: Rules,
    /// The pages that it is made for.
    pub pages: Pages,
}

/// How requests over http are redirected.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ForceHttps {
    /// 301, 302, 307 or 308.
    pub status: u16,
    /// The hosts that a redirect may lead to, each from itself.
    pub hosts: Vec<String>,
    /// The host that a redirect leads to from every other host.
    pub to: Option<String>,
    /// The paths that are served over http: one path each, or all below it if it ends in a slash.
    pub exempt: Vec<String>,
}

impl Policy {
    /// The constants that have directives of the policy, in the order of [`encode`](Self::encode).
    #[must_use]
    pub fn constants(&self) -> Vec<Site> {
        let mut constants = Vec::new();
        for (_, value) in &self.headers {
            if let HeaderPolicy::Csp(csp) = value {
                constants.extend(csp.constant().map(|constant| constant.site));
            }
        }
        constants
    }

    /// The value of a header, if it is sent.
    #[must_use]
    pub fn get(&self, header: Header) -> Option<&HeaderPolicy> {
        find(&self.headers, header)
    }

    /// The policy with another value of a header that it sends.
    #[must_use]
    pub fn with(mut self, header: Header, value: HeaderPolicy) -> Self {
        let mut headers = self.headers.iter_mut();
        if let Some((_, sent)) = headers.find(|(other, _)| *other == header) {
            *sent = value;
        }
        self
    }

    /// The fields, in the order in which they are sent.
    #[must_use]
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = Vec::new();
        for (header, value) in &self.headers {
            fields.push(value.field(*header));
        }
        fields.extend_from_slice(&self.custom_fields);
        fields
    }
}

fn find(headers: &[(Header, HeaderPolicy)], header: Header) -> Option<&HeaderPolicy> {
    let mut headers = headers.iter();
    headers
        .find(|(other, _)| *other == header)
        .map(|(_, value)| value)
}
