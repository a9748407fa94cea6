//! Strict-Transport-Security: its directives, their two spellings, and the serialization that flask-talisman has.

mod directive;
mod edits;
mod problem;

pub use directive::DirectiveName;
pub use edits::{Edits, read_edits};
pub use problem::Problem;

use talisman_core::encoded::{self, DirectiveField, Encoder, Kind, serialize};

use directive::{YEAR, assigned, read_flag, read_max_age, read_name, spelled};

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::values::read_values;
use crate::ground::word::{Spelling, Statement, Word};

/// Makes browsers reach the host over https alone, for a time.
///
/// # ABNF
///
/// ```text
/// Strict-Transport-Security = [ directive ] *( ";" [ directive ] )
/// directive                 = directive-name [ "=" directive-value ]
/// ```
///
/// # Example values
///
/// `max-age=31536000`, `max-age=63072000; includeSubDomains; preload`
///
/// # Deployment caveat
///
/// A browser keeps to it for `max-age` seconds whatever is sent later over http; with `includeSubDomains` for every host
/// below this one too, whoever runs it; and `preload` is built into browsers and takes months to leave them. Send a short
/// `max-age` first.
///
/// <https://www.rfc-editor.org/rfc/rfc6797#section-6.1>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct StrictTransportSecurity {
    max_age: u64,
    include_subdomains: bool,
    preload: bool,
}

/// What the Observatory of MDN asks for: 180 days.
const SHORT: u64 = 15_552_000;
/// From here on the checker of hstspreload.org complains.
const TEN_YEARS: u64 = 10 * YEAR;

impl Default for StrictTransportSecurity {
    /// What flask-talisman sends: a year as astronomers count it, for all hosts below, without preload.
    fn default() -> Self {
        Self {
            max_age: 31_556_926,
            include_subdomains: true,
            preload: false,
        }
    }
}

impl StrictTransportSecurity {
    /// The seconds for which a browser keeps to it.
    #[must_use]
    pub const fn max_age(&self) -> u64 {
        self.max_age
    }

    /// Whether the hosts below this one are included.
    #[must_use]
    pub const fn include_subdomains(&self) -> bool {
        self.include_subdomains
    }

    /// Whether the host may be built into browsers.
    #[must_use]
    pub const fn preload(&self) -> bool {
        self.preload
    }
}

/// The field value.
impl std::fmt::Display for StrictTransportSecurity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let assigns_with = DirectiveField::Hsts.assigns_with();
        formatter.write_str(&serialize(&self.encoded(), assigns_with).0)
    }
}

impl StrictTransportSecurity {
    /// The directives as words.
    #[must_use]
    pub fn encoded(&self) -> Vec<encoded::Directive<String>> {
        let mut max_age = directive(DirectiveName::MaxAge);
        max_age.words.push((Kind::Word, self.max_age.to_string()));
        let mut directives = vec![max_age];
        for (is_sent, name) in [
            (self.include_subdomains, DirectiveName::IncludeSubDomains),
            (self.preload, DirectiveName::Preload),
        ] {
            if is_sent {
                directives.push(directive(name));
            }
        }
        directives
    }

    /// The field as generated code holds it.
    pub fn encode(&self, encoder: &mut Encoder) {
        encoder.begin(DirectiveField::Hsts);
        for directive in self.encoded() {
            encoder.directive(Kind::Set, &directive);
        }
    }
}

fn directive(name: DirectiveName) -> encoded::Directive<String> {
    encoded::Directive::named(name.as_str().to_owned())
}

/// Reads the directives, in the field's spelling or, of bare words, in that of the options: `max_age`, and
/// `include_subdomains` and `preload` with `true`, `false` or nothing after them. What is not written is not sent.
pub fn read(directives: &[Statement], out: &mut Diagnostics) -> Option<StrictTransportSecurity> {
    let Directives {
        found,
        max_age,
        include_subdomains,
        preload,
        is_sound,
    } = read_directives(directives, out);
    let Some(seconds) = max_age else {
        if is_sound {
            let spelling = directives
                .first()
                .map_or(Spelling::Text, |directive| directive.name.spelling);
            out.report(
                Place::Whole,
                Problem::MissingMaxAge {
                    write: assigned(DirectiveName::MaxAge, spelling),
                },
            );
        }
        return None;
    };
    let policy = StrictTransportSecurity {
        max_age: seconds?,
        include_subdomains: include_subdomains.unwrap_or(false),
        preload: preload.unwrap_or(false),
    };
    if !out.has_errors() {
        check(&policy, &found, out);
    }
    Some(policy)
}

