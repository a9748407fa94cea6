//! What talisman costs, beside what one would write or take instead. `cargo run --release -p talisman-benches` prints all
//! tables from one run; `README.md` beside this package says what they mean.

pub mod asking;
pub mod build_cost;
pub mod case;
pub mod fields;
pub mod growth;
pub mod guard;
pub mod instructions;
pub mod nanoseconds;
pub mod overhead;
pub mod pages;
pub mod profile;
pub mod report;
pub mod slots;
pub mod subject;
pub mod variant;
pub mod wire;

/// Whatever stops a measurement.
pub type Error = Box<dyn std::error::Error + Send + Sync>;
