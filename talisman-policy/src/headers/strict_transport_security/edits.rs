//! Changes of a Strict-Transport-Security that is not at hand.

use talisman_core::encoded::{DirectiveField, Encoder, Kind};
use talisman_core::facts::{PRELOAD_MAX_AGE, Relation};

use super::{
    DirectiveName, Directives, Lacks, Problem, SHORT, StrictTransportSecurity, TEN_YEARS,
    directive, preload_conditions, read_directives,
};
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::Statement;

/// How a field differs from the base's: what is not said is the base's.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Edits {
    max_age: Option<u64>,
    include_subdomains: Option<bool>,
    preload: Option<bool>,
    /// Whether the field is sent where the base does not send it, with the default in what is not said.
    turns_on: bool,
}

/// Reads changes in the options' spelling.
pub fn read_edits(directives: &[Statement], turns_on: bool, out: &mut Diagnostics) -> Edits {
    let read = read_directives(directives, out);
    check(&read, out);
    Edits {
        max_age: read.max_age.flatten(),
        include_subdomains: read.include_subdomains,
        preload: read.preload,
        turns_on,
    }
}

/// What a change shows by itself, and what the preload list refuses.
fn check(read: &Directives<'_>, out: &mut Diagnostics) {
    let find = |wanted: DirectiveName| {
        let found = read.found.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, statement)| *statement)
    };
    let max_age = find(DirectiveName::MaxAge).and_then(|it| it.values.first());
    if let (Some(Some(seconds)), Some(value)) = (read.max_age, max_age) {
        if (1..SHORT).contains(&seconds) {
            out.report(value, Problem::ShortMaxAge { seconds });
        }
        if seconds > TEN_YEARS {
            out.report(value, Problem::LongMaxAge { seconds });
        }
    }
    let preload = find(DirectiveName::Preload).filter(|_| read.preload == Some(true));
    if let Some(preload) = preload {
        out.report(&preload.name, Problem::Preload);
    }
    let place = preload.or_else(|| read.found.first().map(|(_, statement)| *statement));
    let Some(place) = place.filter(|_| read.preload != Some(false)) else {
        return;
    };
    let may_lack_subdomains = read.include_subdomains != Some(true);
    let may_lack_year = read.max_age.flatten().is_none_or(|it| it < PRELOAD_MAX_AGE);
    for (relation, lacks, may_lack) in [
        (
            Relation::PreloadLacksSubdomains,
            Lacks::Subdomains,
            may_lack_subdomains,
        ),
        (Relation::PreloadLacksYear, Lacks::Year, may_lack_year),
        (
            Relation::PreloadLacksBoth,
            Lacks::Both,
            may_lack_subdomains && may_lack_year,
        ),
    ] {
        // What the changes decide by themselves is not asked of the base: each question costs compile time.
        if !may_lack {
            continue;
        }
        let problem = preload_conditions(lacks, place.name.spelling);
        out.report_if(Condition::Relation(relation), &place.name, problem);
    }
}

impl Edits {
    /// Whether they change nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The changes as generated code holds them.
    pub fn encode(&self, encoder: &mut Encoder) {
        if self.is_empty() {
            return;
        }
        let default = StrictTransportSecurity::default();
        encoder.begin(DirectiveField::Hsts);
        if self.max_age.is_some() || self.turns_on {
            let is_set = self.max_age.is_some();
            let seconds = self.max_age.unwrap_or(default.max_age);
            let mut max_age = directive(DirectiveName::MaxAge);
            max_age.words.push((Kind::Word, seconds.to_string()));
            encoder.directive(if is_set { Kind::Set } else { Kind::SetIfUnsent }, &max_age);
        }
        let flags = [
            (
                DirectiveName::IncludeSubDomains,
                self.include_subdomains,
                default.include_subdomains,
            ),
            (DirectiveName::Preload, self.preload, default.preload),
        ];
        for (name, is_said, by_default) in flags {
            let operator = match is_said {
                Some(true) => Kind::Set,
                Some(false) => Kind::Drop,
                None if self.turns_on && by_default => Kind::SetIfUnsent,
                None => continue,
            };
            encoder.directive(operator, &directive(name));
        }
    }
}
