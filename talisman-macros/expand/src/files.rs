//! The pages that a path or a pattern names.

use std::fs;
use std::path::{Path, PathBuf};

use talisman_policy::pages::Problem;

use crate::digests::{file_of, folder};

/// A page of the package.
#[derive(Clone, Debug)]
pub(crate) struct PageFile {
    /// Its path from the package's folder on, for messages.
    pub(crate) name: String,
    /// Its path.
    pub(crate) path: PathBuf,
    /// What is in it.
    pub(crate) text: String,
}

/// The pages that a path or a pattern names, in the order of their paths, or what is wrong with it.
pub(crate) fn pages_of(pattern: &str) -> Result<Vec<PageFile>, Problem> {
    let of_path = |why: &str| Problem::File {
        path: pattern.to_owned(),
        why: why.to_owned(),
    };
    let why = match pattern {
        _ if pattern.contains("://") => Some("it is a URL, and pages are files of the package"),
        _ if pattern.contains('\\') => Some("folders are divided by `/`, on every system"),
        _ if pattern.starts_with('!') => Some("no pattern leaves files out"),
        _ => None,
    };
    if let Some(why) = why {
        return Err(of_path(why));
    }
    let file = file_of(pattern).map_err(of_path)?;
    // A file of this name is intended, whatever signs are in it: `[slug].html` is a name that site generators write.
    if file.is_file() || !pattern.contains(['*', '?', '[']) {
        if file.is_dir() {
            return Err(of_path("it is a folder"));
        }
        return Ok(vec![read(file)?]);
    }
    let mut pages = Vec::new();
    for file in matches(pattern)? {
        pages.push(read(file)?);
    }
    if pages.is_empty() {
        let pattern = pattern.to_owned();
        return Err(Problem::NoMatch { pattern });
    }
    Ok(pages)
}

impl PageFile {
    /// Whether it can be a page: it has something like a tag, and its name is not that of another kind of file.
    pub(crate) fn is_html(&self) -> bool {
        let tag = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
        let is_other = |kind: &str| {
            NOT_HTML
                .iter()
                .any(|other| other.eq_ignore_ascii_case(kind))
        };
        let extension = self.path.extension().and_then(|kind| kind.to_str());
        !extension.is_some_and(is_other) && self.text.split('<').skip(1).any(tag)
    }
}

/// How the names of files end that a pattern may match beside the pages.
const NOT_HTML: &[&str] = &[
    "cjs",
    "css",
    "js",
    "json",
    "map",
    "mjs",
    "ts",
    "wasm",
    "webmanifest",
];

/// The files that a pattern matches, sorted.
fn matches(pattern: &str) -> Result<Vec<PathBuf>, Problem> {
    let folder = folder();
    // The folder's own name is not part of the pattern.
    let start = glob::Pattern::escape(&folder.to_string_lossy());
    let paths = glob::glob(&format!("{start}/{pattern}")).map_err(|error| Problem::Pattern {
        pattern: pattern.to_owned(),
        why: error.msg.to_owned(),
    })?;
    let mut files = Vec::new();
    for path in paths {
        let path = path.map_err(|error| Problem::File {
            path: name_of(error.path(), &folder),
            why: error.error().to_string(),
        })?;
        if path.is_file() {
            let name = name_of(&path, &folder);
            let file = file_of(&name).map_err(|why| Problem::File {
                path: name,
                why: why.to_owned(),
            })?;
            files.push(file);
        }
    }
    Ok(files)
}

fn read(path: PathBuf) -> Result<PageFile, Problem> {
    let name = name_of(&path, &folder());
    let problem = |why: String| Problem::File {
        path: name.clone(),
        why,
    };
    // As bytes, so that the message can name the line that is not UTF-8.
    let bytes = fs::read(&path).map_err(|error| problem(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let line = error
            .as_bytes()
            .iter()
            .take(error.utf8_error().valid_up_to());
        let line = line.filter(|byte| **byte == b'\n').count() + 1;
        problem(format!("line {line} is not UTF-8"))
    })?;
    Ok(PageFile { name, path, text })
}

/// A path as a message names it.
fn name_of(path: &Path, folder: &Path) -> String {
    let name = path.strip_prefix(folder).unwrap_or(path);
    name.to_string_lossy().replace('\\', "/")
}
