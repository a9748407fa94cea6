//! Policies by chance, each with a base and the changes that make the policy of it.

use talisman_policy::headers::csp::Disposition;
use talisman_tests::words;

use crate::dice::Dice;

/// A directive in the spelling of a text.
#[derive(Clone, Debug)]
struct Directive {
    name: &'static str,
    words: Vec<&'static str>,
}

/// A policy, and another one with the changes that make it the first.
#[derive(Debug)]
pub(crate) struct Spelled {
    pub(crate) disposition: Disposition,
    whole: Vec<Directive>,
    base: Vec<Directive>,
    edits: Vec<Edit>,
}

/// `name words`, `name += words`, `name -= words` or `name off`
#[derive(Debug)]
struct Edit {
    operator: &'static str,
    directive: Directive,
}

const SOURCE_LISTS: &[&str] = &[
    "default-src",
    "script-src",
    "style-src",
    "img-src",
    "connect-src",
    "font-src",
    "frame-src",
    "worker-src",
    "media-src",
    "form-action",
    "base-uri",
    "script-src-elem",
];

/// Words of any source list.
const SOURCES: &[&str] = &[
    "'self'",
    "https:",
    "data:",
    "blob:",
    "*",
    "https://cdn.example.com",
    "https://a.example:8443/x/",
    "*.b.example",
    "wss://c.example",
    "unchecked('future')",
    "unchecked(https://d.example/*)",
    "unchecked('unsafe-inline')",
    "unchecked('nonce-')",
    "unchecked('nonce-abc')",
    "unchecked(new-scheme:)",
];

/// Words of lists that decide about scripts and styles.
const CODE: &[&str] = &[
    "'nonce'",
    "'nonce'",
    "'nonce'",
    "'unsafe-inline'",
    "'strict-dynamic'",
    "'unsafe-eval'",
    "'report-sample'",
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
    "'sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb'",
];

/// Directives with other values, each with words that may stand together.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "frame-ancestors",
        &["'self'", "https://partner.example", "https:"],
    ),
    (
        "sandbox",
        &[
            "allow-scripts",
            "allow-forms",
            "allow-popups",
            "unchecked(allow-new)",
        ],
    ),
    (
        "report-uri",
        &["/csp", "https://r.example/x", "unchecked(/{id})"],
    ),
    ("require-trusted-types-for", &["'script'"]),
    ("trusted-types", &["default", "dompurify", "unchecked(a'b)"]),
    ("upgrade-insecure-requests", &[]),
    (
        "unchecked(future-src)",
        &["'self'", "https:", "unchecked('x')", "https://e.example"],
    ),
];

impl Spelled {
    pub(crate) fn new(dice: &mut Dice) -> Self {
        let disposition = match dice.below(3) {
            0 => Disposition::Report,
            _ => Disposition::Enforce,
        };
        let mut whole: Vec<Directive> = Vec::new();
        for _ in 0..=dice.below(5) {
            let directive = directive(dice);
            if whole.iter().all(|other| other.name != directive.name) {
                whole.push(directive);
            }
        }
        let (mut base, mut edits) = (Vec::new(), Vec::new());
        // What the base lacks comes after what it has.
        let added = dice.below(whole.len().min(3));
        let kept = whole.len() - added;
        for directive in &whole[..kept] {
            differ(directive, dice, &mut base, &mut edits);
        }
        let set = |directive: &Directive| Edit::new("", directive.clone());
        edits.extend(whole[kept..].iter().map(set));
        if dice.below(3) == 0 {
            let more = directive(dice);
            if whole.iter().all(|other| other.name != more.name) {
                let at = dice.below(base.len() + 1);
                base.insert(at, more.clone());
                edits.push(Edit::new(
                    "off",
                    Directive {
                        words: Vec::new(),
                        ..more
                    },
                ));
            }
        }
        Self {
            disposition,
            whole,
            base,
            edits,
        }
    }

    /// The policy as text.
    pub(crate) fn text(&self) -> String {
        text(&self.whole)
    }

    /// The policy in the words of `csp!`.
    pub(crate) fn words(&self) -> String {
        in_words(&self.whole)
    }

    /// The base in the same words.
    pub(crate) fn base_words(&self) -> String {
        in_words(&self.base)
    }

