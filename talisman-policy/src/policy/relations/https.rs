//! What only works over https, and what says whether the site is there.

use super::{Problem, Whole};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::headers::csp::{DirectiveName, Disposition};
use crate::headers::header::{Header, HeaderPolicy};
use crate::policy::OptionName;

/// The headers that a policy sends unless they are turned off, and what is missing without them.
const BY_DEFAULT: &[(Header, &str)] = &[
    (
        Header::ContentSecurityPolicy,
        "an injected script runs unhindered",
    ),
    (
        Header::StrictTransportSecurity,
        "a visitor who types the address comes over http first, where the way can be changed",
    ),
    (
        Header::XContentTypeOptions,
        "browsers guess types, and may run what was uploaded as an image",
    ),
];

pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    upgrade_without_https(whole, out);
    preload_redirect(whole, out);
    turned_off(whole, out);
}

fn upgrade_without_https(whole: &Whole<'_>, out: &mut Diagnostics) {
    let has_https = whole.policy.force_https.is_some()
        || whole.policy.get(Header::StrictTransportSecurity).is_some();
    let header = Header::ContentSecurityPolicy;
    let Some(csp) = whole.csp(header).filter(|_| !has_https) else {
        return;
    };
    let name = DirectiveName::UpgradeInsecureRequests;
    if csp.constant().is_some() {
        let condition = Condition::HasDirective {
            field: Disposition::Enforce.field(),
            directive: name.as_str(),
        };
        out.report_if(condition, whole.place(header), Problem::UpgradeWithoutHttps);
    } else if csp.get(name).is_some() {
        out.report(whole.place(header), Problem::UpgradeWithoutHttps);
    }
}

fn preload_redirect(whole: &Whole<'_>, out: &mut Diagnostics) {
    let header = Header::StrictTransportSecurity;
    let Some(HeaderPolicy::StrictTransportSecurity(sts)) = whole.policy.get(header) else {
        return;
    };
    let force_https = whole.policy.force_https.as_ref();
    let to = force_https.and_then(|force_https| force_https.to.clone());
    if let (true, Some(to), Some(place)) =
        (sts.preload(), to, whole.written(OptionName::ForceHttpsTo))
    {
        out.report(place, Problem::PreloadRedirect { to });
    }
}

fn turned_off(whole: &Whole<'_>, out: &mut Diagnostics) {
    for (header, without) in BY_DEFAULT {
        let reports = Header::ContentSecurityPolicyReportOnly;
        let is_csp = *header == Header::ContentSecurityPolicy;
        if whole.policy.get(*header).is_some() {
            continue;
        }
        if is_csp && whole.policy.get(reports).is_some() {
            out.report(whole.place(reports), Problem::OnlyReports);
            continue;
        }
        let field = header.as_str();
        out.report(whole.place(*header), Problem::HeaderOff { field, without });
    }
}
