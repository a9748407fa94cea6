//! What keeps browsers from reading a structured field at all, told as its header's own problem.

use crate::diagnostic::Diagnostics;
use crate::problem::Problem as AnyProblem;
use crate::text::SyntaxMistake;

/// Tells a mistake; `problem` gets what is wrong and what to write instead.
pub(crate) fn report<P: Into<AnyProblem>>(
    mistake: &SyntaxMistake,
    out: &mut Diagnostics,
    problem: impl FnOnce(String, &'static str) -> P,
) {
    let problem = problem(mistake.syntax.summary(), mistake.syntax.help());
    out.report(mistake.place.clone(), problem);
}