    /// The changes of the base, each its operator, its directive and the words of that, as text has them.
    pub(crate) fn changes(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'static str, &[&'static str])> {
        self.edits.iter().map(|edit| {
            let Directive { name, words } = &edit.directive;
            (edit.operator, *name, words.as_slice())
        })
    }

    /// The changes of the base, each in words.
    pub(crate) fn edits(&self) -> String {
        let edits = self.edits.iter().map(
            |Edit {
                 operator,
                 directive,
             }| {
                let written = words(&text(std::slice::from_ref(directive)));
                let name = words(directive.name);
                let values = written.strip_prefix(&name).unwrap_or_default();
                format!("{name} {operator}{values};")
            },
        );
        edits.collect::<Vec<_>>().join(" ")
    }
}

impl Edit {
    fn new(operator: &'static str, directive: Directive) -> Self {
        Self {
            operator,
            directive,
        }
    }
}

/// Puts into the base what becomes this directive, and how.
fn differ(
    directive: &Directive,
    dice: &mut Dice,
    base: &mut Vec<Directive>,
    edits: &mut Vec<Edit>,
) {
    let Directive { name, words } = directive.clone();
    let is_list = SOURCE_LISTS.contains(&name);
    let with = |words: &[&'static str]| Directive {
        name,
        words: words.to_vec(),
    };
    match dice.below(4) {
        1 if is_list => {
            base.push(Directive {
                words: sources(name, dice),
                ..with(&[])
            });
            edits.push(Edit::new("", directive.clone()));
        }
        2 if is_list && words.len() > 1 => {
            let at = 1 + dice.below(words.len() - 1);
            base.push(with(&words[..at]));
            edits.push(Edit::new("+=", with(&words[at..])));
        }
        3 if is_list && words != ["'none'"] => {
            let mut more = sources(name, dice);
            more.retain(|word| !words.iter().any(|other| bytes(other) == bytes(word)));
            more.retain(|word| *word != "'none'");
            let mut all = words;
            for word in &more {
                all.insert(dice.below(all.len() + 1), word);
            }
            base.push(with(&all));
            if !more.is_empty() {
                edits.push(Edit::new("-=", with(&more)));
            }
        }
        _ => base.push(directive.clone()),
    }
}

fn directive(dice: &mut Dice) -> Directive {
    if dice.below(4) == 0 {
        let (name, words) = OTHERS[dice.below(OTHERS.len())];
        let mut words = words.to_vec();
        if words.len() > 1 {
            words.truncate(1 + dice.below(words.len()));
        }
        return Directive { name, words };
    }
    let name = SOURCE_LISTS[dice.below(SOURCE_LISTS.len())];
    let words = sources(name, dice);
    Directive { name, words }
}

/// Words of a source list, no two of the same bytes.
fn sources(name: &str, dice: &mut Dice) -> Vec<&'static str> {
    if dice.below(12) == 0 {
        return vec!["'none'"];
    }
    let takes_code = ["default-src", "script-src", "style-src", "script-src-elem"].contains(&name);
    let mut words: Vec<&'static str> = Vec::new();
    for _ in 0..=dice.below(4) {
        let from = if takes_code && dice.below(2) == 0 {
            CODE
        } else {
            SOURCES
        };
        let word = from[dice.below(from.len())];
        if words.iter().all(|other| bytes(other) != bytes(word)) {
            words.push(word);
        }
    }
    words
}

/// What is sent of a word.
fn bytes(word: &str) -> &str {
    let inside = word.strip_prefix("unchecked(");
    inside.map_or(word, |inside| inside.trim_end_matches(')'))
}

fn text(directives: &[Directive]) -> String {
    let text = |directive: &Directive| {
        let words = directive.words.iter().copied();
        std::iter::once(directive.name)
            .chain(words)
            .collect::<Vec<_>>()
            .join(" ")
    };
    directives.iter().map(text).collect::<Vec<_>>().join("; ")
}

fn in_words(directives: &[Directive]) -> String {
    let each = |directive: &Directive| words(&text(std::slice::from_ref(directive))) + ";";
    directives.iter().map(each).collect::<Vec<_>>().join(" ")
}
