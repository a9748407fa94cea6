//! The fields of a policy as they are read, one after the other, and what a place in them is.

use std::ops::Range;

use super::{Sent, SentFinding, Subject};
use crate::ground::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ground::field::Field;
use crate::ground::size;
use crate::ground::word::Site;
use crate::headers::header::{Header, HeaderPolicy, Located, read_value, split_text};
use crate::headers::shape::{SettingValue, Shape};
use crate::policy::change_text::fill;
use crate::policy::option::OptionName;
use crate::policy::settings::NOWHERE;

/// Word sites count from 0; this one and those after it are whole fields, and after these whole options.
const WHOLE: u32 = 1 << 30;

/// The fields that were read so far.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) headers: Vec<(Header, HeaderPolicy)>,
    /// Of each field its first site, and the range of each.
    ranges: Vec<(u32, Vec<Range<usize>>)>,
    next: u32,
    pub(super) options: Vec<OptionName>,
    pub(super) out: Diagnostics,
}

impl Reading {
    /// A field of the user's own: it is read with all of them.
    pub(super) fn custom(&mut self, index: usize, name: &str, text: &str) {
        let field = Field::fixed(name, text);
        size::check(&field, Place::Word(whole(index)), None, &mut self.out);
        self.ranges.push((self.next, Vec::new()));
    }

    pub(super) fn field(&mut self, sent: &Sent, index: usize, header: Header, is_new: bool) {
        let mut out = Diagnostics::new();
        let text = sent.fields.get(index).map(|(_, text)| text.as_str());
        let text = text.unwrap_or_default();
        let (mut value, ranges) = split_text(header, text, Site(self.next), &mut out);
        if let (true, SettingValue::Statements(statements)) = (is_new, &mut value) {
            statements.iter_mut().for_each(fill);
            if !statements.is_empty() {
                sent.add(header, statements);
            }
        }
        if let Some(value) = read_value(header, &value, &mut out) {
            let budget = sent.rules.max_field_length;
            size::check(&value.field(header), Place::Whole, budget, &mut out);
            self.headers.push((header, value));
        }
        if is_set_whole(header) {
            // The language lets no error through but what was written to be sent unchecked.
            out.leave_out_errors();
        }
        self.out.absorb(out, &Place::Word(whole(index)));
        let count = u32::try_from(ranges.len()).unwrap_or(WHOLE);
        // One more, for an empty text.
        let next = self.next.saturating_add(count).saturating_add(1);
        self.ranges.push((self.next, ranges));
        self.next = next;
    }

    pub(super) fn finding(&self, sent: &Sent, diagnostic: &Diagnostic) -> SentFinding {
        let subject = self.subject(&diagnostic.place, sent.fields.len());
        let (header, text, ranges, first) = match subject {
            Subject::Field(index) => {
                let field = sent.fields.get(index);
                // Not copied: there may be as many findings as words.
                let (first, ranges) = self
                    .ranges
                    .get(index)
                    .map_or((0, [].as_slice()), |(first, ranges)| (*first, ranges));
                let header = field.and_then(|(name, _)| Header::from_word(name));
                let text = field.map(|(_, text)| text.as_str());
                (header, text.unwrap_or_default(), ranges, first)
            }
            Subject::Option(name) => (None, name, [].as_slice(), 0),
            Subject::Policy => (None, "", [].as_slice(), 0),
        };
        let located = Located {
            header: header.unwrap_or(Header::ContentSecurityPolicy),
            text,
            ranges,
            first: Site(first),
        };
        let mut finding = located.finding(diagnostic);
        finding.explanation.severity = diagnostic.severity;
        let is_elsewhere = |also: &Place| self.subject(also, sent.fields.len()) != subject;
        if diagnostic.also.as_ref().is_some_and(is_elsewhere) {
            finding.also = None;
        }
        (subject, finding)
    }

    fn subject(&self, place: &Place, fields: usize) -> Subject {
        let (Place::Word(site) | Place::Within(site, _)) = place else {
            return Subject::Policy;
        };
        if *site == NOWHERE {
            return Subject::Policy;
        }
        if let Some(index) = site.0.checked_sub(WHOLE) {
            let index = index as usize;
            let option = index
                .checked_sub(fields)
                .and_then(|at| self.options.get(at));
            return option.map_or(Subject::Field(index), |option| {
                Subject::Option(option.as_str())
            });
        }
        let begins_behind = |(first, _): &(u32, Vec<_>)| *first <= site.0;
        match self.ranges.partition_point(begins_behind).checked_sub(1) {
            Some(index) => Subject::Field(index),
            None => Subject::Policy,
        }
    }
}

/// Whether a policy sends the field as it was written, without changes of a derived policy or of the program.
fn is_set_whole(header: Header) -> bool {
    let is_csp = header.fact() == Shape::Directives;
    !is_csp && header != Header::StrictTransportSecurity
}

/// The site of a whole field or option.
pub(super) fn whole(index: usize) -> Site {
    Site(WHOLE.saturating_add(u32::try_from(index).unwrap_or(WHOLE)))
}
