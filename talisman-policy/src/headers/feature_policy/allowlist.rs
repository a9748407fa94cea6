//! Allowlists as Feature-Policy writes them: keywords in single quotes, origins without.

use super::Problem;
use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::word::{Spelling, Statement, Word};
use crate::headers::origin::{self, Wildcards};
use crate::headers::permissions::{Allowlist, AllowlistMember, Feature};

/// Reads what is behind a feature. `None` is a value that was reported and stands for nothing.
pub(super) fn read(
    feature: &Feature,
    statement: &Statement,
    out: &mut Diagnostics,
) -> Option<Allowlist> {
    let spelling = statement.name.spelling;
    let name = || feature.as_str().to_owned();
    if statement.values.is_empty() {
        let write = format!(
            "write {} after it, or {} for nobody",
            spelling.keyword("'self'"),
            spelling.keyword("'none'")
        );
        out.report(
            &statement.name,
            Problem::MissingAllowlist {
                name: name(),
                write,
            },
        );
        return Some(Allowlist::Members(vec![AllowlistMember::SelfOrigin]));
    }
    let mut members = Vec::new();
    let mut firsts = FirstSites::new();
    let mut all = false;
    let mut none = None;
    let mut sound = true;
    for word in &statement.values {
        match read_value(word) {
            Ok(Value::None) => none = none.or(Some(word)),
            Ok(Value::All) => all = true,
            Ok(Value::Member(member)) => {
                if firsts.before(&member.key(), word.site).is_none() {
                    members.push(member);
                }
            }
            Err((place, problem)) => {
                out.report(place, problem);
                sound = false;
            }
        }
    }
    if let (Some(none), true) = (none, all || !members.is_empty()) {
        out.report(none, Problem::NoneWithOthers { name: name() });
    }
    sound.then_some(if all {
        Allowlist::All
    } else {
        Allowlist::Members(members)
    })
}

enum Value {
    None,
    All,
    Member(AllowlistMember),
}

/// allowlist-value = "*" / "'self'" / "'none'" / serialized-origin
fn read_value(word: &Word) -> Result<Value, (Place, Problem)> {
    if word.spelling.is_unchecked() {
        let is_value = !word.text.is_empty()
            && word
                .text
                .bytes()
                .all(|byte| byte.is_ascii_graphic() && !b";,".contains(&byte));
        return if is_value {
            Ok(Value::Member(AllowlistMember::Unchecked(word.text.clone())))
        } else {
            Err((
                word.into(),
                Problem::NotAName {
                    name: word.text.clone(),
                },
            ))
        };
    }
    if word.text == "*" {
        return Ok(Value::All);
    }
    let bare = word
        .text
        .trim_matches(['\'', '"', '\u{2018}', '\u{2019}'])
        .to_ascii_lowercase();
    let quoted = format!("'{bare}'");
    let is_keyword = word.spelling == Spelling::Bare || word.is(&quoted);
    let write = || word.spelling.keyword(&quoted);
    match bare.as_str() {
        "self" if is_keyword => Ok(Value::Member(AllowlistMember::SelfOrigin)),
        "none" if is_keyword => Ok(Value::None),
        "self" | "none" => Err((
            word.into(),
            Problem::Misquoted {
                word: word.text.clone(),
                write: write(),
            },
        )),
        "src" => Err((
            word.into(),
            Problem::SrcKeyword {
                write: word.spelling.keyword("'self'"),
            },
        )),
        _ => read_origin(word),
    }
}

fn read_origin(word: &Word) -> Result<Value, (Place, Problem)> {
    match origin::parse(&word.text, Wildcards::Allowed) {
        // An origin is one of the bytes of its list.
        Ok(origin) if !origin.contains([';', ',']) => {
            Ok(Value::Member(AllowlistMember::Origin(origin)))
        }
        Ok(_) => Err((
            word.into(),
            Problem::NotAName {
                name: word.text.clone(),
            },
        )),
        Err(error) => {
            let write = match error.instead {
                Some(origin) => format!("write {}", word.spelling.word(&origin)),
                None => error.advice.to_owned(),
            };
            let (word_text, what) = (word.text.clone(), error.what);
            Err((
                Place::within(word, error.range),
                Problem::InvalidValue {
                    word: word_text,
                    what,
                    write,
                },
            ))
        }
    }
}
