//! What only the request or the deployment knows: a policy whose slots are filled, beside one without and beside `format!`, and
//! what is paid once when a program starts.

mod once;
mod request;

pub use request::{Way, allocations};

use crate::Error;
use crate::instructions;
use crate::report::{self, Table, at_most};

/// Prints everything about slots.
///
/// # Errors
///
/// If valgrind fails.
pub fn print() -> Result<(), Error> {
    println!("\n## Slots, and what is paid once");
    if !instructions::is_possible() {
        println!("\nvalgrind is not installed: no instructions are counted.");
        return Ok(());
    }
    requests()?;
    once::print()
}

/// What runs under valgrind.
///
/// # Errors
///
/// If nothing has this name.
pub fn run(name: &str) -> Result<(), Error> {
    match Way::named(name) {
        Some(way) => way.run(),
        None => once::run(name)?,
    }
    Ok(())
}

fn requests() -> Result<(), Error> {
    let heads = [
        "what",
        "instructions",
        "of `format!`",
        "allocations",
        "with a nonce",
        "of `format!`",
        "allocations",
    ];
    let mut table = Table::new(heads);
    let allocations = report::allocations(Some("slots"))?;
    let mut allocations = allocations.lines().map(|line| line.split(' ').next());
    let of = |way: Way| -> Result<[f64; 2], Error> {
        Ok([request::counted(way, false)?, request::counted(way, true)?])
    };
    let by_hand = of(Way::Format)?;
    let mut filled = [f64::NAN; 2];
    for way in Way::ALL {
        let counted = of(way)?;
        if way == Way::Slots {
            filled = counted;
        }
        let mut cells = vec![way.name().to_owned()];
        for (counted, by_hand) in counted.into_iter().zip(by_hand) {
            let allocations = allocations.next().flatten().unwrap_or_default();
            cells.extend([
                format!("{counted:.0}"),
                format!("{:.3}", counted / by_hand),
                allocations.to_owned(),
            ]);
        }
        table.row(cells);
    }
    table.print("A response with ten fields and two slots for origins");
    println!();
    at_most(
        "filled slots, of `format!` and inserts",
        filled[0] / by_hand[0],
        1.0,
    );
    at_most("the same with a nonce", filled[1] / by_hand[1], 1.0);
    Ok(())
}
