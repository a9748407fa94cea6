//! What is measured, one after the other: every variant in every case, and the bare responses to subtract.

use std::fmt;
use std::str::FromStr;

use crate::Error;
use crate::case::Case;
use crate::fields;
use crate::variant::{Bare, Responder, Variant};

/// One thing to measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A response with this many fields of its own, and nothing else.
    Bare(Bare, usize),
    /// A variant in a case.
    Variant(Variant, Case),
}

impl Subject {
    /// Everything that can be measured, in a fixed order.
    ///
    /// # Panics
    ///
    /// If a variant does not send the fields that a case asks for.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let bare = Bare::ALL
            .into_iter()
            .flat_map(|bare| fields::OWN.map(|own| Self::Bare(bare, own)));
        let variants = Case::all().flat_map(|case| {
            Variant::ALL
                .into_iter()
                .filter(move |variant| variant.is_able(case))
                .map(move |variant| Self::Variant(variant, case))
        });
        bare.chain(variants).collect()
    }

    /// The main rows: what the guard records.
    ///
    /// # Panics
    ///
    /// If a variant does not send the fields that a case asks for.
    #[must_use]
    pub fn guarded() -> Vec<Self> {
        let bare = fields::OWN.map(|own| Self::Bare(Bare::Function, own));
        let variants = Case::all()
            .filter(|case| case.size == 10 && case.slots != 1 && case.slots != 3)
            .flat_map(|case| {
                [
                    Variant::Talisman,
                    Variant::TalismanShared,
                    Variant::TalismanUnasked,
                    Variant::TalismanChanged,
                    Variant::TalismanSwitched,
                    Variant::TalismanExtended,
                    Variant::Hand,
                ]
                .into_iter()
                .filter(move |variant| variant.is_able(case))
                .map(move |variant| Self::Variant(variant, case))
            });
        bare.into_iter().chain(variants).collect()
    }

    /// What is subtracted from its figure.
    #[must_use]
    pub fn bare(self) -> Option<Self> {
        match self {
            Self::Bare(..) => None,
            Self::Variant(variant, case) => Some(Self::Bare(variant.bare(), case.own)),
        }
    }

    /// Makes it ready.
    ///
    /// # Panics
    ///
    /// If it cannot be measured, which those that [`all`](Self::all) gives can.
    #[must_use]
    pub fn responder(self) -> Responder {
        match self {
            Self::Bare(bare, own) => bare.responder(own),
            Self::Variant(variant, case) => {
                variant.responder(case).expect("the list holds what can be")
            }
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bare(bare, own) => write!(f, "{bare:?} {own}"),
            Self::Variant(variant, case) => write!(f, "{variant:?} {case}"),
        }
    }
}

impl FromStr for Subject {
    type Err = Error;

    /// Reads what `Display` writes.
    fn from_str(text: &str) -> Result<Self, Error> {
        let (name, rest) = text.split_once(' ').ok_or("a name and a case")?;
        if let Ok(own) = rest.parse() {
            let bare = Bare::ALL
                .into_iter()
                .find(|bare| format!("{bare:?}") == name)
                .ok_or("no such bare response")?;
            return Ok(Self::Bare(bare, own));
        }
        let variant = Variant::ALL
            .into_iter()
            .find(|variant| format!("{variant:?}") == name)
            .ok_or("no such variant")?;
        let case = Case::all()
            .find(|case| case.to_string() == rest)
            .ok_or("no such case")?;
        Ok(Self::Variant(variant, case))
    }
}

/// Figures by subject, the bare response's own share still in them.
#[derive(Clone, Debug)]
pub struct Figures(Vec<(Subject, f64)>);

impl Figures {
    /// Puts subjects and their figures together.
    pub fn new(figures: impl IntoIterator<Item = (Subject, f64)>) -> Self {
        Self(figures.into_iter().collect())
    }

    /// The subject's own cost: its figure less the bare response's.
    #[must_use]
    pub fn net(&self, subject: Subject) -> Option<f64> {
        let bare = match subject.bare() {
            Some(bare) => self.gross(bare)?,
            None => 0.0,
        };
        Some(self.gross(subject)? - bare)
    }

    /// [`net`](Self::net) of a variant in a case.
    #[must_use]
    pub fn of(&self, variant: Variant, case: Case) -> Option<f64> {
        self.net(Subject::Variant(variant, case))
    }

    fn gross(&self, wanted: Subject) -> Option<f64> {
        let found = self.0.iter().find(|(subject, _)| *subject == wanted)?;
        Some(found.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variant_sends_the_fields_of_the_tables() {
        // Listing asserts it.
        let subjects = Subject::all();
        for variant in Variant::ALL {
            assert!(
                subjects.iter().any(
                    |subject| matches!(subject, Subject::Variant(other, _) if *other == variant)
                ),
                "{variant:?} is in no case"
            );
        }
    }

    #[test]
    fn a_subject_is_read_as_it_is_written() {
        for subject in Subject::all() {
            assert_eq!(subject.to_string().parse::<Subject>().ok(), Some(subject));
        }
    }

    #[test]
    fn a_figure_is_the_variants_own() {
        let variant = Subject::Variant(Variant::Hand, Case::MAIN);
        let bare = Subject::Bare(Bare::Function, Case::MAIN.own);
        let figures = Figures::new([(bare, 100.0), (variant, 350.0)]);
        assert_eq!(figures.net(variant), Some(250.0));
        assert_eq!(figures.of(Variant::Actix, Case::MAIN), None);
    }
}
