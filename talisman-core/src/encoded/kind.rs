//! What a word is, and the fields whose directives are words of their own.

use crate::text::same;

/// The fields that are encoded directive by directive, so that a derived policy can change one of them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum DirectiveField {
    /// Content-Security-Policy.
    Enforced,
    /// Content-Security-Policy-Report-Only.
    ReportOnly,
    /// Strict-Transport-Security.
    Hsts,
}

impl DirectiveField {
    /// The name of the field, in lower case.
    #[must_use]
    pub const fn field_name(self) -> &'static str {
        match self {
            Self::Enforced => "content-security-policy",
            Self::ReportOnly => "content-security-policy-report-only",
            Self::Hsts => "strict-transport-security",
        }
    }

    /// The one with this name.
    #[must_use]
    pub const fn of(field: &str) -> Option<Self> {
        // No `==`: it is not const for texts.
        if same(field, Self::Enforced.field_name()) {
            Some(Self::Enforced)
        } else if same(field, Self::ReportOnly.field_name()) {
            Some(Self::ReportOnly)
        } else if same(field, Self::Hsts.field_name()) {
            Some(Self::Hsts)
        } else {
            None
        }
    }

    /// The kind of the word that begins its directives.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Enforced => Kind::Enforced,
            Self::ReportOnly => Kind::ReportOnly,
            Self::Hsts => Kind::Hsts,
        }
    }

    /// What is between the name of a directive and its value.
    #[must_use]
    pub const fn assigns_with(self) -> char {
        match self {
            Self::Enforced | Self::ReportOnly => ' ',
            Self::Hsts => '=',
        }
    }
}

/// Declares the kinds: a variant for each letter, and the way back.
///
/// Const code passes most words over by their letter alone: those of a value have small letters, directives have signs, fields
/// and notes have capitals.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $Kind:ident = $letter:literal; )*) => {
        /// What a word is. Every kind means a change of what the words before it gave; a policy without a base changes
        /// nothing into itself.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[repr(u8)]
        pub enum Kind {
            $( $(#[$doc])* $Kind = $letter, )*
        }

        impl Kind {
            /// The kind that an index has this letter for.
            #[must_use]
            pub const fn of(letter: u8) -> Option<Self> {
                match letter {
                    $( $letter => Some(Self::$Kind), )*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    /// A field that is set: `name: value`.
    Field = b'F';
    /// The name of a field that is not sent.
    Off = b'O';

    /// The name of the field of the enforced CSP. Its directives follow.
    Enforced = b'E';
    /// The name of the field of the CSP that only reports. Its directives follow.
    ReportOnly = b'R';
    /// The same, where it is the enforced policy from now on, which is enforced no more.
    Move = b'M';
    /// The name of Strict-Transport-Security. Its directives follow.
    Hsts = b'H';

    /// The name of a directive that has the words which follow.
    Set = b'=';
    /// The same, if the base sends the field.
    SetIfSent = b'?';
    /// The same, if the base does not send the field.
    SetIfUnsent = b'<';
    /// The name of a directive that gets the words which follow.
    Append = b'+';
    /// The name of a directive that loses the words which follow.
    Remove = b'-';
    /// The name of a directive that goes.
    Drop = b'!';

    /// A word of a directive's value.
    Word = b'w';
    /// The same, written to be sent unchecked.
    Unchecked = b'u';
    /// A word that matches nothing by itself, and says more of what other words match.
    Modifier = b'm';
    /// A word that lets nothing through without a nonce or a hash, and cuts off what other words would.
    Dynamic = b'd';
    /// A word that is cut off beside a [`Dynamic`](Self::Dynamic) one, in every use of the directive.
    Cut = b'c';
    /// A word that a browser ignores beside a nonce.
    Void = b'v';
    /// The source expression that a nonce is written into.
    Nonce = b'n';
    /// A slot that an origin fills, `{name:type}`, which is not sent as it is.
    Slot = b's';
    /// The same, where the origin is cut off beside a [`Dynamic`](Self::Dynamic) word.
    CutSlot = b'k';
    /// A nonce that is the same in every response.
    StaticNonce = b'i';
    /// A hash of code.
    Hash = b'h';

    /// What the field before it does, as far as relations between headers depend on it: the name of a [`Trait`]. This and the
    /// rest are not sent.
    Trait = b'T';
    /// The name of an endpoint or of a group of them that the field before it declares.
    Endpoint = b'D';
    /// The name of an endpoint that the field before it reports to.
    Receiver = b'N';
    /// Of a fragment: the name of a directive that decides where a policy lacks the one before it, and whose places are taken
    /// over if that one takes its place.
    Fallback = b'B';
    /// The same, where keywords, nonces and hashes are taken over too.
    CodeFallback = b'P';
    /// The same, where places are [`Cut`](Self::Cut) then.
    ScriptFallback = b'Q';
    /// Of a fragment: the name of a directive that decides in place of the one before it where a policy has it.
    InPlace = b'A';
    /// The name of the fragment that the words after it are from.
    Fragment = b'I';
}

/// What a field does, as far as relations between headers depend on it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Trait {
    /// Cross-Origin-Opener-Policy cuts the page off from windows of other origins.
    OpenerIsolates,
    /// Cross-Origin-Embedder-Policy keeps resources of other origins out.
    EmbedderRestricts,
    /// Origin-Agent-Cluster says that the page shares its agent cluster with its site.
    SiteKeyed,
    /// NEL names a group of Report-To.
    NamesGroup,
}

impl Trait {
    /// The name of the field, in lower case.
    #[must_use]
    pub const fn field_name(self) -> &'static str {
        match self {
            Self::OpenerIsolates => "cross-origin-opener-policy",
            Self::EmbedderRestricts => "cross-origin-embedder-policy",
            Self::SiteKeyed => "origin-agent-cluster",
            Self::NamesGroup => "nel",
        }
    }

    /// The word that says so.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OpenerIsolates => "isolates",
            Self::EmbedderRestricts => "restricts",
            Self::SiteKeyed => "site-keyed",
            Self::NamesGroup => "names-group",
        }
    }
}

