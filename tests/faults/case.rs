//! A case: what is written, what must come of it, and whether it did.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The files of cases, each about one kind of fault.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/faults");

/// Something that a user wrote, in exactly one of the forms below, and what must come of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    /// The tokens in `csp! { .. }`.
    pub(crate) csp: Option<Written>,
    /// The tokens in `talisman_policy! { .. }`.
    pub(crate) policy: Option<Written>,
    /// The text of a field value: of a CSP, or of what `header` names.
    pub(crate) text: Option<Written>,
    pub(crate) header: Option<String>,
    /// The options of a policy that `derived` changes, or that `start_up` brings another text to.
    pub(crate) base: Option<Written>,
    pub(crate) derived: Option<Written>,
    pub(crate) start_up: Option<Written>,
    /// Items of a program, with the body of its `main`.
    pub(crate) items: Option<String>,
    pub(crate) main: Option<String>,
    /// A program.
    pub(crate) program: Option<String>,
    /// A file of the repository, or files by their ending.
    pub(crate) file: Option<String>,
    /// Whether advice is asked for.
    #[serde(default)]
    pub(crate) advice: bool,
    #[serde(flatten)]
    right: Right,
    /// Whether what comes is known to be wrong still. Such a case must fail.
    #[serde(default)]
    pub(crate) not_yet: bool,
}

/// A text, or its parts: a part with a number is repeated that often, `{i}` in it is which time.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Written {
    Text(String),
    Parts(Vec<Part>),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Part {
    Text(String),
    Repeated(String, usize),
}

impl Written {
    pub(crate) fn text(&self) -> String {
        let Self::Parts(parts) = self else {
            let Self::Text(text) = self else {
                unreachable!()
            };
            return text.clone();
        };
        let mut text = String::new();
        for part in parts {
            match part {
                Part::Text(part) => text.push_str(part),
                Part::Repeated(part, count) => {
                    for time in 0..*count {
                        text.push_str(&part.replace("{i}", &time.to_string()));
                    }
                }
            }
        }
        text
    }
}

/// What must come.
#[derive(Debug, Default, Deserialize)]
struct Right {
    /// Whether there must be an error, or must be none.
    refused: Option<bool>,
    /// Nothing is said.
    #[serde(default)]
    silent: bool,
    /// How many messages there may be.
    at_most: Option<usize>,
    /// Words that one message has.
    #[serde(default)]
    says: Vec<OneOf>,
    /// Words that the messages have together.
    #[serde(default)]
    says_all: Vec<OneOf>,
    /// Words that no message has.
    #[serde(default)]
    never: Vec<String>,
    /// What a message underlines.
    marks: Option<OneOf>,
    /// Fields over https.
    #[serde(default)]
    sends: BTreeMap<String, OneOf>,
    /// Fields that are not sent.
    #[serde(default)]
    sends_no: Vec<String>,
    /// What the program prints.
    prints: Option<OneOf>,
    /// Several right answers.
    #[serde(default)]
    any: Vec<Right>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOf {
    One(String),
    Several(Vec<String>),
}

impl OneOf {
    fn words(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Several(words) => words,
        }
    }

    fn is(&self, found: &str) -> bool {
        self.words().iter().any(|word| word == found)
    }

    fn is_in(&self, text: &str) -> bool {
        self.words().iter().any(|word| has(text, word))
    }
}

fn has(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}

/// What came.
#[derive(Debug, Default)]
pub(crate) struct Came {
    pub(crate) refused: bool,
    pub(crate) messages: Vec<Message>,
    /// The fields over https, where they were asked for.
    pub(crate) sends: Option<BTreeMap<String, String>>,
    pub(crate) prints: Option<String>,
}

#[derive(Debug)]
pub(crate) struct Message {
    /// Summary, remedy and specification.
    pub(crate) text: String,
    /// What it underlines.
    pub(crate) marks: Option<String>,
}

impl Case {
    /// Whether the case has to be compiled: what it says shows in a constant alone, or in a running program.
    pub(crate) fn is_compiled(&self) -> bool {
        let asks_for_fields = |right: &Right| !right.sends.is_empty() || !right.sends_no.is_empty();
        let is_compiled = self.base.is_some() || self.items.is_some() || self.program.is_some();
        let has_tokens = self.csp.is_some() || self.policy.is_some();
        let fields = asks_for_fields(&self.right) || self.right.any.iter().any(asks_for_fields);
        is_compiled || has_tokens && fields
    }

