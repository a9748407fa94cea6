//! Strict-Transport-Security: its directives, their two spellings, and the serialization that flask-talisman has.

mod directive;
mod problem;

pub use directive::DirectiveName;
pub use problem::Problem;

use talisman_core::encoded::{self, DirectiveField, Encoder, Kind, serialize};

use directive::{YEAR, assigned, read_flag, read_max_age, read_name, spelled};

use crate::ground::diagnostic::{Diagnostics, Place};
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
/// `include_subdomains` and `preload` with `true`, `false` or nothing behind them. What is not written is not sent.
pub fn read(directives: &[Statement], out: &mut Diagnostics) -> Option<StrictTransportSecurity> {
    let mut found: Vec<(DirectiveName, &Statement)> = Vec::new();
    let mut policy = StrictTransportSecurity {
        max_age: 0,
        include_subdomains: false,
        preload: false,
    };
    let mut max_age = None;
    let mut sound = true;
    for directive in directives {
        let Some(name) = read_name(&directive.name, out) else {
            // It may have been a max-age: that one is missing must not be said as well.
            sound = false;
            continue;
        };
        if let Some((_, first)) = found.iter().find(|(known, _)| *known == name) {
            let name = spelled(name, directive.name.spelling);
            out.report_both(
                &directive.name,
                &first.name,
                Problem::DuplicateDirective { name },
            );
            continue;
        }
        found.push((name, directive));
        match name {
            DirectiveName::MaxAge => max_age = Some(read_max_age(directive, out)),
            DirectiveName::IncludeSubDomains => {
                policy.include_subdomains = read_flag(name, directive, out);
            }
            DirectiveName::Preload => policy.preload = read_flag(name, directive, out),
        }
    }
    let Some(seconds) = max_age else {
        if sound {
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
    policy.max_age = seconds?;
    if !out.has_errors() {
        check(&policy, &found, out);
    }
    Some(policy)
}

/// What a policy without a mistake may lack.
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
    // Without a year preload is told already, and a max-age of 0 ends it all.
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
    let subdomains = spelled(DirectiveName::IncludeSubDomains, word.spelling);
    let subdomains = if word.spelling == Spelling::Bare {
        format!("{subdomains}: true")
    } else {
        subdomains.to_owned()
    };
    let max_age = assigned(DirectiveName::MaxAge, word.spelling);
    let (lacks, write) = match (policy.include_subdomains, policy.max_age >= YEAR) {
        (false, true) => ("that the hosts below are included".to_owned(), subdomains),
        (true, _) => (format!("a max-age of at least {YEAR} seconds"), max_age),
        (false, false) => (
            format!("that the hosts below are included, and a max-age of at least {YEAR} seconds"),
            format!("{subdomains} and {max_age}"),
        ),
    };
    out.report(word, Problem::PreloadConditions { lacks, write });
}

#[cfg(test)]
mod tests;
