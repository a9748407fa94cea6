//! Names to be listed in a sentence.

use std::fmt;

/// One or more names. `Display` joins them with "and": `Firefox and Safari`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Names(Vec<String>);

impl Names {
    /// `None` without a name.
    pub fn new<T: Into<String>>(names: impl IntoIterator<Item = T>) -> Option<Self> {
        let names: Vec<String> = names.into_iter().map(Into::into).collect();
        (!names.is_empty()).then_some(Self(names))
    }

    /// Whether a verb takes the plural.
    #[must_use]
    pub fn are_several(&self) -> bool {
        self.0.len() > 1
    }

    /// Joined with "or", for the one of them that applies.
    #[must_use]
    pub fn any(&self) -> String {
        self.0.join(" or ")
    }
}

impl fmt::Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" and "))
    }
}

/// Who knows a name that not every browser knows. `Display` follows "known to".
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KnownTo {
    /// No browser that is released: `no browser yet`.
    Nobody(&'static str),
    /// Some browsers: `Chromium only, behind a flag`.
    Some(&'static str),
}

impl KnownTo {
    /// What happens in the others.
    pub(crate) const fn elsewhere(self) -> &'static str {
        match self {
            Self::Nobody(_) => "all of them ignore it",
            Self::Some(_) => "a browser that does not know it ignores it",
        }
    }
}

impl fmt::Display for KnownTo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Nobody(text) | Self::Some(text)) = self;
        f.write_str(text)
    }
}
