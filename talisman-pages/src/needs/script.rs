//! `<script>`: which run, and which are data.

use super::{Needs, What};
use crate::html::{Element, is_space};

impl Needs<'_> {
    pub(super) fn script(&mut self) {
        let element = self.element;
        let kind = script_type(element);
        // Browsers void the nonce of a script with a repeated attribute: a tag that swallowed another one has it.
        let nonce = element.nonce().filter(|_| !element.has_repeated_attribute);
        let is_classic = kind == ScriptType::Classic;
        if kind == ScriptType::Data || is_classic && element.get("nomodule").is_some() {
            return;
        }
        let of_svg = ["href", "xlink:href"]
            .into_iter()
            .find(|name| element.get(name).is_some());
        let source = element.get("src").map(|_| "src").or(of_svg);
        match source {
            Some(name) if matches!(kind, ScriptType::Classic | ScriptType::Module) => {
                if let Some(url) = element.url(name) {
                    let resource = self.resource(url, nonce);
                    self.add(name, What::Script(resource));
                }
            }
            Some(_) => {}
            None => {
                let what = What::InlineScript {
                    text: element.text.clone(),
                    nonce: nonce.map(str::to_owned),
                    is_speculation_rules: kind == ScriptType::SpeculationRules,
                };
                // An empty script is not prepared to run.
                if !element.text.is_empty() {
                    self.add("", what);
                }
            }
        }
    }
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum ScriptType {
    Classic,
    Module,
    ImportMap,
    SpeculationRules,
    /// A block of data, which never runs.
    Data,
}

/// HTML section 4.12.1.1, prepare the script element.
fn script_type(element: &Element) -> ScriptType {
    let language = element
        .get("language")
        .filter(|language| !language.is_empty());
    let kind = match (element.get("type"), language) {
        (Some(kind), _) => kind.trim_matches(is_space).to_ascii_lowercase(),
        (None, Some(language)) => format!("text/{}", language.to_ascii_lowercase()),
        (None, None) => String::new(),
    };
    match kind.as_str() {
        "module" => ScriptType::Module,
        "importmap" => ScriptType::ImportMap,
        "speculationrules" => ScriptType::SpeculationRules,
        kind if kind.is_empty() || JAVASCRIPT.contains(&kind) => ScriptType::Classic,
        _ => ScriptType::Data,
    }
}

/// JavaScript MIME types, MIME Sniffing section 4.6.
const JAVASCRIPT: &[&str] = &[
    "application/ecmascript",
    "application/javascript",
    "application/x-ecmascript",
    "application/x-javascript",
    "text/ecmascript",
    "text/javascript",
    "text/javascript1.0",
    "text/javascript1.1",
    "text/javascript1.2",
    "text/javascript1.3",
    "text/javascript1.4",
    "text/javascript1.5",
    "text/jscript",
    "text/livescript",
    "text/x-ecmascript",
    "text/x-javascript",
];
