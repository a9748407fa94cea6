//! One reading of what is sent: the grammar that the compiler holds a policy to, and the policy as browsers read it.

use talisman_policy::headers::csp::sent;
use talisman_policy::headers::{Header, check_text};

/// What is different between the policy that the grammar reads in a text and the one that browsers read in what is sent for it;
/// `None` if nothing is, if the text is refused, and of other fields.
#[must_use]
pub fn misread(header: Header, text: &str) -> Option<String> {
    let is_csp = matches!(
        header,
        Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly
    );
    // What is unchecked is read by browsers alone, and a slot is not sent.
    if !is_csp || text.contains("unchecked(") || text.contains('{') {
        return None;
    }
    let serialized = check_text(header, text).serialized?;
    let read: Vec<String> = sent::read(&serialized)
        .iter()
        .map(ToString::to_string)
        .collect();
    let is_alike = match read.as_slice() {
        [] => serialized.is_empty(),
        [policy] => *policy == serialized,
        _ => false,
    };
    (!is_alike).then(|| format!("{serialized}\n  browsers read {read:?}"))
}
