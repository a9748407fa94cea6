//! What a policy is held to beside its fields, and what its options say that no field shows: a policy that is derived from it,
//! or changed when the program starts, is held to the same.

use super::option::{OptionName, SettingValue};
use super::settings::{Options, is_off, is_on};
use super::{delivery, length};
use crate::ground::diagnostic::Diagnostics;

/// What a policy is held to, and what its options say that no field shows.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Rules {
    /// How many bytes a field may have, nonces included.
    pub max_field_length: Option<usize>,
    /// Hosts from which no policy may take scripts.
    pub bypass_hosts: Vec<String>,
    /// The receivers that a CSP without report-uri gets.
    pub report_uri: Vec<String>,
    /// Whether it is written that every site may frame the page.
    pub framed_by_anyone: bool,
    /// Whether it is for a `<meta>`.
    pub in_meta: bool,
}

/// How the rules of a derived policy differ from its base's: what is absent is the base's.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct RuleChanges {
    /// See [`Rules`].
    pub max_field_length: Option<usize>,
    /// See [`Rules`].
    pub bypass_hosts: Option<Vec<String>>,
    /// See [`Rules`].
    pub report_uri: Option<Vec<String>>,
    /// See [`Rules`].
    pub framed_by_anyone: Option<bool>,
}

/// Reads the rules. What is wrong with one is reported where it is applied.
pub(super) fn read(options: &Options<'_>) -> Rules {
    let changes = read_changes(options);
    Rules {
        max_field_length: changes.max_field_length,
        bypass_hosts: changes.bypass_hosts.unwrap_or_default(),
        report_uri: changes.report_uri.unwrap_or_default(),
        framed_by_anyone: changes.framed_by_anyone.unwrap_or_default(),
        in_meta: delivery::is_meta(options),
    }
}

/// Reads the rules that are written.
pub(super) fn read_changes(options: &Options<'_>) -> RuleChanges {
    let budget = length::read(options, &mut Diagnostics::new());
    let frame_ancestors = options.get(OptionName::ContentSecurityPolicyFrameAncestors);
    RuleChanges {
        max_field_length: budget.map(|budget| budget.bytes),
        bypass_hosts: words(options, OptionName::ContentSecurityPolicyBypassHosts),
        report_uri: words(options, OptionName::ContentSecurityPolicyReportUri),
        framed_by_anyone: frame_ancestors.map(is_on),
    }
}

fn words(options: &Options<'_>, name: OptionName) -> Option<Vec<String>> {
    let setting = options.get(name)?;
    match &setting.value {
        SettingValue::Words(words) if !is_off(setting) => {
            Some(words.iter().map(|word| word.text.clone()).collect())
        }
        _ => Some(Vec::new()),
    }
}
