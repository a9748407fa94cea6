//! `content_security_policy: SITE_CSP`: the directives of a constant, which only the compiler sees.

use super::{Draft, ancestors};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::weakness::Problem as Weakness;
use crate::headers::csp::{Disposition, Sited};
use crate::headers::header::HeaderPolicy;
use crate::policy::settings::{Options, is_off, is_on};
use crate::policy::{CspChange, OptionName, Problem, Setting};

/// What the options would add that stand for a part of a policy: a constant is sent as it is.
pub(super) fn refuse_additions(
    options: &Options<'_>,
    frames: Option<&HeaderPolicy>,
    [main, second]: [&Draft; 2],
    out: &mut Diagnostics,
) {
    // As `assemble` adds: a receiver to both, everything else to the first that there is.
    let is_first = [true, matches!(main, Draft::Off)];
    for (draft, is_first) in [main, second].into_iter().zip(is_first) {
        let Draft::Constant(path) = draft else {
            continue;
        };
        let mut refuse = |setting: &Setting, option| {
            let constant = path.text.clone();
            out.report(&setting.name, Problem::ConstantPolicy { option, constant });
        };
        for name in ADDITIONS {
            let Some(setting) = options.get(*name) else {
                continue;
            };
            let adds = match name {
                OptionName::ContentSecurityPolicyReportUri => true,
                OptionName::ContentSecurityPolicyNonceIn => is_first,
                OptionName::ContentSecurityPolicyFrameAncestors => is_first && !is_on(setting),
                _ => is_first && !is_off(setting),
            };
            if adds {
                refuse(setting, name.as_str());
            }
        }
        let frame_options = options.get(OptionName::FrameOptions);
        let setting = frame_options.or_else(|| options.get(OptionName::FrameOptionsAllowFrom));
        if let (Some(setting), Some(_), true) = (setting, ancestors(frames), is_first) {
            refuse(setting, "frame_options: ALLOW-FROM");
        }
    }
}

/// The options that stand for a part of a policy.
const ADDITIONS: &[OptionName] = &[
    OptionName::ContentSecurityPolicyNonceIn,
    OptionName::ContentSecurityPolicyReportUri,
    OptionName::ContentSecurityPolicyUnsafeEval,
    OptionName::ContentSecurityPolicyUnsafeInline,
    OptionName::ContentSecurityPolicyFrameAncestors,
];

/// A constant that takes scripts from hosts that the policy lists.
pub(super) fn bypass_hosts(change: &CspChange, disposition: Disposition, out: &mut Diagnostics) {
    let CspChange::Replace(csp) = change else {
        return;
    };
    if let Some(Sited {
        node: path, site, ..
    }) = csp.constant()
    {
        let problem = Weakness::BypassHost {
            word: path.clone(),
            listed: "a host of content_security_policy_bypass_hosts".to_owned(),
            write: "`nonce strict-dynamic`".to_owned(),
        };
        let condition = Condition::AllowsBypassHost(disposition.field());
        out.report_if(condition, *site, problem);
    }
}
