//! A fragment in a policy, whose sources only the compiler knows.

use talisman_core::encoded::Inclusion;

use super::Problem;
use crate::ground::condition::Condition;
use crate::ground::diagnostic::Diagnostics;
use crate::ground::size;
use crate::ground::word::Site;

/// Says what the compiler is to find of a policy's include. `number` counts those of the policy.
pub fn check_include(name: &str, number: usize, site: Site, out: &mut Diagnostics) {
    let name = || name.to_owned();
    let without = Condition::Include(number, Inclusion::WithoutPolicy);
    out.report_if(without, site, Problem::NothingToIncludeIn { name: name() });
    let cuts = Condition::Include(number, Inclusion::CutsScripts);
    out.report_if(cuts, site, Problem::IncludedScriptHosts { name: name() });
    let adds_nothing = Condition::Include(number, Inclusion::AddsNothing);
    out.report_if(
        adds_nothing,
        site,
        Problem::NothingIncluded { name: name() },
    );
}

/// Says that a policy with includes must not be longer than this, in bytes.
pub fn check_included_length(budget: usize, site: Site, out: &mut Diagnostics) {
    let problem = size::Problem::OverBudgetWithBase { budget };
    out.report_if(Condition::LongerThan(budget), site, problem);
}
