//! Clear-Site-Data: the types of data that a browser forgets, a list of quoted strings.

use crate::ground::diagnostic::{Diagnostics, Place};
use crate::ground::first_sites::FirstSites;
use crate::ground::suggest::nearest;
use crate::ground::word::{Spelling, Word};

/// What a browser forgets about the site when it gets the response: its cookies, what its pages stored, what it cached.
///
/// It belongs on the response that logs somebody out, and on no other. Write a policy of its own for that route, derived from
/// the site's: `talisman_policy! { ..POLICY, clear_site_data: [cookies, storage] }`. Among Rust tokens the types stand bare;
/// in a field value their quotes are a part of them.
///
/// # ABNF
///
/// ```text
/// Clear-Site-Data = 1#( quoted-string )
/// ```
///
/// # Example values
///
/// `"cookies"`, `"cache", "cookies", "storage"`, `"*"`
///
/// `cookies` and `"Cookies"` are refused: a browser knows neither, and forgets nothing.
///
/// # Deployment caveat
///
/// Browsers read it over https alone. As part of a policy that every response has, it logs everyone out at each page.
/// Cookies are forgotten for the whole registrable domain, subdomains included, and everything else for the origin. Chromium
/// has forgotten `"cache"` and `"*"` since 127, Firefox `"cache"` since 138 and Safari all of them since 17.
///
/// <https://www.w3.org/TR/clear-site-data/#header>
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClearSiteData {
    types: Vec<String>,
}

words! {
    /// A type of data, in the order of the specification; those that it does not have are after the others.
    pub enum DataType: BrowserSupport {
        /// What the browser cached of the origin.
        Cache => "cache", BrowserSupport::Shipped;
        /// Cookies, and what else authenticates.
        Cookies => "cookies", BrowserSupport::Shipped;
        /// What pages stored: `localStorage`, `IndexedDB`, service workers and the like.
        Storage => "storage", BrowserSupport::Shipped;
        /// Open pages, which would be loaded again. Firefox did that up to 67, Safari up to 18.2.
        ExecutionContexts => "executionContexts", BrowserSupport::Gone;
        /// Client hints that the origin asked for. Chromium, since 117.
        ClientHints => "clientHints", BrowserSupport::Shipped;
        /// Pages that were fetched in advance. Chromium, since 138.
        PrefetchCache => "prefetchCache", BrowserSupport::Shipped;
        /// Pages that were rendered in advance. Chromium, since 138.
        PrerenderCache => "prerenderCache", BrowserSupport::Shipped;
        /// All of them.
        Everything => "*", BrowserSupport::Shipped;
    }
}

/// Whether any browser of today acts on a type.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum BrowserSupport {
    /// One does.
    Shipped,
    /// None does any more.
    Gone,
}

/// What is before the name of a storage bucket, which Chromium forgets alone.
const BUCKET: &str = "storage:";

/// Other words for a type, as people know them.
const ALIASES: &[(&str, DataType)] = &[
    ("all", DataType::Everything),
    ("everything", DataType::Everything),
    ("localstorage", DataType::Storage),
    ("sessionstorage", DataType::Storage),
    ("indexeddb", DataType::Storage),
];

problems! {
    /// What can be wrong with a Clear-Site-Data.
    pub enum Problem {
        /// There is no type.
        Empty => Error "clear-site-data-empty", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "there is no type of data: a browser forgets nothing";
            help: "write the types, such as \"cookies\", \"storage\", or leave the header out";
        }

        /// A type without its quotes.
        Unquoted { word: String, write: String } => Error "clear-site-data-unquoted", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "`{word}` is without double quotes, which are a part of the type: a browser ignores it and clears nothing";
            help: "write {write}";
            instead: "{write}";
        }

        /// A type in other capitals.
        Case { word: String, write: String } => Error "clear-site-data-case", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "`{word}` differs from the type in its capital letters: a browser ignores it and clears nothing";
            help: "write {write}";
            instead: "{write}";
        }

        /// A type that does not exist.
        UnknownType { word: String, write: String, near: Option<String> } => Error "clear-site-data-unknown-type", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "`{word}` is not a type of data: a browser ignores it and clears nothing";
            help: "{write}";
            instead?: near.as_deref();
        }

        /// A type that browsers gave up.
        GoneType { word: &'static str } => Warning "clear-site-data-gone-type", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "no browser acts on `{word}` any more: Firefox gave it up in 68, Safari in 18.3, and Chromium never had it";
            help: "leave it out; reload the page in a script if that is what you want";
        }

        /// A type that appears twice.
        DuplicateType { word: String } => Warning "clear-site-data-duplicate-type", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "`{word}` appears a second time, and changes nothing";
            help: "leave it out";
        }

        /// unchecked around something known.
        NeedlessUnchecked { word: String, write: String } => Warning "clear-site-data-needless-unchecked", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "`{word}` is known, and unchecked keeps it from being checked";
            help: "write {write}";
            instead: "{write}";
        }

        /// Something that no type can be.
        NotAType { word: String } => Error "clear-site-data-not-a-type", "RFC 9110 section 5.6.4, quoted strings" {
            summary: "`{word}` cannot be a type of data, known or not: a browser ignores it and clears nothing";
            help: "write printable ASCII, without quotes, backslashes and commas";
        }

        /// A type that takes its time.
        SlowCache => Advice "clear-site-data-slow-cache", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "clearing a large cache takes Chromium seconds, and only then does it show the response";
            help: "leave cache out, and send Cache-Control: no-store with the pages that nobody may see after logging out";
        }

        /// A header that logs everyone out.
        Everywhere => Advice "clear-site-data-everywhere", "Clear Site Data section 3.1, Clear-Site-Data" {
            summary: "every response with this header makes the browser forget: where all pages of a site have it, each of them logs everyone out";
            help: "write it into a policy of its own for the route that logs out: talisman_policy! {{ ..POLICY, clear_site_data: [cookies, storage] }}";
        }
    }
}

