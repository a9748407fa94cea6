//! Changes of a policy that is not at hand: what `..;` in a derived policy is followed by.
//!
//! The words are read as anywhere else. Whether the base has what must be changed, only the compiler can tell; what it says
//! then is written here.

mod problem;

pub use problem::Problem;

use std::collections::HashMap;

use talisman_core::encoded::{DirectiveField, Kind};

use super::lower::{lower_one, split_at_names};
use super::value::Extent;
use super::{Directive, check};
use crate::ground::condition::{Condition, DirectiveCondition};
use crate::ground::diagnostic::Diagnostics;
use crate::ground::word::{Site, Spelling, Statement, Word};

/// What a statement does to the base's directive.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Operator {
    /// Nothing between name and value: the directive is this.
    Set,
    /// The directive is this, if the base has a policy of this disposition.
    SetIfSent,
    /// `+=`: these are after what is there.
    Append,
    /// `-=`: these go.
    Remove,
    /// `name off`: the directive goes.
    Drop,
    /// The directive goes, if the base has it.
    DropIfPresent,
}

impl Operator {
    /// The operator, as generated code has it.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Set => Kind::Set,
            Self::SetIfSent => Kind::SetIfSent,
            Self::Append => Kind::Append,
            Self::Remove => Kind::Remove,
            Self::Drop | Self::DropIfPresent => Kind::Drop,
        }
    }
}

/// One change.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Edit {
    /// What is done.
    pub operator: Operator,
    /// The directive, with the sources that are set, added or taken away.
    pub directive: Directive,
}

/// Reads changes: gives every word its meaning, and says which of them are about the same directive.
pub(super) fn read(statements: &[(Operator, Statement)], out: &mut Diagnostics) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    let mut earlier = Earlier::new();
    for (operator, statement) in statements {
        let (operator, statement) = drop_or(*operator, statement);
        let mut pieces = split_at_names(&statement, out).into_iter();
        let first = pieces.next().map(|piece| (operator, piece));
        for (operator, piece) in first
            .into_iter()
            // The semicolon before these is missing, and they have no operator of their own.
            .chain(pieces.map(|piece| (Operator::Set, piece)))
        {
            if let Some(edit) = read_edit(operator, &piece, out) {
                report_conflict(&edit, &mut earlier, out);
                edits.push(edit);
            }
        }
    }
    edits
}

/// `object-src off;` takes the directive away: no directive has a source of that name unless it is quoted.
fn drop_or(operator: Operator, statement: &Statement) -> (Operator, Statement) {
    match statement.values.as_slice() {
        [value]
            if operator == Operator::Set
                && value.spelling == Spelling::Bare
                && value.text == "off" =>
        {
            (
                Operator::Drop,
                Statement {
                    name: statement.name.clone(),
                    values: Vec::new(),
                },
            )
        }
        _ => (operator, statement.clone()),
    }
}

fn read_edit(operator: Operator, statement: &Statement, out: &mut Diagnostics) -> Option<Edit> {
    if matches!(operator, Operator::Drop | Operator::DropIfPresent) {
        // The value is not there to be read: only the name counts.
        if let Some(directive) = lower_one(statement, Extent::Whole, false, &mut Diagnostics::new())
        {
            return Some(Edit {
                operator,
                directive,
            });
        }
    }
    let extent = match operator {
        Operator::Append | Operator::Remove => Extent::Part,
        Operator::Set | Operator::SetIfSent | Operator::Drop | Operator::DropIfPresent => {
            Extent::Whole
        }
    };
    let directive = lower_one(statement, extent, false, out)?;
    let says_none = |value: &Word| value.text.trim_matches('\'') == "none";
    if extent == Extent::Part && directive.is_none() && statement.values.iter().any(says_none) {
        let value = statement.values.first().unwrap_or(&statement.name);
        out.report(
            value,
            Problem::EditOfNone {
                directive: directive.name().as_str().to_owned(),
            },
        );
        return None;
    }
    Some(Edit {
        operator,
        directive,
    })
}

/// The first change of each operator, by the name of its directive.
type Earlier = HashMap<String, Vec<(Operator, Site)>>;

/// Two statements for one directive must both add or take away.
fn report_conflict(edit: &Edit, earlier: &mut Earlier, out: &mut Diagnostics) {
    let name = edit.directive.name().as_str();
    let operator = edit.operator;
    let whole = |operator| {
        matches!(
            operator,
            Operator::Set | Operator::Drop | Operator::DropIfPresent
        )
    };
    let others = earlier.entry(name.to_owned()).or_default();
    let other = others
        .iter()
        .find(|(other, _)| whole(*other) || whole(operator) || *other == operator);
    if let Some((_, other)) = other {
        let problem = super::Problem::DuplicateDirective {
            name: name.to_owned(),
        };
        out.report_both(edit.directive.site(), *other, problem);
    }
    if others.iter().all(|(other, _)| *other != operator) {
        others.push((operator, edit.directive.site()));
    }
}

impl Edit {
    /// What is wrong if the base does not support this change: the directive is absent, it is `'none'`, a source is not there,
    /// nothing would be left.
    pub fn report_conditions(&self, field: DirectiveField, out: &mut Diagnostics) {
        let name = self.directive.site();
        let encoded = self.directive.encoded();
        let directive = || encoded.name.clone();
        let suits_any_base = matches!(
            self.operator,
            Operator::Set | Operator::SetIfSent | Operator::DropIfPresent
        );
        check::nonce_of_change(self, field, out);
        if suits_any_base {
            return;
        }
        out.report_if(
            self.base(field, DirectiveCondition::Unsent),
            name,
            Problem::NotInBase {
                directive: directive(),
                taken_away: self.operator == Operator::Drop,
            },
        );
        let sources = self.directive.sources().iter();
        let shown: Vec<String> = sources.map(|it| it.node.to_string()).collect();
        let shown = shown.join(" ");
        match self.operator {
            Operator::Append => out.report_if(
                self.base(field, DirectiveCondition::Has("'none'".to_owned())),
                name,
                Problem::AppendToNone {
                    directive: directive(),
                    sources: shown,
                },
            ),
            Operator::Remove => self.report_absent_sources(field, shown, out),
            Operator::Set | Operator::SetIfSent | Operator::Drop | Operator::DropIfPresent => {}
        }
    }

    /// A question to this directive of the base.
    fn base(&self, field: DirectiveField, is: DirectiveCondition) -> Condition {
        Condition::BaseDirective {
            field,
            directive: self.directive.encoded().name,
            is,
        }
    }

    /// What is wrong with taking sources away: one is not there, or nothing would be left.
    fn report_absent_sources(&self, field: DirectiveField, shown: String, out: &mut Diagnostics) {
        let name = self.directive.site();
        let encoded = self.directive.encoded();
        let directive = || encoded.name.clone();
        let words = || encoded.words.iter().map(|(_, word)| word.clone()).collect();
        let first = self.directive.sources().first();
        out.report_if(
            self.base(field, DirectiveCondition::LacksOneOf(words())),
            first.map_or(name, |source| source.site),
            Problem::SourceNotInBase {
                directive: directive(),
                sources: shown,
            },
        );
        out.report_if(
            self.base(field, DirectiveCondition::HasOnly(words())),
            name,
            Problem::NothingLeft {
                directive: directive(),
            },
        );
    }
}
