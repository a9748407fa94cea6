//! A policy as the `<meta>` element of a page.

use talisman_policy::headers::csp::{DirectiveName, Disposition, sent};

use super::{ExportError, slots_are_none};
use crate::policy::{Csp, Policy, Repr};
use crate::scheme::Scheme;

impl Csp {
    /// The policy as a `<meta http-equiv>` element, for a page that no server of yours answers.
    ///
    /// ```
    /// use talisman::{Csp, csp};
    ///
    /// const CSP: Csp = csp! { default-src self; script-src self "https://cdn.example.com"; };
    /// assert_eq!(
    ///     CSP.meta()?,
    ///     "<meta http-equiv=\"Content-Security-Policy\" \
    ///      content=\"default-src 'self'; script-src 'self' https://cdn.example.com\">",
    /// );
    ///
    /// const FRAMED: Csp = csp! { default-src self; frame-ancestors none; };
    /// assert!(FRAMED.meta().is_err()); // browsers ignore frame-ancestors there
    /// # Ok::<(), talisman::export::ExportError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The policy has a directive that browsers ignore in a `<meta>` (`frame-ancestors`, `sandbox`, `report-uri`,
    /// `report-to`), only reports, or has a nonce, which a file cannot renew, or a slot for
    /// origins, which it cannot fill.
    ///
    /// # Deployment caveat
    ///
    /// Write it into the head, after `<meta charset>`, which must be in the first 1,024 bytes, and before every element that
    /// loads or runs something: what is before it is not held to the policy. Browsers ignore one in the body.
    pub fn meta(&self) -> Result<String, ExportError> {
        meta(&self.repr)
    }
}

impl Policy {
    /// The Content Security Policy as a `<meta http-equiv>` element; see [`Csp::meta`].
    ///
    /// With `delivery: meta` in the policy, what would be an error here is one while compiling.
    ///
    /// ```
    /// use talisman::{Policy, talisman_policy};
    ///
    /// const PAGE: Policy = talisman_policy! {
    ///     delivery: meta,
    ///     content_security_policy: { default-src self; object-src none; base-uri none; },
    /// };
    /// let meta = PAGE.meta()?;
    /// assert!(meta.ends_with("content=\"default-src 'self'; object-src 'none'; base-uri 'none'\">"));
    /// # Ok::<(), talisman::export::ExportError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Csp::meta`], and if this policy sends any other field: a `<meta>` carries none of them, so that a site that
    /// relies on it would lose them in silence. Turn them `off` in a policy derived for such pages.
    pub fn meta(&self) -> Result<String, ExportError> {
        meta(&self.repr)
    }
}

fn meta(repr: &Repr) -> Result<String, ExportError> {
    if let Some(field) = repr.field_with_slot() {
        let field = field.to_owned();
        return Err(ExportError::Nonce { field });
    }
    slots_are_none(repr)?;
    let mut policy = None;
    for (name, value) in repr.fields(Scheme::Https) {
        if name != Disposition::Enforce.field_name() {
            let what = name.to_owned();
            return Err(ExportError::NotInMeta { what });
        }
        policy = Some(value);
    }
    let policy = policy.ok_or(ExportError::NoPolicy)?;
    let read = sent::read(policy);
    let is_there = |name: &DirectiveName| read.iter().any(|policy| policy.get(*name).is_some());
    if let Some(name) = DirectiveName::ignored_in_meta().find(is_there) {
        return Err(ExportError::NotInMeta {
            what: name.as_str().to_owned(),
        });
    }
    let content = policy.replace('&', "&amp;").replace('"', "&quot;");
    Ok(format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{content}\">"
    ))
}
