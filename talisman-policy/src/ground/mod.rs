//! What everything else builds on: words with places, tables, problems and the diagnostics that collect them.

#[macro_use]
pub(crate) mod table;
#[macro_use]
pub(crate) mod problem;

pub(crate) mod browser_support;
pub(crate) mod condition;
pub(crate) mod diagnostic;
pub(crate) mod field;
pub(crate) mod first_sites;
pub mod level;
pub(crate) mod names;
pub mod pages;
mod shown;
pub mod size;
pub(crate) mod suggest;
pub mod tokens;
pub(crate) mod values;
pub(crate) mod word;