impl ClearSiteData {
    /// The types, in order, without their quotes.
    #[must_use]
    pub fn types(&self) -> &[String] {
        &self.types
    }
}

/// The field value.
impl std::fmt::Display for ClearSiteData {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, name) in self.types.iter().enumerate() {
            let comma = if index > 0 { ", " } else { "" };
            write!(formatter, "{comma}\"{name}\"")?;
        }
        Ok(())
    }
}

/// Reads the types of the list.
pub fn read(words: &[Word], out: &mut Diagnostics) -> Option<ClearSiteData> {
    if words.is_empty() {
        out.report(Place::Whole, Problem::Empty);
        return None;
    }
    let mut types = Vec::new();
    let mut firsts = FirstSites::new();
    for word in words {
        let Some(name) = read_type(word, out) else {
            continue;
        };
        if let Some(first) = firsts.before(&name, word.site) {
            out.report_both(word, first, Problem::DuplicateType { word: name });
            continue;
        }
        types.push(name);
    }
    let is_cache = |word: &&Word| {
        let name = word.text.trim_matches('"');
        [DataType::Cache, DataType::Everything]
            .iter()
            .any(|it| it.as_str() == name)
    };
    // Once, although `*` stands for the cache as well.
    if let Some(word) = words.iter().find(is_cache) {
        out.report(word, Problem::SlowCache);
    }
    let logs_out = [DataType::Cookies, DataType::Storage, DataType::Everything];
    if types
        .iter()
        .any(|name| logs_out.iter().any(|it| it.as_str() == name))
    {
        out.report(Place::Whole, Problem::Everywhere);
    }
    (!types.is_empty()).then_some(ClearSiteData { types })
}

/// A type without its quotes, if it is one.
fn read_type(word: &Word, out: &mut Diagnostics) -> Option<String> {
    let text = word.text.as_str();
    let inner = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    let name = inner.unwrap_or_else(|| text.trim_matches('\''));
    if word.spelling.is_unchecked() {
        return read_unchecked(word, inner.unwrap_or(text), out);
    }
    let known = DataType::from_word(name);
    // A storage bucket has a name of the site's own.
    let is_bucket = name.strip_prefix(BUCKET).is_some_and(is_type);
    let meant = known.map(DataType::as_str).or(is_bucket.then_some(name));
    let Some(meant) = meant else {
        out.report(word, unknown_type(name, word));
        return None;
    };
    if word.spelling == Spelling::Text && inner.is_none() {
        let (word_text, write) = (text.to_owned(), format!("\"{meant}\""));
        out.report(
            word,
            Problem::Unquoted {
                word: word_text,
                write,
            },
        );
        return None;
    }
    if meant != name {
        let write = spelled(meant, word.spelling);
        out.report(
            word,
            Problem::Case {
                word: text.to_owned(),
                write,
            },
        );
        return None;
    }
    if let Some(gone) = known.filter(|known| known.fact() == BrowserSupport::Gone) {
        out.report(
            word,
            Problem::GoneType {
                word: gone.as_str(),
            },
        );
    }
    Some(name.to_owned())
}

fn unknown_type(name: &str, word: &Word) -> Problem {
    let near = near(name).map(|near| spelled(near, word.spelling));
    let write = match &near {
        Some(near) => format!("write {near}"),
        None => one_of(name, word),
    };
    Problem::UnknownType {
        word: word.text.clone(),
        write,
        near,
    }
}

