//! What serializing gives: a field's name and its value, with the slots that a response fills.

pub use talisman_core::nonce::LENGTH as NONCE_LENGTH;

/// A run of a field value.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Segment {
    /// Text that never changes.
    Text(String),
    /// The base64-value of the response's nonce.
    Nonce,
}

/// A field value, as the segments that make it up; neighbouring text is always one segment.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Value {
    segments: Vec<Segment>,
}

impl Value {
    /// Adds text.
    pub fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.segments.last_mut() {
            Some(Segment::Text(tail)) => tail.push_str(text),
            _ => self.segments.push(Segment::Text(text.to_owned())),
        }
    }

    /// A text with the places of nonces at these byte offsets, which ascend.
    #[must_use]
    pub fn from_template(text: &str, slots: &[usize]) -> Self {
        let mut value = Self::default();
        let mut from = 0;
        for &slot in slots {
            value.push(text.get(from..slot).unwrap_or_default());
            value.push_nonce();
            from = slot;
        }
        value.push(text.get(from..).unwrap_or_default());
        value
    }

    /// Adds the place of a nonce.
    pub fn push_nonce(&mut self) {
        self.segments.push(Segment::Nonce);
    }

    /// The segments, in order.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The text without the nonces, and the byte offset of each slot in it.
    #[must_use]
    pub fn template(&self) -> (String, Vec<usize>) {
        let mut text = String::new();
        let mut slots = Vec::new();
        for segment in &self.segments {
            match segment {
                Segment::Text(run) => text.push_str(run),
                Segment::Nonce => slots.push(text.len()),
            }
        }
        (text, slots)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        let mut value = Self::default();
        value.push(text);
        value
    }
}

/// One header field that a policy sends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Field {
    /// The field name, in lower case.
    pub name: String,
    /// The field value.
    pub value: Value,
    /// The value for a response whose page was not handed the nonce: the same policy, without any nonce-source.
    pub without_nonce: String,
    /// Whether the field is only sent over https.
    pub https_only: bool,
}

impl Field {
    /// The length of the value in bytes, every nonce included.
    #[must_use]
    pub fn length(&self) -> usize {
        let length = |segment: &Segment| match segment {
            Segment::Text(text) => text.len(),
            Segment::Nonce => NONCE_LENGTH,
        };
        self.value.segments.iter().map(length).sum()
    }

    /// A field whose value is the same in every response.
    #[must_use]
    pub fn fixed(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: Value::from(value),
            without_nonce: value.to_owned(),
            https_only: false,
        }
    }
}
