//! Slots that a policy had before a text took the place of its CSP.

use super::reading::{Reading, whole};
use super::{Sent, SentFinding};
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::level;
use crate::ground::word::Site;
use crate::headers::csp::slot::{Problem, slots};
use crate::headers::header::{Header, HeaderPolicy, read_text};

impl Sent {
    /// The slots of `before` that this policy, which was made of it, does not have: whoever fills them gets an error.
    #[must_use]
    pub fn lost_slots(&self, before: &Self) -> Vec<SentFinding> {
        let own = self.slots();
        let mut out = Diagnostics::new();
        for (header, name, slot) in before.slots() {
            if own.iter().any(|(_, other, _)| *other == name) {
                continue;
            }
            let mut fields = self.fields.iter();
            let index = fields.position(|(field, _)| *field == header.field_name());
            let place = index.map_or(Place::Whole, |index| whole(index).into());
            out.report(place, Problem::Lost { name, slot });
        }
        let out = level::judge(&self.levels, out);
        let reading = Reading::default();
        out.iter().map(|it| reading.finding(self, it)).collect()
    }

    /// The slots of both CSPs, each name once: where it is, its name, and how it is written.
    fn slots(&self) -> Vec<(Header, String, String)> {
        let mut found: Vec<(Header, String, String)> = Vec::new();
        for (name, text) in &self.fields {
            let Some(header) = Header::from_word(name) else {
                continue;
            };
            let (value, _) = match header {
                Header::ContentSecurityPolicy | Header::ContentSecurityPolicyReportOnly => {
                    read_text(header, text, Site(0), &mut Diagnostics::new())
                }
                _ => continue,
            };
            let Some(HeaderPolicy::Csp(csp)) = value else {
                continue;
            };
            for (slot, _) in csp.directives().iter().flat_map(slots) {
                if found.iter().all(|(_, other, _)| *other != slot.name) {
                    found.push((header, slot.name.clone(), slot.serialize()));
                }
            }
        }
        found
    }
}
