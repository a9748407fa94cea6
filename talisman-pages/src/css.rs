//! What inline CSS loads.

use cssparser::{ParseError, Parser, Token};

/// What a browser loads an address as.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Load {
    /// A style sheet.
    Import,
    /// A font, which Chromium 156 checks even where no text uses it.
    Font,
    /// An image: a background, a cursor, a mask.
    Image,
}

/// The addresses in a style sheet or in the value of `style=`, in their order.
pub(crate) fn loads(css: &str) -> Vec<(Load, String)> {
    let mut found = Vec::new();
    top(&mut Parser::new(css), &mut found);
    found
}

/// The rules of a sheet: an import counts before every other rule alone.
fn top(parser: &mut Parser<'_>, found: &mut Vec<(Load, String)>) {
    let mut may_import = true;
    while let Ok(token) = parser.next().cloned() {
        match token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") => {
                let mut address = Vec::new();
                statement(parser, Load::Import, &mut address);
                // The first address is the sheet's; others would be in its conditions.
                found.extend(address.into_iter().next().filter(|_| may_import));
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("charset") => {
                statement(parser, Load::Image, &mut Vec::new());
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("layer") => {
                may_import &= statement(parser, Load::Image, found);
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("namespace") => {
                may_import = false;
                statement(parser, Load::Image, &mut Vec::new());
            }
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("font-face") => {
                may_import = false;
                statement(parser, Load::Font, found);
            }
            token => {
                may_import = false;
                one(parser, &token, Load::Image, found);
            }
        }
    }
}

/// What is left of an at-rule, to its semicolon or the end of its block; whether it had no block.
fn statement(parser: &mut Parser<'_>, load: Load, found: &mut Vec<(Load, String)>) -> bool {
    while let Ok(token) = parser.next().cloned() {
        match token {
            Token::Semicolon => return true,
            Token::QuotedString(address) if load == Load::Import => {
                found.push((load, address.to_string()));
            }
            Token::CurlyBracketBlock => {
                one(parser, &token, load, found);
                return false;
            }
            token => one(parser, &token, load, found),
        }
    }
    true
}

/// A token, and all inside it if it opens something.
fn one(parser: &mut Parser<'_>, token: &Token<'_>, load: Load, found: &mut Vec<(Load, String)>) {
    match token {
        Token::UnquotedUrl(address) => push(load, address, found),
        Token::Function(name) => {
            let takes_strings = ["url", "src", "image-set", "-webkit-image-set", "image"];
            let takes_strings = takes_strings
                .iter()
                .any(|function| name.eq_ignore_ascii_case(function));
            // The format of a font is a string too, and no address.
            inside(parser, load, takes_strings, found);
        }
        Token::CurlyBracketBlock => {
            let mut nested = Vec::new();
            let _: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
                block(parser, load, &mut nested);
                Ok(())
            });
            found.append(&mut nested);
        }
        Token::ParenthesisBlock | Token::SquareBracketBlock => inside(parser, load, false, found),
        _ => {}
    }
}

/// Declarations and nested rules.
fn block(parser: &mut Parser<'_>, load: Load, found: &mut Vec<(Load, String)>) {
    while let Ok(token) = parser.next().cloned() {
        match token {
            Token::AtKeyword(name) if name.eq_ignore_ascii_case("font-face") => {
                statement(parser, Load::Font, found);
            }
            token => one(parser, &token, load, found),
        }
    }
}

fn inside(
    parser: &mut Parser<'_>,
    load: Load,
    takes_strings: bool,
    found: &mut Vec<(Load, String)>,
) {
    let mut nested = Vec::new();
    let _: Result<(), ParseError<()>> = parser.parse_nested_block(|parser| {
        while let Ok(token) = parser.next().cloned() {
            match token {
                Token::QuotedString(address) if takes_strings => push(load, &address, &mut nested),
                token => one(parser, &token, load, &mut nested),
            }
        }
        Ok(())
    });
    found.append(&mut nested);
}

/// A fragment names something in the page itself.
fn push(load: Load, address: &str, found: &mut Vec<(Load, String)>) {
    if !address.is_empty() && !address.starts_with('#') {
        found.push((load, address.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Load, loads};

    fn found(css: &str) -> Vec<(Load, String)> {
        loads(css)
    }

    #[test]
    fn imports_fonts_and_images_are_told_apart() {
        let css = "@charset 'utf-8'; @import 'a.css' screen; @import url(b.css);\n\
                   @font-face { font-family: x; src: local('y'), url('c.woff2') format('woff2') }\n\
                   @media print { p { background: red url( d.png ) } } q { cursor: url(\"e.cur\"), auto; fill: url(#f) }";
        let expected = [
            (Load::Import, "a.css"),
            (Load::Import, "b.css"),
            (Load::Font, "c.woff2"),
            (Load::Image, "d.png"),
            (Load::Image, "e.cur"),
        ];
        let expected = expected.map(|(load, address)| (load, address.to_owned()));
        assert_eq!(found(css), expected);
    }

    #[test]
    fn an_import_after_a_rule_is_ignored() {
        assert_eq!(found("p {} @import 'a.css';"), []);
    }

    #[test]
    fn image_sets_hold_addresses_as_strings() {
        let css = "background-image: image-set('a.png' 1x, url(b.png) 2x)";
        let expected = [
            (Load::Image, "a.png".to_owned()),
            (Load::Image, "b.png".to_owned()),
        ];
        assert_eq!(found(css), expected);
    }

    #[test]
    fn what_is_no_css_loads_nothing() {
        assert_eq!(found("}}} \u{0} url(a b) {{{"), []);
    }
}
