//! The parameters of the item: the endpoint of reports, and what is not one.

use super::{ItemProblem, Report, is_in_text};
use crate::ground::diagnostic::Place;
use crate::ground::suggest::nearest;
use crate::ground::word::{Item, Spelling, Word};
use crate::text::is_key;

const REPORT_TO: &str = "report-to";

/// Reads the endpoint, and says which parameters browsers do not know.
pub(super) fn read(item: &Item, report: &mut Report<'_>) -> Option<String> {
    let mut endpoint = None;
    let mut is_known = false;
    for (name, value) in &item.parameters {
        if name.text != REPORT_TO {
            report(name.into(), not_report_to(name));
            continue;
        }
        if is_known {
            report(name.into(), ItemProblem::DuplicateReportTo);
            continue;
        }
        is_known = true;
        endpoint = read_endpoint(item, name, value.as_ref(), report);
    }
    endpoint
}

/// Whether something is there that was meant as the endpoint of reports.
pub(super) fn is_written(item: &Item) -> bool {
    item.parameters.iter().any(|(name, _)| is_meant(name))
}

/// The parameter as it is written beside the words of `item`.
pub(super) fn example(item: &Item) -> &'static str {
    match item.value.spelling {
        Spelling::Bare => "report-to = \"main\"",
        _ => "report-to=\"main\"",
    }
}

fn is_meant(name: &Word) -> bool {
    nearest(&name.text, &[REPORT_TO]).is_some()
}

fn not_report_to(name: &Word) -> ItemProblem {
    let (word, is_key) = (name.text.clone(), is_key(&name.text));
    if is_meant(name) || !is_key {
        ItemProblem::ParameterName {
            near: is_meant(name),
            word,
            is_key,
        }
    } else {
        ItemProblem::UnknownParameter { name: word }
    }
}

fn read_endpoint(
    item: &Item,
    name: &Word,
    value: Option<&Word>,
    report: &mut Report<'_>,
) -> Option<String> {
    let word = value.map_or("", |value| value.text.as_str()).to_owned();
    let place = Place::from(value.unwrap_or(name));
    let is_capital = |c: char| c.is_ascii_uppercase();
    if !is_key(&word.to_ascii_lowercase()) {
        let write = example(item);
        report(place, ItemProblem::EndpointName { word, write });
        return None;
    }
    if value.is_some_and(|value| value.spelling == Spelling::Text) && is_in_text(item) {
        report(place, ItemProblem::UnquotedEndpoint { endpoint: word });
        return None;
    }
    if word.contains(is_capital) {
        report(place, ItemProblem::EndpointCase { word: word.clone() });
    }
    Some(word)
}