impl Kind {
    /// Whether it is a word of a directive's value.
    #[must_use]
    pub const fn is_value(self) -> bool {
        self as u8 >= FIRST_VALUE
    }

    /// Whether it names a directive that another one of a fragment takes the place of.
    #[must_use]
    pub const fn is_fallback(self) -> bool {
        matches!(
            self,
            Self::Fallback | Self::CodeFallback | Self::ScriptFallback
        )
    }

    /// Whether it is the name of a directive, and what is done to it.
    #[must_use]
    pub const fn is_operator(self) -> bool {
        (self as u8) < FIRST_FIELD
    }

    /// The field whose directives follow.
    #[must_use]
    pub const fn begins(self) -> Option<DirectiveField> {
        match self {
            Self::Enforced => Some(DirectiveField::Enforced),
            // After a move nothing is enforced: what follows belongs to the policy that only reports.
            Self::ReportOnly | Self::Move => Some(DirectiveField::ReportOnly),
            Self::Hsts => Some(DirectiveField::Hsts),
            _ => None,
        }
    }
}

/// The first letter that a word of a directive's value can have.
pub(super) const FIRST_VALUE: u8 = b'a';

/// The first letter that a field or a note can have; the names of directives have those before it.
pub(super) const FIRST_FIELD: u8 = b'A';

/// The kind of each letter, which const code finds in one step. Static, because a constant would be copied for each look at it.
pub(super) static OF_LETTER: [Option<Kind>; 256] = {
    let mut table = [None; 256];
    let mut letter = 0;
    while letter < 256 {
        #[allow(clippy::cast_possible_truncation, reason = "it is below 256")]
        let kind = Kind::of(letter as u8);
        table[letter] = kind;
        letter += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::{DirectiveField, Kind};

    #[test]
    fn a_field_is_found_by_its_name_and_its_word() {
        for field in [
            DirectiveField::Enforced,
            DirectiveField::ReportOnly,
            DirectiveField::Hsts,
        ] {
            assert_eq!(DirectiveField::of(field.field_name()), Some(field));
            assert_eq!(Kind::of(field.kind() as u8), Some(field.kind()));
            assert_eq!(field.kind().begins(), Some(field));
        }
        assert_eq!(DirectiveField::of("x-frame-options"), None);
    }
}
