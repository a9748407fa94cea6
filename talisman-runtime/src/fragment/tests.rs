//! What const code makes of a fragment in a policy, beside what the language makes of an extension.

use talisman_core::encoded::{
    Directive, DirectiveField, Encoded, Encoder, Included, Kind, Room, field_length, include, room,
    serialize,
};
use talisman_policy::headers::csp::{self, Disposition, extension};
use talisman_policy::{Diagnostics, Site, Statement, text};

use crate::inherit;

/// Numbers that look random: `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const DIRECTIVES: &[&str] = &[
    "default-src",
    "script-src",
    "style-src",
    "img-src",
    "connect-src",
    "child-src",
    "worker-src",
    "frame-src",
    "script-src-elem",
    "script-src-attr",
    "style-src-elem",
    "object-src",
    "form-action",
    "frame-ancestors",
    "base-uri",
];

const HASH: &str = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/// Of a policy, with words that a fragment cannot have.
const SOURCES: &[&str] = &[
    "'self'",
    "https://a.example",
    "https://b.example",
    "data:",
    "'unsafe-inline'",
    "'strict-dynamic'",
    "'nonce'",
    HASH,
    "'unsafe-eval'",
    "'report-sample'",
    "unchecked('new')",
    "unchecked('nonce-')",
];

const ADDED: &[&str] = &[
    "https://a.example",
    "https://b.example",
    "https://c.example/x.js",
    "'nonce'",
    HASH,
];

/// Directives, some of them empty lists.
fn directives(dice: &mut Dice, sources: &[&str], may_be_none: bool) -> String {
    let mut names = DIRECTIVES.to_vec();
    let mut text = Vec::new();
    for _ in 0..=dice.below(5) {
        let name = names.swap_remove(dice.below(names.len()));
        let mut words = vec![name];
        if may_be_none && dice.below(5) == 0 {
            words.push("'none'");
        } else {
            for _ in 0..=dice.below(4) {
                let word = dice.one(sources);
                if !words.contains(&word) {
                    words.push(word);
                }
            }
        }
        text.push(words.join(" "));
    }
    text.join("; ")
}

fn statements(text: &str) -> Vec<Statement> {
    text::split_directives(text, Site(0)).statements
}

fn leaked(encoder: &Encoder) -> &'static Encoded {
    let (text, index) = (encoder.text().to_owned(), encoder.index().to_vec());
    Box::leak(Box::new(Encoded::whole(text.leak(), index.leak())))
}

/// The directives of the policy that is sent, and its length as const code counts it.
fn sent(encoded: &Encoded) -> (Vec<(String, String)>, Option<usize>) {
    let length = field_length(encoded, "content-security-policy");
    (inherit::texts(encoded), length)
}

#[test]
fn const_code_includes_what_the_language_adds() {
    let mut dice = Dice(7);
    let (mut added, mut cut, mut same) = (0, 0, 0);
    for _ in 0..4_000 {
        let policy_text = directives(&mut dice, SOURCES, true);
        let fragment_text = directives(&mut dice, ADDED, false);
        // A policy with errors is a harder case, and goes where it may not in a program.
        let mut out = Diagnostics::new();
        let policy = csp::read(&statements(&policy_text), Disposition::Enforce, &mut out);
        let mut refused = Diagnostics::new();
        let fragment = extension::read(&statements(&fragment_text), &mut refused);
        if refused.has_errors() {
            continue;
        }
        let policy = policy.expect("it has directives");
        let (mut words, mut fragment_words) = (Encoder::default(), Encoder::default());
        policy.encode(Disposition::Enforce, &mut words);
        fragment.encode(&mut fragment_words);
        let (own, fragment_words) = (leaked(&words), leaked(&fragment_words));

        let field = DirectiveField::Enforced;
        let included = include::<128, 8192, 4096>(own, fragment_words, field, "w::WIDGET");
        let Room { words, text, index } = room(own, fragment_words, "w::WIDGET");
        assert!(words <= 128 && included.text_length <= text && included.index_length <= index);
        let included: &'static Included<8192, 4096> = Box::leak(Box::new(included));
        let with = included.on(own);

        let expected = fragment.extend(&policy.encoded());
        assert_eq!(
            included.adds,
            expected.is_some(),
            "{policy_text} + {fragment_text}"
        );
        let expected = expected.unwrap_or_else(|| policy.encoded());
        let mut encoder = Encoder::default();
        encoder.begin(field);
        for directive in &expected {
            encoder.directive(Kind::Set, directive);
        }
        assert_eq!(
            sent(&with),
            sent(leaked(&encoder)),
            "{policy_text} + {fragment_text}"
        );
        assert_eq!(kinds(&with), expected, "{policy_text} + {fragment_text}");
        added += usize::from(included.adds);
        cut += usize::from(included.cuts);
        same += usize::from(!included.adds);
    }
    assert!(added > 300 && cut > 5 && same > 100, "{added} {cut} {same}");
}

/// The directives with what each word is, on which checks of what is derived depend.
fn kinds(encoded: &Encoded) -> Vec<Directive<String>> {
    let fields = inherit::fields(encoded);
    let directives = fields.into_iter().flat_map(|field| field.directives);
    directives
        .map(|directive| directive.map(std::borrow::Cow::into_owned))
        .collect()
}

#[test]
fn what_a_fragment_prints_are_its_sources_alone() {
    let mut encoder = Encoder::default();
    extension::read(
        &statements("worker-src https://a.example"),
        &mut Diagnostics::new(),
    )
    .encode(&mut encoder);
    let fragment = super::Fragment {
        encoded: *leaked(&encoder),
    };
    assert_eq!(fragment.to_string(), "worker-src https://a.example");
    assert_eq!(
        serialize(&fragment.directives(), ' ').0,
        "worker-src https://a.example"
    );
}
