//! What the words of a policy do to the directives of one field, a step at a time. What they come to, a length or a value, is for
//! who takes the steps. `has` and the words of one directive, which const code asks for most, pass over all other directives and
//! read the words themselves.

use super::kind::{DirectiveField, Kind};
use super::search::{is_field, moved, sets};
use super::{Cursor, Encoded, Word};

/// What a word does.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// What came before counts for nothing: the directives are those of the base's field again, or none.
    Restart(Option<DirectiveField>),
    /// The directive has no words, where it was or at the end.
    Set(Word),
    /// The directive goes.
    Drop(Word),
    /// A word of the directive's value: one of those that were set, or one that is added to the base's or taken from them.
    Value(Change, &'static str, Word),
}

/// What is done with a word of a value.
#[derive(Clone, Copy)]
pub(super) enum Change {
    Set,
    Append,
    Remove,
}

/// The steps of one policy, without those of its bases.
pub(super) struct Steps<'a> {
    encoded: &'a Encoded,
    field: DirectiveField,
    words: Cursor,
    /// Where the base's directives come from.
    from: Option<DirectiveField>,
    /// Whether the words are about this field.
    here: bool,
    directive: &'static str,
    change: Option<Change>,
}

impl<'a> Steps<'a> {
    pub(super) const fn of(encoded: &'a Encoded, field: DirectiveField) -> Self {
        Self {
            encoded,
            field,
            words: encoded.words(),
            from: Some(field),
            here: false,
            directive: "",
            change: None,
        }
    }

    /// Which of the base's fields the directives come from, up to this step.
    pub(super) const fn from(&self) -> Option<DirectiveField> {
        self.from
    }

    pub(super) const fn next(&mut self) -> Option<Step> {
        while let Some(word) = self.words.next() {
            match word.kind {
                Kind::Enforced | Kind::ReportOnly | Kind::Hsts => {
                    self.here = is_field(self.field, word.kind);
                }
                Kind::Move => {
                    self.here = matches!(self.field, DirectiveField::ReportOnly);
                    self.from = moved(self.field);
                    return Some(Step::Restart(self.from));
                }
                Kind::Off if word.is(self.field.field_name()) => {
                    self.from = None;
                    return Some(Step::Restart(None));
                }
                kind if kind.is_value() => {
                    if let Some(change) = self.change {
                        return Some(Step::Value(change, self.directive, word));
                    }
                }
                operator if operator.is_operator() => {
                    self.change = None;
                    if !self.here {
                        continue;
                    }
                    self.directive = word.text();
                    match operator {
                        Kind::Append => self.change = Some(Change::Append),
                        Kind::Remove => self.change = Some(Change::Remove),
                        Kind::Drop => return Some(Step::Drop(word)),
                        operator if sets(self.encoded, self.from, operator) => {
                            self.change = Some(Change::Set);
                            return Some(Step::Set(word));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        None
    }
}
