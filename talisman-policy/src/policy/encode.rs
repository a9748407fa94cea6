//! Policies and changes as generated code holds them.

use talisman_core::encoded::{DirectiveField, Encoder, Kind};

use super::{Changes, CspChange, FieldChange, HstsChange, Policy, facts};
use crate::headers::csp::{Disposition, Edit};

impl Policy {
    /// Every field, in the order in which they are sent.
    #[must_use]
    pub fn encode(&self) -> Encoder {
        let mut encoder = Encoder::default();
        for (header, value) in &self.headers {
            facts::encode(*header, value, &mut encoder);
        }
        for field in &self.custom_fields {
            encoder.field(&field.name, &field.value.template().0);
        }
        encoder
    }
}

impl Changes {
    /// What differs from the base.
    #[must_use]
    pub fn encode(&self) -> Encoder {
        let mut encoder = Encoder::default();
        let enforced = &self.content_security_policy;
        if self.only_reports {
            moved(enforced, &mut encoder);
        } else {
            let report_only = &self.content_security_policy_report_only;
            changed(Disposition::Enforce, enforced, &mut encoder);
            changed(Disposition::Report, report_only, &mut encoder);
        }
        match &self.strict_transport_security {
            HstsChange::Edit(edits) => edits.encode(&mut encoder),
            HstsChange::Replace(policy) => {
                encoder.off(DirectiveField::Hsts.field_name());
                policy.encode(&mut encoder);
            }
            HstsChange::Off => encoder.off(DirectiveField::Hsts.field_name()),
        }
        for (header, value) in &self.headers {
            match value {
                Some(value) => facts::encode(*header, value, &mut encoder),
                None => encoder.off(&header.field_name()),
            }
        }
        for change in &self.custom_fields {
            match change {
                FieldChange::Set(field) => {
                    encoder.field(&field.name, &field.value.template().0);
                }
                FieldChange::Off(name) => encoder.off(name),
            }
        }
        encoder
    }
}

/// A CSP that keeps its disposition.
fn changed(disposition: Disposition, change: &CspChange, encoder: &mut Encoder) {
    match change {
        CspChange::Edit(edits) if edits.is_empty() => {}
        CspChange::Edit(edits) => {
            encoder.begin(disposition.field());
            edited(edits, encoder);
        }
        CspChange::Off => encoder.off(disposition.field_name()),
        CspChange::Replace(policy) => {
            encoder.off(disposition.field_name());
            policy.encode(disposition, encoder);
        }
    }
}

/// The enforced CSP, where it only reports from now on.
fn moved(change: &CspChange, encoder: &mut Encoder) {
    match change {
        CspChange::Edit(edits) => {
            encoder.begin_moved();
            edited(edits, encoder);
        }
        CspChange::Off | CspChange::Replace(_) => {
            encoder.off(Disposition::Enforce.field_name());
            changed(Disposition::Report, change, encoder);
        }
    }
}

fn edited(edits: &[Edit], encoder: &mut Encoder) {
    for edit in edits {
        let mut directive = edit.directive.encoded();
        if edit.operator.kind() == Kind::Drop {
            directive.words.clear();
        }
        encoder.directive(edit.operator.kind(), &directive);
    }
}
