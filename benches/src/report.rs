//! How tables and targets look.

use std::fmt::Display;
use std::process::{Command, Stdio};

use crate::Error;

/// A table whose columns are as wide as they must be.
#[derive(Debug)]
pub struct Table(Vec<Vec<String>>);

impl Table {
    /// A table with these heads.
    pub fn new<T: Display>(heads: impl IntoIterator<Item = T>) -> Self {
        Self(vec![
            heads.into_iter().map(|head| head.to_string()).collect(),
        ])
    }

    /// Adds a row.
    pub fn row<T: Display>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.0
            .push(cells.into_iter().map(|cell| cell.to_string()).collect());
    }

    /// Prints it in Markdown, so that it can be kept as it is.
    pub fn print(&self, title: &str) {
        println!("\n### {title}\n");
        let columns = self.0.iter().map(Vec::len).max().unwrap_or_default();
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = self.0.iter().filter_map(|row| row.get(column));
                cells.map(String::len).max().unwrap_or_default()
            })
            .collect();
        for (number, row) in self.0.iter().enumerate() {
            let cells = widths.iter().enumerate().map(|(column, &width)| {
                let cell = row.get(column).map_or("", String::as_str);
                format!(" {cell:>width$} ")
            });
            println!("|{}|", cells.collect::<Vec<_>>().join("|"));
            if number == 0 {
                let rules = widths
                    .iter()
                    .map(|&width| format!("{}:", "-".repeat(width + 1)));
                println!("|{}|", rules.collect::<Vec<_>>().join("|"));
            }
        }
    }
}

/// Prints a target beside its figure.
pub fn at_most(what: &str, figure: f64, target: f64) {
    verdict(what, figure, "at most", target, figure <= target);
}

/// Prints a target beside its figure.
pub fn at_least(what: &str, figure: f64, target: f64) {
    verdict(what, figure, "at least", target, figure >= target);
}

fn verdict(what: &str, figure: f64, bound: &str, target: f64, met: bool) {
    let word = if met { "met" } else { "missed" };
    let digits = if target >= 20.0 { 0 } else { 3 };
    println!("- {what}: {figure:.digits$} (target: {bound} {target}) **{word}**");
}

/// A number for a table, or a dash.
#[must_use]
pub fn cell(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.0}"))
}

/// Runs the program that counts allocations, for the subjects or for another part of what is measured: a line for each, in the order of the table.
///
/// # Errors
///
/// If cargo or the program fails.
pub fn allocations(part: Option<&str>) -> Result<String, Error> {
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--package=talisman-benches"])
        .args(["--features=allocations", "--bin=allocations", "--"])
        .args(part)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("allocations: {}", output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}
