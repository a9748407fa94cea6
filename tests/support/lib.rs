//! What the tests share: the rows of `conformance/`, read and put into the macro's spelling, and what reading one gives.

#![forbid(unsafe_code)]

mod corpus;
mod fault;
mod file;
mod outcome;
mod reading;
mod row;
mod wish;
mod words;

pub use corpus::{CORPUS, Specimen, corpus, corpus_path, reasons};
pub use fault::{Fault, faults};
pub use file::{recorded, toml};
pub use outcome::{Outcome, problems};
pub use reading::misread;
pub use row::{ConformanceRow, Disposition, FILES, WEAKNESSES, rows};
pub use wish::{Position, Wish, wishes};
pub use words::words;