/// Directives, each read by itself.
struct Directives<'a> {
    found: Vec<(DirectiveName, &'a Statement)>,
    /// The outer `None` is a directive that is not written, the inner one a value that was refused.
    #[expect(clippy::option_option, reason = "absent and refused are different")]
    max_age: Option<Option<u64>>,
    include_subdomains: Option<bool>,
    preload: Option<bool>,
    /// Whether every name was known: one that is not may have been a max-age, and then none is missing.
    is_sound: bool,
}

fn read_directives<'a>(statements: &'a [Statement], out: &mut Diagnostics) -> Directives<'a> {
    let mut read = Directives {
        found: Vec::new(),
        max_age: None,
        include_subdomains: None,
        preload: None,
        is_sound: true,
    };
    for directive in statements {
        let Some(name) = read_name(&directive.name, out) else {
            read.is_sound = false;
            continue;
        };
        if let Some((_, first)) = read.found.iter().find(|(known, _)| *known == name) {
            let name = spelled(name, directive.name.spelling);
            out.report_both(
                &directive.name,
                &first.name,
                Problem::DuplicateDirective { name },
            );
            continue;
        }
        read.found.push((name, directive));
        let written = &directive.name;
        read_values(&directive.values, out, |values, out| match name {
            DirectiveName::MaxAge => read.max_age = Some(read_max_age(written, values, out)),
            DirectiveName::IncludeSubDomains => {
                read.include_subdomains = Some(read_flag(name, written.spelling, values, out));
            }
            DirectiveName::Preload => {
                read.preload = Some(read_flag(name, written.spelling, values, out));
            }
        });
    }
    read
}

/// What a policy without a problem may lack.
fn check(
    policy: &StrictTransportSecurity,
    found: &[(DirectiveName, &Statement)],
    out: &mut Diagnostics,
) {
    let find = |wanted: DirectiveName| {
        let directive = found.iter().find(|(name, _)| *name == wanted);
        directive.map(|(_, directive)| *directive)
    };
    if let Some(preload) = find(DirectiveName::Preload).filter(|_| policy.preload) {
        check_preload(policy, &preload.name, out);
    }
    // Without a year preload is reported already, and a max-age of 0 ends it all.
    let max_age = find(DirectiveName::MaxAge).filter(|_| policy.max_age > 0 && !out.has_errors());
    let Some((max_age, value)) = max_age.and_then(|it| Some((it, it.values.first()?))) else {
        return;
    };
    let seconds = policy.max_age;
    if seconds < SHORT {
        out.report(value, Problem::ShortMaxAge { seconds });
    }
    if seconds > TEN_YEARS {
        out.report(value, Problem::LongMaxAge { seconds });
    }
    if !policy.include_subdomains {
        let name = spelled(DirectiveName::IncludeSubDomains, max_age.name.spelling);
        out.report(Place::Whole, Problem::WithoutSubdomains { name });
    }
}

/// <https://hstspreload.org/#submission-requirements>
fn check_preload(policy: &StrictTransportSecurity, word: &Word, out: &mut Diagnostics) {
    if policy.include_subdomains && policy.max_age >= YEAR {
        out.report(word, Problem::Preload);
        return;
    }
    let lacks = match (policy.include_subdomains, policy.max_age >= YEAR) {
        (false, true) => Lacks::Subdomains,
        (true, _) => Lacks::Year,
        (false, false) => Lacks::Both,
    };
    out.report(word, preload_conditions(lacks, word.spelling));
}

/// What the preload list asks for and the policy lacks.
#[derive(Clone, Copy)]
enum Lacks {
    Subdomains,
    Year,
    Both,
}

fn preload_conditions(lacks: Lacks, spelling: Spelling) -> Problem {
    let subdomains = spelled(DirectiveName::IncludeSubDomains, spelling);
    let subdomains = if spelling == Spelling::Bare {
        format!("{subdomains}: true")
    } else {
        subdomains.to_owned()
    };
    let max_age = assigned(DirectiveName::MaxAge, spelling);
    let (lacks, write) = match lacks {
        Lacks::Subdomains => ("that the hosts below are included".to_owned(), subdomains),
        Lacks::Year => (format!("a max-age of at least {YEAR} seconds"), max_age),
        Lacks::Both => (
            format!("that the hosts below are included, and a max-age of at least {YEAR} seconds"),
            format!("{subdomains} and {max_age}"),
        ),
    };
    Problem::PreloadConditions { lacks, write }
}

#[cfg(test)]
mod tests;
