//! How the instructions that one enormous input takes grow with it, counted by callgrind: nobody writes such a policy, and an
//! operator's environment or a build that goes wrong can.

use std::hint::black_box;
use std::str::FromStr;

use proc_macro2::TokenStream;
use talisman::Csp;

use super::line::Lines;
use super::{joined, names};
use crate::Error;
use crate::instructions::{boundary, counted, is_possible};

/// How far a point may lie off its line, of the greatest cost; of a cost that grew with the square it would be twice that.
const OFF: f64 = 0.05;

/// An input that may be enormous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Input {
    /// A legal policy of so many bytes, about.
    Bytes,
    /// Directives that no browser knows, each of which is an error.
    Directives,
    /// The same directive again and again.
    Again,
    Sources,
    EqualSources,
    Paths,
    /// Source expressions that are none, each of which is an error.
    Wrong,
    /// Source expressions in a macro.
    Words,
    /// Options' worth of fields in a macro.
    Fields,
}

impl Input {
    const ALL: [Self; 9] = [
        Self::Bytes,
        Self::Directives,
        Self::Again,
        Self::Sources,
        Self::EqualSources,
        Self::Paths,
        Self::Wrong,
        Self::Words,
        Self::Fields,
    ];

    fn what(self) -> &'static str {
        match self {
            Self::Words | Self::Fields => "talisman_policy!",
            _ => "text to policy",
        }
    }

    fn of(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Directives => "unknown directives",
            Self::Again => "equal directives",
            Self::Sources => "source expressions",
            Self::EqualSources => "equal source expressions",
            Self::Paths => "paths of one host",
            Self::Wrong => "wrong source expressions",
            Self::Words => "source expressions in a macro",
            Self::Fields => "fields in a macro",
        }
    }

    /// The most of it that is tried.
    fn most(self) -> usize {
        match self {
            Self::Bytes => 1_000_000,
            Self::Directives | Self::Again | Self::Wrong => 10_000,
            Self::Sources | Self::EqualSources | Self::Paths => 100_000,
            Self::Words => 1_000,
            Self::Fields => 500,
        }
    }

    fn text(self, count: usize) -> String {
        let sources = |source: &dyn Fn(usize) -> String| {
            format!("img-src {}", joined((0..count).map(source), " "))
        };
        match self {
            Self::Bytes => {
                // A host and the space after it.
                let hosts = count / (names::host(1000).len() + 1);
                let by_directive = hosts.div_ceil(BYTES_DIRECTIVES.len()).max(1);
                let hosts: Vec<_> = (0..hosts)
                    .map(|number| names::host(1000 + number))
                    .collect();
                let directives = BYTES_DIRECTIVES.iter().zip(hosts.chunks(by_directive));
                joined(
                    directives.map(|(name, hosts)| format!("{name} {}", hosts.join(" "))),
                    "; ",
                )
            }
            Self::Directives => joined((0..count).map(|n| format!("x-{n}-src 'self'")), "; "),
            Self::Again => joined((0..count).map(|_| "img-src 'self'".to_owned()), "; "),
            Self::Sources => sources(&names::host),
            Self::EqualSources => sources(&|_| names::host(0)),
            Self::Paths => sources(&|number| format!("{}/{number}", names::host(0))),
            Self::Wrong => sources(&|number| format!("'unknown-{number}'")),
            Self::Words => {
                let hosts = (0..count).map(|number| format!("{:?}", names::host(number)));
                format!(
                    "(::talisman) max_field_length: 65536, content_security_policy: {{ default-src self; img-src {}; }}",
                    joined(hosts, " ")
                )
            }
            Self::Fields => {
                let fields = (0..count).map(|number| format!("x-field-{number}: \"a value\","));
                format!("(::talisman) custom_fields: {{ {} }}", joined(fields, " "))
            }
        }
    }

    fn instructions(self, count: usize) -> Result<f64, Error> {
        counted(&["count-enormous", self.of(), &count.to_string()], 1)
    }
}

/// The directives that share the hosts of a policy of a megabyte.
const BYTES_DIRECTIVES: [&str; 8] = [
    "default-src",
    "img-src",
    "style-src",
    "script-src",
    "connect-src",
    "font-src",
    "media-src",
    "frame-src",
];

impl FromStr for Input {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let mut all = Self::ALL.into_iter();
        all.find(|input| input.of() == text)
            .ok_or_else(|| "no such input".into())
    }
}

/// What runs under valgrind: reads so much of an input, and shows what is wrong with it.
///
/// # Errors
///
/// If there is no such input.
pub fn run(input: &str, count: &str) -> Result<(), Error> {
    let input: Input = input.parse()?;
    let text = input.text(count.parse()?);
    if matches!(input, Input::Words | Input::Fields) {
        let tokens: TokenStream = text.parse().map_err(|_| "these are tokens")?;
        boundary();
        drop(black_box(talisman_expand::policy(tokens)));
    } else {
        boundary();
        match Csp::from_text(black_box(&text)) {
            Ok(read) => drop(black_box(read)),
            Err(error) => drop(black_box(error.to_string())),
        }
    }
    boundary();
    Ok(())
}

/// Prints the lines.
///
/// # Errors
///
/// If one is not straight, or valgrind fails.
pub fn print() -> Result<(), Error> {
    if !is_possible() {
        println!("\nvalgrind is not installed: no instructions are counted.");
        return Ok(());
    }
    let mut lines = Lines::new();
    for input in Input::ALL {
        let most = input.most();
        let counts = [most / 100, most / 4, most / 2, most];
        let points = counts.map(|count| input.instructions(count).map(|cost| (count, cost)));
        let points = points.into_iter().collect::<Result<Vec<_>, Error>>()?;
        lines.add(input.what(), input.of(), &points);
    }
    let off = lines.off();
    lines.print(
        "Enormous inputs, in instructions",
        "straight lines, enormous inputs",
    );
    if off > OFF {
        return Err("the cost of an enormous input does not grow in a straight line".into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_megabyte_is_a_policy_and_a_macro_has_what_it_says() {
        let text = Input::Bytes.text(1_000_000);
        assert!((950_000..1_050_000).contains(&text.len()), "{}", text.len());
        assert!(Csp::from_text(&text).is_ok());
        for input in [Input::Words, Input::Fields] {
            let tokens: TokenStream = input.text(10).parse().expect("tokens");
            let written = talisman_expand::policy(tokens).to_string();
            assert!(!written.contains("compile_error"), "{written}");
        }
    }

    #[test]
    fn what_is_wrong_is_wrong() {
        for input in [Input::Directives, Input::Wrong] {
            assert!(Csp::from_text(&input.text(10)).is_err(), "{input:?}");
        }
    }
}
