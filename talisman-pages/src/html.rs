//! Elements of a page with their places. What an element loads or runs is for [`needs`](crate::needs).
//!
//! A tokenizer is enough: what a policy decides depends on tags, attributes and the text of `<script>` and `<style>`. What a
//! tree would add (implied end tags, foster parenting) moves elements and changes none of these.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// An element of a page.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Element {
    /// Its name in lower case.
    pub(crate) name: String,
    /// Its attributes, names in lower case, each name once: browsers drop a repeated one.
    pub(crate) attributes: Vec<(String, String)>,
    /// Whether an attribute was repeated, which voids the nonce of a script.
    pub(crate) has_repeated_attribute: bool,
    /// Where its tag begins, in bytes.
    pub(crate) at: usize,
    /// The text of a `<script>` or `<style>`.
    pub(crate) text: String,
    /// Whether it is inside a `<template>`, where nothing loads or runs.
    pub(crate) is_inert: bool,
    /// Whether it is in the head.
    pub(crate) in_head: bool,
}

impl Element {
    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
    }

    /// The value of an attribute that is a URL, without the white space around it; an empty one loads nothing.
    pub(crate) fn url(&self, name: &str) -> Option<&str> {
        let url = self.get(name)?.trim_matches(is_space);
        (!url.is_empty()).then_some(url)
    }

    /// The nonce that a browser compares. It trims no white space of a source, but of the attribute.
    pub(crate) fn nonce(&self) -> Option<&str> {
        let nonce = self.get("nonce")?.trim_matches(is_space);
        (!nonce.is_empty()).then_some(nonce)
    }
}

/// ASCII white space of HTML.
pub(crate) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Every element of a page, in the order of their tags.
pub(crate) fn elements(html: &str) -> Vec<Element> {
    let mut reader = Reader::default();
    let callback = |event: CallbackEvent<'_>, span: Span<usize>| -> Option<()> {
        reader.event(&event, span.start);
        None
    };
    let mut emitter = CallbackEmitter::new(callback);
    emitter.naively_switch_states(true);
    for event in Tokenizer::new_with_emitter(html, emitter) {
        // Reading a string cannot fail, and the callback gives no tokens.
        let (Ok(()) | Err(_)) = event;
    }
    reader.elements
}

/// The elements so far, and where in the page the next one is.
#[derive(Default)]
struct Reader {
    elements: Vec<Element>,
    /// An element whose tag is not read to its end.
    open: Option<Element>,
    /// Whether the text that follows is the last element's.
    in_text: bool,
    templates: usize,
    /// In how many `<svg>` and `<math>` the text is, where a script's text is read as any other.
    foreign: usize,
    left_head: bool,
}

impl Reader {
    fn event(&mut self, event: &CallbackEvent<'_>, at: usize) {
        match event {
            CallbackEvent::OpenStartTag { name } => self.open(name, at),
            CallbackEvent::AttributeName { name } => self.attribute(name),
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { self_closing } => self.close(*self_closing),
            CallbackEvent::EndTag { name } => {
                self.end_text();
                match *name {
                    b"template" => self.templates = self.templates.saturating_sub(1),
                    b"svg" | b"math" => self.foreign = self.foreign.saturating_sub(1),
                    _ => {}
                }
            }
            CallbackEvent::String { value } => self.text(value),
            _ => {}
        }
    }

    fn open(&mut self, name: &[u8], at: usize) {
        let name = text(name);
        if !HEAD.contains(&name.as_str()) {
            self.left_head = true;
        }
        self.open = Some(Element {
            at,
            is_inert: self.templates > 0,
            in_head: !self.left_head,
            name,
            ..Element::default()
        });
    }

    fn attribute(&mut self, name: &[u8]) {
        let Some(open) = &mut self.open else { return };
        let name = text(name);
        if open.attributes.iter().any(|(other, _)| *other == name) {
            open.has_repeated_attribute = true;
            // Its value goes to a name that nobody asks for.
            open.attributes.push((String::new(), String::new()));
        } else {
            open.attributes.push((name, String::new()));
        }
    }

    fn value(&mut self, value: &[u8]) {
        let last = self
            .open
            .as_mut()
            .and_then(|open| open.attributes.last_mut());
        if let Some((_, last)) = last {
            *last = text(value);
        }
    }

    fn close(&mut self, self_closing: bool) {
        let Some(element) = self.open.take() else {
            return;
        };
        match element.name.as_str() {
            "template" => self.templates += 1,
            "svg" | "math" if !self_closing => self.foreign += 1,
            _ => {}
        }
        self.in_text = matches!(element.name.as_str(), "script" | "style");
        self.elements.push(element);
    }

