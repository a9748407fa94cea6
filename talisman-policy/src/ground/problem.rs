//! What a problem is made of. The wording of each is in a table beside the header it belongs to.

use std::fmt::Arguments;

use super::shown;

/// What happens to a policy with the problem, unless a [level](crate::ground::level) says otherwise.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Severity {
    /// A definite error: there is no policy.
    Error,
    /// Legal, but ignored by browsers or less than it looks: the policy is accepted.
    Warning,
    /// Legal, does what it says, and what it says protects little: the policy is accepted.
    Weakness,
    /// What a specialist would do further: not reported unless it is asked for.
    Advice,
}

impl Severity {
    /// As the reader of a message sees it: `error`, `warning` or `advice`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning | Self::Weakness => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Everything that talisman has to say about one problem.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Explanation {
    /// The permanent name of the problem, such as `csp-unknown-directive`.
    pub code: &'static str,
    /// Whether the policy is refused.
    pub severity: Severity,
    /// What is wrong and what a browser does with it: lower case, no full stop.
    pub summary: String,
    /// What to write instead.
    pub help: String,
    /// The text that, put in the place of the words underlined, mends the policy; where one text surely does.
    pub instead: Option<String>,
    /// The section of the specification that says so.
    pub spec: &'static str,
}

impl Explanation {
    /// What never changes about a problem; the wording is still to come.
    pub(crate) fn of(code: Code) -> Self {
        Self {
            code: code.name,
            severity: code.severity,
            summary: String::new(),
            help: String::new(),
            instead: None,
            spec: code.spec,
        }
    }

    /// Takes the summary and the remedy of a row, with everything that a word holds made visible.
    pub(crate) fn say(&mut self, summary: Arguments<'_>, help: Arguments<'_>) {
        self.summary = shown::line(&summary.to_string());
        self.help = shown::lines(&help.to_string());
    }

    /// Takes what can be pasted.
    pub(crate) fn paste(&mut self, instead: Arguments<'_>) {
        self.instead = Some(instead.to_string());
    }
}

/// The permanent name of a problem, with what never changes about it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Code {
    /// The name: kebab-case, the header first.
    pub name: &'static str,
    /// Whether a policy that has it is refused.
    pub severity: Severity,
    /// The section of the specification.
    pub spec: &'static str,
}

/// Declares the problems of one header: a row has a code, a severity, a specification, a summary and a remedy, and none of
/// them can be left out. What can be pasted follows as `instead`, or, where only some of the problems have it, as `instead?`,
/// an `Option`. The others are written as the arguments of `format!` are.
macro_rules! problems {
    (
        $(#[$meta:meta])*
        pub enum $Name:ident {
            $(
                $(#[$row:meta])*
                $Variant:ident $({ $($field:ident : $type:ty),* $(,)? })? => $severity:ident $code:expr, $spec:literal {
                    summary: $summary:literal $(, $of_summary:expr)*;
                    help: $help:literal $(, $of_help:expr)*;
                    $(instead: $instead:literal $(, $of_instead:expr)*;)?
                    $(instead?: $maybe:expr;)?
                }
            )*
        }
    ) => {
        $(#[$meta])*
        // What is derived for hundreds of variants, every user would wait for.
        #[non_exhaustive]
        pub enum $Name {
            $( $(#[$row])* $Variant $({ $(#[doc = stringify!($field)] $field: $type),* })?, )*
        }

        impl $Name {
            /// Every code of this header, in the order of its table.
            pub const CODES: &'static [$crate::ground::problem::Code] = &[
                $( $crate::ground::problem::Code {
                    name: $code,
                    severity: $crate::ground::problem::Severity::$severity,
                    spec: $spec,
                }, )*
            ];

            /// What never changes about the problem.
            #[must_use]
            pub const fn code(&self) -> $crate::ground::problem::Code {
                match self {
                    $( Self::$Variant $({ $($field: _),* })? => $crate::ground::problem::Code {
                        name: $code,
                        severity: $crate::ground::problem::Severity::$severity,
                        spec: $spec,
                    }, )*
                }
            }

            /// Code, severity, summary, remedy and specification.
            #[must_use]
            pub fn explain(&self) -> $crate::ground::problem::Explanation {
                let mut it = $crate::ground::problem::Explanation::of(self.code());
                self.word(&mut it);
                it
            }

            // What is formatted into a place of the caller's needs no cleaning up: half the code to compile.
            fn word(&self, it: &mut $crate::ground::problem::Explanation) {
                match self {
                    $( Self::$Variant $({ $($field),* })? => {
                        it.say(format_args!($summary $(, $of_summary)*), format_args!($help $(, $of_help)*));
                        $( it.paste(format_args!($instead $(, $of_instead)*)); )?
                        $( it.instead = $maybe.map(String::from); )?
                    } )*
                }
            }
        }
    };
}
