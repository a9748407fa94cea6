//! How compile time grows with the pages that a policy names.

use crate::Error;
use crate::build_cost::package::{self, Package, Step};
use crate::growth::line::Lines;

const ROUNDS: usize = 3;

/// Pages of ten kilobytes.
const COUNTS: [usize; 5] = [1, 125, 250, 375, 500];
/// Kilobytes of one page.
const KILOBYTES: [usize; 5] = [1, 250, 500, 750, 1_000];

/// Measures, and prints.
pub(super) fn print() -> Result<(), Error> {
    let package = Package::new(&package::talisman(&["pages"]), "fn main() {}")?;
    // The dependencies.
    package.run(Step::Check)?;
    let mut lines = Lines::new();
    let program = |policy: &str| {
        format!(
            "use talisman::{{Policy, talisman_policy}};\n\
             pub const POLICY: Policy = talisman_policy! {{\n\
             content_security_policy: {{ default-src self; {policy} object-src none; base-uri none; }},\n\
             pages: [\"pages/*.html\"], max_field_length: 65536,\n}};\nfn main() {{}}\n"
        )
    };
    let mut measure = |what: &str, of: &str, points: &[(usize, usize, usize)], main: &str| {
        let mut found = Vec::new();
        for &(count, pages, kilobytes) in points {
            package.clear("pages")?;
            for page in 0..pages {
                package.put(&format!("pages/{page}.html"), &self::page(kilobytes, page))?;
            }
            package.write(&program(main))?;
            let mut least = f64::INFINITY;
            for _ in 0..ROUNDS {
                package.write(&program(main))?;
                least = least.min(package.run(Step::Check)?.cores.as_secs_f64() * 1e3);
            }
            found.push((count, least));
        }
        lines.add(what, of, &found);
        Ok::<(), Error>(())
    };
    let auto = "script-src self auto;";
    let hashes = "script-src self hashes_of(\"pages/*.html\");";
    let pages = COUNTS.map(|count| (count, count, 10));
    let sizes = KILOBYTES.map(|kilobytes| (kilobytes, 1, kilobytes));
    measure("hashes_of and pages", "pages of 10 kB", &pages, hashes)?;
    measure("auto and pages", "pages of 10 kB", &pages, auto)?;
    measure("hashes_of and pages", "kB of one page", &sizes, hashes)?;
    lines.print(
        "`cargo check` of a crate with one policy, in milliseconds of all cores",
        "straight lines, pages",
    );
    Ok(())
}

/// A page with a script of its own, one in ten of them, so that the field does not grow without end.
fn page(kilobytes: usize, number: usize) -> String {
    let element = "<p class=\"text\">Some text of a page, with <a href=\"/next\">a link</a> and <img src=\"/a.png\" alt=\"\">.</p>\n";
    let body = element.repeat(kilobytes * 1_000 / element.len());
    format!(
        "<!doctype html>\n<title>Page</title>\n<script>start({})</script>\n{body}",
        number % 10
    )
}