    fn text(&mut self, value: &[u8]) {
        if self.in_text {
            if let Some(element) = self.elements.last_mut() {
                element.text.push_str(&text(value));
            }
            return;
        }
        // A byte order mark is not text of the page.
        let value = value.strip_prefix("\u{feff}".as_bytes()).unwrap_or(value);
        if !value.iter().all(u8::is_ascii_whitespace) && !self.is_in_title() {
            self.left_head = true;
        }
    }

    fn end_text(&mut self) {
        let was_in_text = std::mem::take(&mut self.in_text);
        if let Some(element) = self.elements.last_mut() {
            if was_in_text && self.foreign > 0 {
                element.text = foreign_text(&element.text);
            }
        }
    }

    fn is_in_title(&self) -> bool {
        let last = self.elements.last();
        last.is_some_and(|element| {
            matches!(element.name.as_str(), "title" | "noscript" | "noframes")
        })
    }
}

/// The text of a script or style in `<svg>`: character references are resolved, and `<![CDATA[` ends at `]]>`.
fn foreign_text(raw: &str) -> String {
    let mut found = String::new();
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        found.push_str(&resolved(before));
        let (inside, behind) = after.split_once("]]>").unwrap_or((after, ""));
        found.push_str(inside);
        rest = behind;
    }
    found.push_str(&resolved(rest));
    found
}

/// Text with its character references resolved, without tags.
fn resolved(raw: &str) -> String {
    let mut found = String::new();
    let callback = |event: CallbackEvent<'_>, _: Span<usize>| -> Option<()> {
        if let CallbackEvent::String { value } = event {
            found.push_str(&text(value));
        }
        None
    };
    for event in Tokenizer::new_with_emitter(raw, CallbackEmitter::new(callback)) {
        // As above.
        let (Ok(()) | Err(_)) = event;
    }
    found
}

/// What does not end the head.
const HEAD: &[&str] = &[
    "html", "head", "title", "base", "link", "meta", "script", "style", "template", "noscript",
    "noframes", "bgsound", "basefont",
];

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A line and a column of a page, both counted from 1, columns in characters.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// Finds positions in one page: looks the start of a line up, however long the page is.
pub(crate) struct Lines<'a> {
    html: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(html: &'a str) -> Self {
        let after = html.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            html,
            starts: std::iter::once(0).chain(after).collect(),
        }
    }

    /// The position of a byte.
    pub(crate) fn position(&self, at: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line.checked_sub(1).and_then(|line| self.starts.get(line));
        let before = start.and_then(|start| self.html.get(*start..at));
        Position {
            line,
            column: before.map_or(0, |text| text.chars().count()) + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, Position, elements};

    #[test]
    fn text_belongs_to_its_script_and_newlines_are_those_of_html() {
        let found = elements("<title>a<b></title>\r\n<script nonce=x>1 <\r\n2</script><p>3");
        let names: Vec<_> = found.iter().map(|element| element.name.as_str()).collect();
        assert_eq!(names, ["title", "script", "p"]);
        assert_eq!(found[1].text, "1 <\n2");
        assert_eq!(found[1].get("nonce"), Some("x"));
        assert!(found[1].in_head && !found[2].in_head);
    }

    #[test]
    fn an_escaped_script_swallows_the_next_one() {
        let found = elements("<script><!-- <script> </script> x</script><script>2</script>");
        assert_eq!(found[0].text, "<!-- <script> </script> x");
        assert_eq!(found[1].text, "2");
    }

    #[test]
    fn a_script_in_svg_is_text_like_any_other() {
        let found = elements(
            "<svg><style>/*<![CDATA[*/ a &gt; b{} /*]]>*/</style><script>1 &lt; 2</script></svg>\
             <script>1 &lt; 2</script>",
        );
        assert_eq!(found[1].text, "/**/ a &gt; b{} /**/");
        assert_eq!(found[2].text, "1 < 2");
        assert_eq!(found[3].text, "1 &lt; 2");
    }

    #[test]
    fn the_first_of_two_attributes_counts() {
        let found = elements("<img src=a SRC=b alt>");
        assert_eq!(found[0].get("src"), Some("a"));
        assert_eq!(found[0].get("alt"), Some(""));
        assert!(found[0].has_repeated_attribute);
    }

    #[test]
    fn what_is_in_a_template_is_inert() {
        let found = elements("<template><img src=a></template><img src=b>");
        assert!(found[1].is_inert && !found[2].is_inert);
    }

    #[test]
    fn a_position_counts_characters() {
        let html = "é\nüx<script>";
        let found = elements(html);
        let position = Lines::new(html).position(found[0].at);
        assert_eq!(position, Position { line: 2, column: 3 });
    }
}