fn read_unchecked(word: &Word, name: &str, out: &mut Diagnostics) -> Option<String> {
    let text = word.text.clone();
    if !is_type(name) {
        out.report(word, Problem::NotAType { word: text });
        return None;
    }
    if DataType::WORDS.contains(&name) {
        let write = spelled(name, word.spelling);
        out.report(word, Problem::NeedlessUnchecked { word: text, write });
    }
    Some(name.to_owned())
}

fn near(name: &str) -> Option<&'static str> {
    let alias = ALIASES
        .iter()
        .find(|(alias, _)| alias.eq_ignore_ascii_case(name));
    alias
        .map(|(_, meant)| meant.as_str())
        .or_else(|| nearest(name, DataType::WORDS))
}

/// Every type, and what to write for one that is newer.
fn one_of(name: &str, word: &Word) -> String {
    let all: Vec<String> = DataType::WORDS
        .iter()
        .map(|name| spelled(name, word.spelling))
        .collect();
    let all = all.join(", ");
    // Several types without commas between them are not one that is newer.
    if name.contains(['"', ' ']) {
        return format!("write one of {all}");
    }
    let unchecked = if word.spelling.is_of_tokens() {
        word.spelling.unchecked(name)
    } else {
        word.spelling.unchecked(&format!("\"{name}\""))
    };
    format!("write one of {all}; or, for a type newer than this version of talisman, {unchecked}")
}

/// A type as this spelling has it.
fn spelled(name: &str, spelling: Spelling) -> String {
    match spelling {
        Spelling::Bare | Spelling::UncheckedLiteral => name.to_owned(),
        Spelling::Literal | Spelling::Text | Spelling::UncheckedText => format!("\"{name}\""),
    }
}

/// 1*qdtext, without what a comma list cannot hold.
fn is_type(name: &str) -> bool {
    let fits = |byte: u8| (b' '..=b'~').contains(&byte) && !b"\"\\,".contains(&byte);
    !name.is_empty() && name.bytes().all(fits)
}

#[cfg(test)]
mod tests {
    use super::{BrowserSupport, DataType, read};
    use crate::ground::diagnostic::Diagnostics;
    use crate::ground::word::{Site, Spelling, Word};
    use crate::text::split_list;

    fn read_words(words: &[Word]) -> (Option<String>, Vec<(&'static str, Option<String>)>) {
        let mut out = Diagnostics::new();
        let value = read(words, &mut out);
        let reported = out.iter().map(|found| found.problem.explain());
        let reported = reported.filter(|reported| reported.code != "clear-site-data-everywhere");
        let codes = reported
            .map(|reported| (reported.code, reported.instead))
            .collect();
        (value.map(|value| value.to_string()), codes)
    }

    #[test]
    fn every_type_of_the_table_is_read_in_every_spelling() {
        for name in DataType::ALL {
            let quoted = format!("\"{name}\"");
            let bare = Word {
                spelling: Spelling::Bare,
                ..Word::text(name.as_str(), Site(0))
            };
            let literal = Word {
                spelling: Spelling::Literal,
                ..bare.clone()
            };
            for words in [
                split_list(&quoted, Site(0)).words,
                vec![bare],
                vec![literal],
            ] {
                let (value, reported) = read_words(&words);
                assert_eq!(value.as_deref(), Some(quoted.as_str()));
                // Chromium takes seconds to clear its cache, which is advice; `*` clears it too.
                let is_slow = matches!(name.as_str(), "cache" | "*");
                let is_shipped = name.fact() == BrowserSupport::Shipped;
                assert_eq!(
                    reported.is_empty(),
                    is_shipped && !is_slow,
                    "{name}: {reported:?}"
                );
            }
        }
    }

    #[test]
    fn what_a_remedy_says_is_read() {
        for text in ["cookies", "'cookies'", "\"Cookies\"", "COOKIES"] {
            let (value, reported) = read_words(&split_list(text, Site(0)).words);
            assert_eq!(value, None, "{text}");
            let instead = reported[0].1.clone().unwrap();
            let (value, reported) = read_words(&split_list(&instead, Site(0)).words);
            assert_eq!((value, reported), (Some("\"cookies\"".to_owned()), vec![]));
        }
    }

    #[test]
    fn a_bucket_has_a_name() {
        let read = |text| read_words(&split_list(text, Site(0)).words).0;
        assert_eq!(read("\"storage:a b\"").as_deref(), Some("\"storage:a b\""));
        assert_eq!(read("\"storage:\""), None);
    }
}
