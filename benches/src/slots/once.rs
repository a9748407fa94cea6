//! What a program pays once, when it starts.

use std::hint::black_box;

use talisman::{Changes, Csp, Extension, Origin, Policy, talisman_policy};

use crate::Error;
use crate::instructions::{self, between_boundaries};
use crate::report::Table;

const POLICY: Policy = talisman_policy! {
    content_security_policy: {
        default-src self; script-src self nonce; style-src self nonce; img-src self; connect-src self;
        object-src none; base-uri none; form-action self; frame-ancestors none;
    },
};
const TEXT: &str = "default-src 'self'; script-src 'self' 'nonce'; style-src 'self' 'nonce'; img-src 'self'; \
                    connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// How often each is done.
const TIMES: u32 = 16;

/// What can be done, by its name.
const ALL: [(&str, fn()); 6] = [
    ("an origin, parsed", || {
        let _ = black_box(black_box("https://login.example").parse::<Origin>());
    }),
    ("an extension with one source", || {
        let _ = black_box(Extension::source("img-src", "https://media.example"));
    }),
    ("one source added to a directive", || change(1)),
    ("ten sources added to a directive", || change(10)),
    ("a hundred sources added to a directive", || change(100)),
    ("a whole policy of nine directives from text", || {
        let _ = black_box(Csp::from_text(black_box(TEXT)));
    }),
];

/// Changes the constant by so many sources.
fn change(sources: usize) {
    let changes = (0..sources).fold(Changes::new(), |changes, number| {
        changes.add_source("img-src", format!("https://media{number:03}.example"))
    });
    assert!(black_box(POLICY.with_changes(&changes)).is_ok());
}

/// Prints them.
pub(super) fn print() -> Result<(), Error> {
    let mut table = Table::new(["what", "instructions"]);
    for (name, _) in ALL {
        let counted = instructions::counted(&["count-slots", name], TIMES)?;
        table.row([name.to_owned(), format!("{counted:.0}")]);
    }
    table.print("Paid once, when a program starts");
    Ok(())
}

/// What runs under valgrind.
pub(super) fn run(name: &str) -> Result<(), Error> {
    let (_, run) = ALL
        .into_iter()
        .find(|(other, _)| *other == name)
        .ok_or("nothing has this name")?;
    between_boundaries(TIMES, run);
    Ok(())
}
