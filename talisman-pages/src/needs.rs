//! What each element of a page loads, runs or opens, in the order of the page.

mod script;
mod what;

pub(crate) use self::what::{Holds, Kind, Need, Resource, What};
use crate::css::{self, Load};
use crate::handlers::is_handler;
use crate::html::{Element, elements, is_space};
use crate::srcset::addresses;

/// Everything that a page asks for.
pub(crate) fn needs(html: &str) -> Vec<Need> {
    let mut found = Vec::new();
    let mut media = 0_usize;
    for element in elements(html) {
        // `<source>` belongs to the `<picture>`, `<video>` or `<audio>` before it.
        match element.name.as_str() {
            "picture" => media = 0,
            "video" | "audio" => media = 1,
            _ => {}
        }
        let mut needs = Needs {
            element: &element,
            found: &mut found,
        };
        needs.attributes();
        if !element.is_inert {
            needs.loads(media > 0);
        }
    }
    found
}

struct Needs<'a> {
    element: &'a Element,
    found: &'a mut Vec<Need>,
}

impl Needs<'_> {
    fn add(&mut self, attribute: &str, what: What) {
        let name = &self.element.name;
        let element = if attribute.is_empty() {
            format!("<{name}>")
        } else {
            format!("<{name} {attribute}>")
        };
        self.found.push(Need {
            at: self.element.at,
            element,
            what,
        });
    }

    /// Handlers and `style=`. Chromium 156 reports them in an inert `<template>` too.
    fn attributes(&mut self) {
        let element = self.element;
        for (name, value) in &element.attributes {
            if is_handler(&element.name, name) {
                self.add(name, What::ScriptAttribute(value.clone()));
            } else if name == "style" {
                self.add(name, What::StyleAttribute(value.clone()));
                if !element.is_inert {
                    self.css(name, value);
                }
            }
        }
    }

    fn loads(&mut self, in_media: bool) {
        let element = self.element;
        match element.name.as_str() {
            "script" => self.script(),
            "style" => self.style(),
            "link" => self.link(),
            "img" | "image" | "use" | "feimage" => {
                for name in ["src", "href", "xlink:href"] {
                    let is_html = name == "src";
                    if is_html == (element.name == "img") {
                        self.address(name, Kind::Image);
                    }
                }
                self.srcset("srcset");
            }
            "source" if in_media => self.address("src", Kind::Media),
            "source" => self.srcset("srcset"),
            "input" if self.is("type", "image") => {
                self.address("src", Kind::Image);
                self.form("formaction");
            }
            "input" | "button" => self.form("formaction"),
            "video" => {
                self.address("poster", Kind::Image);
                self.address("src", Kind::Media);
            }
            "audio" | "track" => self.address("src", Kind::Media),
            "iframe" | "frame" => self.frame(),
            "object" => self.object("data"),
            "embed" => self.object("src"),
            "form" => self.form("action"),
            "a" | "area" => {
                self.javascript("href");
            }
            "base" => {
                if let Some(url) = element.url("href") {
                    self.add("href", What::Base(url.to_owned()));
                }
            }
            "meta" => self.meta(),
            _ => {}
        }
        if matches!(
            element.name.as_str(),
            "body" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th"
        ) {
            self.address("background", Kind::Image);
        }
    }

    /// Whether an attribute has a value, whatever its case.
    fn is(&self, name: &str, value: &str) -> bool {
        let found = self.element.get(name);
        found.is_some_and(|found| found.trim_matches(is_space).eq_ignore_ascii_case(value))
    }

    fn address(&mut self, name: &str, kind: Kind) {
        // A fragment alone names something in the page itself.
        let url = self.element.url(name).filter(|url| !url.starts_with('#'));
        if let Some(url) = url {
            self.add(name, What::Address(kind, url.to_owned()));
        }
    }

    fn srcset(&mut self, name: &str) {
        for address in addresses(self.element.get(name).unwrap_or_default()) {
            self.add(name, What::Address(Kind::Image, address.to_owned()));
        }
    }

    fn resource(&self, url: &str, nonce: Option<&str>) -> Resource {
        Resource {
            url: url.to_owned(),
            nonce: nonce.map(str::to_owned),
            integrity: self.element.get("integrity").map(str::to_owned),
        }
    }

    fn css(&mut self, attribute: &str, text: &str) {
        for (load, url) in css::loads(text) {
            let what = match load {
                Load::Import => What::Style(Resource {
                    url,
                    nonce: None,
                    integrity: None,
                }),
                Load::Font => What::Address(Kind::Font, url),
                Load::Image => What::Address(Kind::Image, url),
            };
            self.add(attribute, what);
        }
    }

    /// `<style>` of any type: Chromium 156 blocks `type="text/less"` as it blocks CSS.
    fn style(&mut self) {
        let element = self.element;
        let nonce = element.nonce().map(str::to_owned);
        self.add(
            "",
            What::InlineStyle {
                text: element.text.clone(),
                nonce,
            },
        );
        self.css("", &element.text);
    }

    fn link(&mut self) {
        let element = self.element;
        let relations = element.get("rel").unwrap_or_default().to_ascii_lowercase();
        let is = |name: &str| relations.split(is_space).any(|relation| relation == name);
        let Some(url) = element.url("href") else {
            if is("preload") && self.is("as", "image") {
                self.srcset("imagesrcset");
            }
            return;
        };
        let resource = self.resource(url, element.nonce());
        if is("stylesheet") {
            self.add("href", What::Style(resource));
        } else if is("icon") || is("apple-touch-icon") || is("apple-touch-icon-precomposed") {
            self.address("href", Kind::Image);
        } else if is("modulepreload") {
            self.add("href", What::ModulePreload(resource));
        } else if is("preload") {
            self.preload(resource);
        } else if is("prefetch") {
            self.address("href", Kind::Prefetch);
        } else if is("manifest") && element.in_head {
            self.address("href", Kind::Manifest);
        }
    }

    fn preload(&mut self, resource: Resource) {
        let what = match self
            .element
            .get("as")
            .unwrap_or_default()
            .to_ascii_lowercase()
            .as_str()
        {
            "script" => What::Script(resource),
            "style" => What::Style(resource),
            "font" => What::Address(Kind::Font, resource.url),
            "fetch" => What::Address(Kind::Connect, resource.url),
            "image" => {
                self.srcset("imagesrcset");
                What::Address(Kind::Image, resource.url)
            }
            "track" | "audio" | "video" => What::Address(Kind::Media, resource.url),
            "worker" | "sharedworker" => What::Address(Kind::Worker, resource.url),
            _ => return,
        };
        self.add("href", what);
    }

    fn frame(&mut self) {
        if let Some(document) = self.element.get("srcdoc") {
            return self.add("srcdoc", What::SourceDocument(document.to_owned()));
        }
        if !self.javascript("src") {
            self.address("src", Kind::Frame);
        }
    }

    /// An object is held to `object-src`, and to `frame-src` as well if it has a document.
    fn object(&mut self, name: &str) {
        let kind = self.element.get("type").unwrap_or_default();
        let holds = match kind.to_ascii_lowercase().as_str() {
            "" => Holds::ByName,
            "text/html"
            | "application/xhtml+xml"
            | "image/svg+xml"
            | "text/xml"
            | "application/xml" => Holds::Document,
            _ => Holds::Other,
        };
        match self.element.url(name) {
            Some(url) => self.add(name, What::Object(holds, url.to_owned())),
            // Without an address, a type alone asks for a plugin.
            None if !kind.is_empty() => self.add("type", What::Object(Holds::Other, String::new())),
            None => {}
        }
    }

    fn form(&mut self, name: &str) {
        let element = self.element;
        let value = match name {
            "action" if !self.is("method", "dialog") => element.get("action").or(Some("")),
            "action" => None,
            // A reset button or a plain one submits nothing.
            _ if self.is("type", "reset") || self.is("type", "button") => None,
            _ => element.url(name),
        };
        if let Some(url) = value {
            self.add(
                name,
                What::Address(Kind::Form, url.trim_matches(is_space).to_owned()),
            );
        }
    }

    fn javascript(&mut self, name: &str) -> bool {
        let url = self.element.url(name).filter(|url| is_javascript(url));
        if let Some(url) = url {
            self.add(name, What::JavascriptUrl(url.to_owned()));
        }
        url.is_some()
    }

    fn meta(&mut self) {
        let element = self.element;
        if element.in_head && self.is("http-equiv", "content-security-policy") {
            if let Some(policy) = element.get("content") {
                self.add("http-equiv", What::MetaPolicy(policy.to_owned()));
            }
        }
    }
}

/// Whether an address runs as a script: white space inside a scheme is dropped before it is read.
pub(crate) fn is_javascript(url: &str) -> bool {
    let mut letters = url.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    "javascript:".chars().all(|wanted| {
        letters
            .next()
            .is_some_and(|c| c.eq_ignore_ascii_case(&wanted))
    })
}

#[cfg(test)]
mod tests;
