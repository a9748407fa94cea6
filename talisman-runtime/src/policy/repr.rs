//! Where a policy's data lies.

use std::sync::Arc;

use talisman_core::encoded::{self, DirectiveField, Encoded};

use super::Fields;
use crate::apply::Applier;
use crate::compiled::{Compiled, Handle, Ready};
use crate::field::{Field, Parts};
use crate::inherit::Base;
use crate::scheme::Scheme;
#[cfg(feature = "text")]
use crate::sent::Texts;
use crate::switch::PolicySwitch;

/// Where a policy's data lies.
#[doc(hidden)]
#[derive(Clone)]
pub enum Repr {
    /// In constants, written by generated code.
    Const {
        encoded: Encoded,
        /// What the policy decides besides its fields.
        parts: &'static Parts,
        /// The fields ready to be sent. A function, because a constant cannot refer to a static with interior mutability on
        /// Rust 1.85.
        ready: fn() -> &'static Ready,
    },
    /// The same, made when the program started.
    Made {
        encoded: Encoded,
        parts: &'static Parts,
        compiled: &'static Compiled,
    },
    /// In one of several states.
    Switched(&'static PolicySwitch),
    /// Fields that were read at run time.
    Owned {
        /// What the policy decides besides its fields.
        parts: &'static Parts,
        /// What the fields were before some were read at run time.
        encoded: Encoded,
        compiled: Arc<Compiled>,
        has_nonce: bool,
        /// The lengths of the two fields that a text can be read for, enforced and report-only.
        lengths: [Option<usize>; 2],
        /// The same two as text, where they were read from one.
        #[cfg(feature = "text")]
        texts: Texts,
    },
}

impl Repr {
    /// A policy with these fields, in which those that are not CSP are the base's, and with all else from the base.
    #[must_use]
    pub fn owned(Base { encoded, parts }: Base, fields: Vec<Field>) -> Self {
        let length = |csp: DirectiveField| {
            let mut fields = fields.iter();
            fields
                .find(|field| field.name == csp.field_name())
                .map(Field::length)
        };
        let lengths = [DirectiveField::Enforced, DirectiveField::ReportOnly].map(length);
        let compiled = Compiled::new(fields, parts);
        Self::Owned {
            parts,
            encoded,
            lengths,
            has_nonce: !compiled.templates().is_empty(),
            compiled: Arc::new(compiled),
            #[cfg(feature = "text")]
            texts: [None, None],
        }
    }

    /// The same, of which these CSPs were read from texts.
    #[cfg(feature = "text")]
    pub(crate) fn with_texts(mut self, new: Texts) -> Self {
        if let Self::Owned { texts, .. } = &mut self {
            *texts = new;
        }
        self
    }

    /// The CSPs that were read from texts.
    #[cfg(feature = "text")]
    pub(crate) fn texts(&self) -> Texts {
        match self {
            Self::Owned { texts, .. } => texts.clone(),
            Self::Switched(switch) => switch.written().texts(),
            Self::Const { .. } | Self::Made { .. } => [None, None],
        }
    }

    /// What was written of the policy; of one with fields of run time, of what it was before.
    pub(crate) const fn base(&self) -> Base {
        match self {
            Self::Const { parts, encoded, .. }
            | Self::Made { parts, encoded, .. }
            | Self::Owned { parts, encoded, .. } => Base {
                encoded: *encoded,
                parts,
            },
            Self::Switched(switch) => switch.written().base(),
        }
    }

    /// What the policy decides besides its fields.
    #[must_use]
    pub const fn parts(&self) -> &'static Parts {
        match self {
            Self::Const { parts, .. } | Self::Made { parts, .. } | Self::Owned { parts, .. } => {
                parts
            }
            Self::Switched(switch) => switch.written().parts(),
        }
    }

    pub(super) const fn has_nonce(&self) -> bool {
        match self {
            Self::Owned { has_nonce, .. } => *has_nonce,
            Self::Const { encoded, .. } | Self::Made { encoded, .. } => encoded::has_nonce(encoded),
            Self::Switched(switch) => switch.written().has_nonce(),
        }
    }

    pub(super) const fn field_length(&self, name: &str) -> Option<usize> {
        match self {
            Self::Owned {
                lengths: [enforced, report_only],
                encoded,
                ..
            } => match DirectiveField::of(name) {
                Some(DirectiveField::Enforced) => *enforced,
                Some(DirectiveField::ReportOnly) => *report_only,
                Some(DirectiveField::Hsts) | None => encoded::field_length(encoded, name),
            },
            Self::Const { encoded, .. } | Self::Made { encoded, .. } => {
                encoded::field_length(encoded, name)
            }
            Self::Switched(switch) => switch.written().field_length(name),
        }
    }

    /// The fields, those for https included.
    pub(crate) fn all_fields(&self) -> &[Field] {
        self.compiled().fields()
    }

    /// The name of a field that takes a nonce.
    #[cfg(feature = "export")]
    pub(crate) fn field_with_slot(&self) -> Option<&str> {
        let mut fields = self.compiled().fields().iter();
        let field = fields.find(|field| !field.slots.is_empty())?;
        Some(field.name.as_str())
    }

    pub(crate) fn compiled(&self) -> &Compiled {
        match self {
            Self::Const {
                encoded,
                parts,
                ready,
            } => ready().get(encoded, parts),
            Self::Made { compiled, .. } => compiled,
            Self::Switched(switch) => switch.compiled(),
            Self::Owned { compiled, .. } => compiled,
        }
    }

    #[inline]
    pub(super) fn applier(&self, scheme: Scheme) -> Applier {
        match self {
            Self::Const {
                encoded,
                parts,
                ready,
            } => {
                let compiled = ready().get(encoded, parts);
                Applier::new(Handle::Static(compiled), parts, scheme)
            }
            Self::Made {
                parts, compiled, ..
            } => Applier::new(Handle::Static(compiled), parts, scheme),
            Self::Switched(switch) => switch.applier(scheme),
            Self::Owned {
                parts, compiled, ..
            } => shared(compiled, parts, scheme),
        }
    }

    pub(crate) fn fields(&self, scheme: Scheme) -> Fields<'_> {
        Fields {
            fields: self.compiled().fields().iter(),
            scheme,
        }
    }
}

/// Not among the code of constants, which would cost more instructions for it.
#[inline(never)]
fn shared(compiled: &Arc<Compiled>, parts: &'static Parts, scheme: Scheme) -> Applier {
    Applier::new(Handle::Shared(Arc::clone(compiled)), parts, scheme)
}
