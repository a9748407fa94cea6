//! A kind of mutant: what is done to a policy, and what a browser makes of it.

use talisman_policy::headers::Header;

use crate::dice::Dice;
use crate::text::{Word, replaced, words};

/// What talisman must do.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Wanted {
    /// Give no policy: a browser misreads it, or a part of it can never do what it says.
    Refused,
    /// Say something: a browser ignores a part of it, and the rest means what it says.
    Told,
}

/// One way to break a policy.
pub(crate) struct Kind {
    /// What is done.
    pub(crate) name: &'static str,
    /// What a browser does with the mutant.
    pub(crate) browser: &'static str,
    /// What talisman must do.
    pub(crate) wanted: Wanted,
    /// Whether it is a slip of the pen, which the remedy must undo.
    pub(crate) is_slip: bool,
    /// The fields whose policies it can be done to.
    pub(crate) fields: &'static [Header],
    way: Way,
}

/// How a mutant is made; `None` if this policy, or this throw of the dice, gives none.
enum Way {
    /// Something takes the place of a word.
    Word(fn(&Word) -> bool, fn(&mut Dice, &Word) -> Option<String>),
    /// The whole text changes.
    Whole(fn(&mut Dice, &str) -> Option<String>),
}

impl Kind {
    /// Puts something else in the place of one of the words that `which` says.
    pub(crate) const fn word(
        name: &'static str,
        browser: &'static str,
        fields: &'static [Header],
        which: fn(&Word) -> bool,
        with: fn(&mut Dice, &Word) -> Option<String>,
    ) -> Self {
        Self::new(name, browser, fields, Way::Word(which, with))
    }

    /// Changes the text as a whole.
    pub(crate) const fn whole(
        name: &'static str,
        browser: &'static str,
        fields: &'static [Header],
        with: fn(&mut Dice, &str) -> Option<String>,
    ) -> Self {
        Self::new(name, browser, fields, Way::Whole(with))
    }

    const fn new(
        name: &'static str,
        browser: &'static str,
        fields: &'static [Header],
        way: Way,
    ) -> Self {
        Self {
            name,
            browser,
            wanted: Wanted::Refused,
            is_slip: false,
            fields,
            way,
        }
    }

    /// The remedy must make the policy what it was.
    pub(crate) const fn slip(mut self) -> Self {
        self.is_slip = true;
        self
    }

    /// A browser ignores what is wrong: a warning is enough.
    pub(crate) const fn told(mut self) -> Self {
        self.wanted = Wanted::Told;
        self
    }

    /// Whether the policy has what the kind breaks.
    pub(crate) fn applies(&self, text: &str) -> bool {
        match self.way {
            Way::Whole(_) => true,
            Way::Word(which, _) => words(text).iter().any(which),
        }
    }

    /// The policy, broken; `None` if this throw of the dice would leave it good.
    pub(crate) fn mutant(&self, dice: &mut Dice, text: &str) -> Option<String> {
        match self.way {
            Way::Whole(with) => with(dice, text),
            Way::Word(which, with) => {
                let words: Vec<Word> = words(text).into_iter().filter(which).collect();
                let word = dice.one_of(&words)?;
                let with = with(dice, word)?;
                Some(replaced(text, word.range.clone(), &with))
            }
        }
    }
}