    /// What is wrong with what came.
    pub(crate) fn failure(&self, came: &Came) -> Option<String> {
        let failures = self.right.failures(came);
        (!failures.is_empty()).then(|| failures.join("; "))
    }

    /// The case as a report shows it.
    pub(crate) fn shown(&self) -> String {
        let written = [
            &self.base,
            &self.derived,
            &self.start_up,
            &self.csp,
            &self.policy,
            &self.text,
        ];
        let mut shown: Vec<String> = written
            .into_iter()
            .flatten()
            .map(Written::text)
            .chain(self.items.clone())
            .chain(self.main.clone())
            .chain(self.program.clone())
            .chain(self.file.clone())
            .collect();
        for part in &mut shown {
            if part.chars().count() > 600 {
                *part = part.chars().take(600).collect::<String>() + " ..";
            }
        }
        shown.join("\n")
    }
}

impl Right {
    fn failures(&self, came: &Came) -> Vec<String> {
        let mut wrong = Vec::new();
        let count = came.messages.len();
        if self.refused.is_some_and(|refused| refused != came.refused) {
            wrong.push(format!("refused: {}", came.refused));
        }
        if self.silent && (count > 0 || came.refused) {
            wrong.push(format!("{count} messages where none is right"));
        }
        if self.at_most.is_some_and(|most| count > most) {
            wrong.push(format!("{count} messages"));
        }
        let says = |message: &Message| self.says.iter().all(|words| words.is_in(&message.text));
        if !self.says.is_empty() && !came.messages.iter().any(says) {
            wrong.push(format!("no message says {:?}", self.says));
        }
        let is_said = |words: &&OneOf| {
            came.messages
                .iter()
                .any(|message| words.is_in(&message.text))
        };
        for words in self.says_all.iter().filter(|words| !is_said(words)) {
            wrong.push(format!("no message says {words:?}"));
        }
        for word in &self.never {
            if came.messages.iter().any(|message| has(&message.text, word)) {
                wrong.push(format!("a message says {word:?}"));
            }
        }
        if let Some(marks) = &self.marks {
            let mut found = came
                .messages
                .iter()
                .filter_map(|message| message.marks.as_deref());
            if !found.any(|found| marks.is(found)) {
                wrong.push(format!("nothing underlines {marks:?}"));
            }
        }
        wrong.extend(self.wrong_fields(came));
        let is_printed =
            |right: &&OneOf| came.prints.as_deref().is_some_and(|found| right.is(found));
        if let Some(right) = self.prints.as_ref().filter(|right| !is_printed(right)) {
            wrong.push(format!("prints {:?}, not {right:?}", came.prints));
        }
        if !self.any.is_empty() {
            let answers: Vec<_> = self.any.iter().map(|right| right.failures(came)).collect();
            if answers.iter().all(|failures| !failures.is_empty()) {
                wrong.push(format!("none of {answers:?}"));
            }
        }
        wrong
    }

    fn wrong_fields(&self, came: &Came) -> Vec<String> {
        let mut wrong = Vec::new();
        let sent = |name: &String| came.sends.as_ref().and_then(|sends| sends.get(name));
        for (name, right) in &self.sends {
            if !sent(name).is_some_and(|found| right.is(found)) {
                wrong.push(format!("sends {name}: {:?}, not {right:?}", sent(name)));
            }
        }
        for name in &self.sends_no {
            if came.sends.is_none() || sent(name).is_some() {
                wrong.push(format!("sends {name}: {:?}", sent(name)));
            }
        }
        wrong
    }
}

/// A case, and where it stands: the file of its kind, and which of its cases it is.
pub(crate) struct Placed {
    pub(crate) case: Case,
    pub(crate) path: PathBuf,
    pub(crate) index: usize,
}

impl Placed {
    /// The kind of fault that the case is about.
    pub(crate) fn kind(&self) -> String {
        let kind = self.path.file_stem().map(Path::new);
        kind.map(|kind| kind.display().to_string())
            .unwrap_or_default()
    }
}

/// Every case.
pub(crate) fn cases() -> Vec<Placed> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        case: Vec<Case>,
    }
    let mut paths: Vec<_> = std::fs::read_dir(FOLDER)
        .expect("the folder of cases is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    paths.sort();
    let mut cases = Vec::new();
    for path in paths {
        let File { case } = talisman_tests::toml(&path);
        cases.extend(case.into_iter().enumerate().map(|(index, case)| Placed {
            case,
            path: path.clone(),
            index,
        }));
    }
    cases
}
