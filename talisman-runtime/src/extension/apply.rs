//! A response with an extension: the fields of its policy, of which the CSPs have what the extension adds.

use std::borrow::Cow;

use http::{HeaderMap, StatusCode};
use talisman_core::encoded::{Directive, serialize};

use super::Extension;
use crate::apply::Applier;
use crate::compiled::{Handle, Template};
use crate::field::Field;
use crate::merge::{Conflict, merge, merge_with_nonce, put};
use crate::slot::Filling;

impl Extension {
    /// The fields of a policy that have something added to them.
    pub(crate) fn with_templates<R>(
        &self,
        policy: &Handle,
        then: impl FnOnce(&[Template]) -> R,
    ) -> R {
        for kept in &self.0.kept {
            let (of, templates) = kept.get_or_init(|| (policy.clone(), self.templates(policy)));
            if of.is(policy) {
                return then(templates);
            }
        }
        then(&self.templates(policy))
    }

    fn templates(&self, policy: &Handle) -> Box<[Template]> {
        let fields = policy.fields().iter();
        fields.filter_map(|field| self.template(field)).collect()
    }

    fn template(&self, field: &Field) -> Option<Template> {
        let directives: &[Directive<Cow<'static, str>>] = &field.directives;
        let unfilled: Vec<_> = directives.iter().map(Directive::unfilled).collect();
        template(field, &self.0.extension.extend(&unfilled)?)
    }

    /// The fields that have something added to them, or a slot that is filled: put together for one response.
    pub(crate) fn filled_templates(&self, policy: &Handle, filling: &Filling) -> Vec<Template> {
        let fields = policy.fields().iter();
        let template_of = |field: &Field| {
            let directives: &[Directive<Cow<'static, str>>] = &field.directives;
            let filled = directives.iter();
            let filled = filled.map(|directive| filling.written_into(policy.slots(), directive));
            let filled: Vec<_> = filled.collect();
            match self.0.extension.extend(&filled) {
                Some(extended) => template(field, &extended),
                None if field.origins.is_some() => template(field, &filled),
                None => None,
            }
        };
        fields.filter_map(template_of).collect()
    }
}

fn template<T>(field: &Field, directives: &[Directive<T>]) -> Option<Template>
where
    T: AsRef<str> + Clone + From<&'static str>,
{
    let without_nonce: Vec<_> = directives.iter().map(Directive::without_nonce).collect();
    let (text, slots) = serialize(directives, ' ');
    let (without_nonce, _) = serialize(&without_nonce, ' ');
    let name = field.name.as_str();
    // The grammar lets through no byte that a field cannot carry; were there one, the policy would go out as it is.
    let field = Field::from_owned(name, text, slots, without_nonce, false).ok()?;
    Template::of(&field)
}

impl Applier {
    /// Sets the fields with what the extension adds to them. Not among the code of every other response.
    #[inline(never)]
    pub(crate) fn run_extended(
        &self,
        extension: &Extension,
        status: StatusCode,
        headers: &mut HeaderMap,
        conflict: Conflict,
    ) {
        if self.filling.is_empty() {
            extension.with_templates(&self.compiled, |extended| {
                self.set_extended(extended, status, headers, conflict);
            });
        } else {
            let extended = extension.filled_templates(&self.compiled, &self.filling);
            self.set_extended(&extended, status, headers, conflict);
        }
        self.harden(headers);
    }

    fn set_extended(
        &self,
        extended: &[Template],
        status: StatusCode,
        headers: &mut HeaderMap,
        conflict: Conflict,
    ) {
        let nonce = self.nonce.as_ref();
        let fields = self.compiled.sent_over(self.scheme);
        let is_extended = |template: &Template| extended.iter().any(|it| it.name == template.name);
        let others = || {
            let templates = self.compiled.templates().iter();
            templates.filter(|template| !is_extended(template))
        };
        let takes_nonce = others().next().is_some()
            || extended.iter().any(Template::has_slot)
            || !self.compiled.slots().is_empty();
        let is_unmodified = status == StatusCode::NOT_MODIFIED && takes_nonce;
        // What the handler set stays, unless the page was written for the nonce.
        let wins = |template: &Template| {
            conflict == Conflict::Override || nonce.is_some() && template.has_slot()
        };
        let sets: Vec<&Template> = extended
            .iter()
            .filter(|it| wins(it) || !headers.contains_key(&it.name))
            .collect();
        if is_unmodified {
            for template in others().filter(|it| wins(it)) {
                headers.remove(&template.name);
            }
            let has_answer = conflict == Conflict::Override || !self.filling.is_empty();
            for field in self.compiled.slots().fields().iter().filter(|_| has_answer) {
                headers.remove(&field.name);
            }
            merge(headers, &fields.not_modified, conflict);
        } else if let Some(nonce) = nonce {
            let is_private = !self.shared_caching;
            merge_with_nonce(headers, fields, (&[], nonce), conflict, is_private);
            for template in others() {
                put(headers, &template.name, template.fill(nonce));
            }
        } else {
            merge(headers, &fields.plain, conflict);
        }
        for template in sets {
            let slots = self.compiled.slots().fields();
            let is_open = template.has_slot() || slots.iter().any(|it| it.name == template.name);
            if is_unmodified && is_open {
                headers.remove(&template.name);
            } else {
                put(headers, &template.name, template.value(nonce));
            }
        }
    }
}
