//! Feature-Policy beside Permissions-Policy.

use super::{Problem, Whole};
use crate::ground::diagnostic::Diagnostics;
use crate::headers::header::{Header, HeaderPolicy};

/// Chromium, the only browser that reads either, goes by Permissions-Policy where both name a feature.
pub(super) fn all(whole: &Whole<'_>, out: &mut Diagnostics) {
    let (Some(HeaderPolicy::FeaturePolicy(old)), Some(HeaderPolicy::Permissions(new))) = (
        whole.policy.get(Header::FeaturePolicy),
        whole.policy.get(Header::PermissionsPolicy),
    ) else {
        return;
    };
    for directive in old.directives() {
        let name = directive.feature.as_str();
        let mut declarations = new.declarations().iter();
        if declarations.any(|declaration| declaration.feature().as_str() == name) {
            let name = name.to_owned();
            out.report(
                whole.place(Header::FeaturePolicy),
                Problem::FeatureOverruled { name },
            );
        }
    }
}
