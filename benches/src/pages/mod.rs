//! Pages built ahead: what it costs to serve one with its nonce, and to compile them.

mod body;
mod compile;

pub use body::{Body, allocations, run};

use crate::Error;
use crate::instructions;
use crate::report::{self, Table, at_most};

/// How long the pages are, in bytes.
pub const SIZES: [usize; 2] = [10_000, 1_000_000];

/// Prints everything about pages.
///
/// # Errors
///
/// If valgrind or cargo fail.
pub fn print() -> Result<(), Error> {
    println!("\n## Pages built ahead");
    serving()?;
    compiling()
}

/// Prints what they cost to compile.
///
/// # Errors
///
/// If cargo fails.
pub fn compiling() -> Result<(), Error> {
    compile::print()
}

fn serving() -> Result<(), Error> {
    if !instructions::is_possible() {
        println!("\nvalgrind is not installed: no instructions are counted.");
        return Ok(());
    }
    let allocations = report::allocations(Some("pages"))?;
    let mut allocations = allocations.lines();
    let heads = [
        "bytes",
        "what",
        "instructions",
        "of a copy",
        "allocations",
        "bytes allocated",
        "bytes that growing may move",
    ];
    let mut table = Table::new(heads);
    let mut of_copy = Vec::new();
    for size in SIZES {
        let mut copy = f64::NAN;
        for body in Body::ALL {
            let counted = instructions_of(body, size)?;
            if body == Body::Copy {
                copy = counted;
            }
            if body == Body::Page {
                of_copy.push((size, counted / copy));
            }
            let line = allocations.next().unwrap_or_default();
            let mut cells = vec![size.to_string(), body.name().to_owned()];
            cells.extend([format!("{counted:.0}"), format!("{:.3}", counted / copy)]);
            cells.extend(line.split(' ').map(str::to_owned));
            table.row(cells);
        }
    }
    table.print("A page with two places for the nonce, per response");
    println!();
    for (size, ratio) in of_copy {
        at_most(
            &format!("`Page::body` of {size} bytes, of copying it"),
            ratio,
            1.05,
        );
    }
    Ok(())
}

/// Instructions of one body, from a process of its own.
fn instructions_of(body: Body, size: usize) -> Result<f64, Error> {
    let arguments = ["count-page", body.name(), &size.to_string()];
    instructions::counted(&arguments, body::COUNTED)
}
