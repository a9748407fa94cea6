//! Lines through points, and how far off them the points lie.

use crate::Error;
use crate::report::{Table, at_most};

const ROUNDS: usize = 6;

/// A table of lines, each through what some counts of one thing cost.
#[derive(Debug)]
pub(crate) struct Lines {
    table: Table,
    /// The farthest that a point lies off its line, of the line's greatest cost.
    off: f64,
}

impl Lines {
    pub(crate) fn new() -> Self {
        Self {
            table: Table::new(["what", "of", "least", "most", "constant", "slope", "off"]),
            off: 0.0,
        }
    }

    /// Measures each count several times, and adds the line through the least: what else the machine does for a while
    /// shall not hit one count alone.
    pub(crate) fn measure(
        &mut self,
        what: &str,
        of: &str,
        counts: &[usize],
        mut cost: impl FnMut(usize) -> Result<f64, Error>,
    ) -> Result<(), Error> {
        let mut points: Vec<_> = counts.iter().map(|&count| (count, f64::INFINITY)).collect();
        for _ in 0..ROUNDS {
            for (count, least) in &mut points {
                *least = least.min(cost(*count)?);
            }
        }
        self.add(what, of, &points);
        Ok(())
    }

    /// Adds the line through counts and what they cost.
    pub(crate) fn add(&mut self, what: &str, of: &str, points: &[(usize, f64)]) {
        let end = |point: Option<&(usize, f64)>| {
            point.map_or_else(String::new, |(count, _)| count.to_string())
        };
        let (least, most) = (end(points.first()), end(points.last()));
        let points: Vec<_> = points
            .iter()
            .map(|&(count, cost)| (to_float(count), cost))
            .collect();
        let line = Line::through(&points);
        self.off = self.off.max(line.off);
        self.table.row([
            what.to_owned(),
            of.to_owned(),
            least,
            most,
            format!("{:.0}", line.constant),
            format!("{:.1}", line.slope),
            format!("{:.3}", line.off),
        ]);
    }

    /// The farthest that a point lies off its line, of the line's greatest cost.
    pub(crate) fn off(&self) -> f64 {
        self.off
    }

    /// Prints the table, and whether all lines are straight.
    pub(crate) fn print(self, title: &str, what: &str) {
        self.table.print(title);
        println!();
        at_most(
            &format!("{what}: the farthest that a point lies off one, of its greatest cost"),
            self.off,
            0.05,
        );
    }
}

/// A line through points, by least squares.
struct Line {
    constant: f64,
    slope: f64,
    /// The farthest that a point lies off it, of the greatest cost.
    off: f64,
}

impl Line {
    fn through(points: &[(f64, f64)]) -> Self {
        let count = to_float(points.len());
        let mean = |of: fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / count;
        let (mean_x, mean_y) = (mean(|point| point.0), mean(|point| point.1));
        let (mut xy, mut xx) = (0.0, 0.0);
        for (x, y) in points {
            xy += (x - mean_x) * (y - mean_y);
            xx += (x - mean_x) * (x - mean_x);
        }
        let slope = xy / xx;
        let constant = mean_y - slope * mean_x;
        let greatest = points.iter().map(|point| point.1).fold(0.0, f64::max);
        let off = points.iter().map(|(x, y)| (y - constant - slope * x).abs());
        Self {
            constant,
            slope,
            off: off.fold(0.0, f64::max) / greatest,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of some hundreds")]
fn to_float(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_and_a_bend_is_seen() {
        let line = Line::through(&[(1.0, 3.0), (2.0, 5.0), (4.0, 9.0)]);
        assert!((line.constant - 1.0).abs() < 1e-9 && (line.slope - 2.0).abs() < 1e-9);
        assert!(line.off < 1e-9);
        let square = [0.0, 5.0, 10.0, 15.0, 20.0].map(|x| (x, x * x));
        assert!(Line::through(&square).off > 0.1);
    }
}
