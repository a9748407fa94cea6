//! The bodies of a page with its nonce, each in the way of one who serves it.

use std::hint::black_box;

use http::Response;
use minijinja::{Environment, context};
use talisman::{Page, Policy, ProtectedPage, Scheme, page, talisman_policy};

use crate::Error;
use crate::instructions::between_boundaries;

const SITE: Policy = talisman_policy! {
    force_https: off,
    content_security_policy: { default-src self; script-src nonce; object-src none; base-uri none; },
    pages: ["pages/page.html"],
};
const SMALL: Page = page!("pages/page.html");
const SMALL_WITH_POLICY: ProtectedPage = page!("pages/page.html", SITE);

/// Where the text of a page grows.
const MAIN: &str = "<main>";
const PLACEHOLDER: &str = "{{nonce}}";
/// As long as one that is drawn.
const NONCE: &str = "c29tZSByYW5kb20gYnl0ZX";

/// Bodies that are counted.
pub(super) const COUNTED: u32 = 64;

/// A way to get at a body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Body {
    /// The finished page, copied: the least that a body of its own costs.
    Copy,
    /// `Page::body`.
    Page,
    /// `String::replace`.
    Replace,
    /// A template of minijinja's.
    Template,
    /// `ProtectedPage::respond` with the small page, whose cost is that of the fields and the nonce.
    Respond,
}

impl Body {
    /// All of them, the copy first.
    pub const ALL: [Self; 5] = [
        Self::Copy,
        Self::Page,
        Self::Replace,
        Self::Template,
        Self::Respond,
    ];

    /// How it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Page => "page!",
            Self::Replace => "replace",
            Self::Template => "minijinja",
            Self::Respond => "respond (small)",
        }
    }

    /// The one of this name.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn named(name: &str) -> Result<Self, Error> {
        let mut all = Self::ALL.into_iter();
        all.find(|body| body.name() == name)
            .ok_or_else(|| "no such body".into())
    }

    /// What makes one body after the other, of a page of about this size.
    fn maker(self, size: usize) -> Box<dyn Fn()> {
        let text = text(size);
        let finished = text.replace(PLACEHOLDER, NONCE);
        match self {
            Self::Copy => Box::new(move || drop(black_box(finished.as_bytes().to_vec()))),
            Self::Page => {
                let page = sized(&text);
                assert_eq!(page.body(NONCE), finished.as_bytes());
                Box::new(move || drop(black_box(page.body(black_box(NONCE)))))
            }
            Self::Replace => {
                Box::new(move || drop(black_box(text.replace(PLACEHOLDER, black_box(NONCE)))))
            }
            Self::Template => {
                let mut templates = Environment::new();
                let added = templates.add_template_owned("page", text);
                added.expect("the page is a template");
                let render = move || {
                    let page = templates.get_template("page").expect("it is there");
                    page.render(context! { nonce => black_box(NONCE) })
                };
                let rendered = render().expect("it renders");
                assert_eq!(rendered.trim_end(), finished.trim_end());
                Box::new(move || drop(black_box(render())))
            }
            Self::Respond => Box::new(|| {
                let response: Response<Vec<u8>> = SMALL_WITH_POLICY.respond(Scheme::Https);
                drop(black_box(response));
            }),
        }
    }
}

/// The small page with so much text in it.
fn text(size: usize) -> String {
    let mut pieces = SMALL.pieces.iter();
    let mut text = (*pieces.next().unwrap_or(&"")).to_owned();
    for piece in pieces {
        text.push_str(PLACEHOLDER);
        text.push_str(piece);
    }
    let more = "<p>Some text of a page that was built ahead.</p>\n";
    let more = more.repeat(size.saturating_sub(text.len()) / more.len());
    text.replace(MAIN, &format!("{MAIN}{more}"))
}

/// What `page!` makes of a file with this text.
fn sized(text: &str) -> Page {
    let text: &'static str = text.to_owned().leak();
    Page {
        pieces: text.split(PLACEHOLDER).collect::<Vec<_>>().leak(),
        ..SMALL
    }
}

/// What runs under valgrind.
///
/// # Errors
///
/// If there is no such body.
pub fn run(name: &str, size: &str) -> Result<(), Error> {
    let make = Body::named(name)?.maker(size.parse()?);
    between_boundaries(COUNTED, make);
    Ok(())
}

/// Gives, for each size and body, what makes one; for the program that counts allocations.
pub fn allocations() -> impl Iterator<Item = Box<dyn Fn()>> {
    let sizes = super::SIZES.into_iter();
    sizes.flat_map(|size| Body::ALL.map(|body| body.maker(size)))
}
