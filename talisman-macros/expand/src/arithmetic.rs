//! Numbers as Rust writes them: `60 * 60 * 24 * 365`, `63_072_000`, `0xFF`, `3600u32`.

use proc_macro2::{Delimiter, Literal, TokenTree};

use crate::words::{inside, is_punct};

const NOT_COMPUTED: &str = "is not computed: a division may not come out even";
const TOO_LARGE: &str = "is more than 64 bits hold";
const INCOMPLETE: &str = "is not a complete calculation";

/// The number that tokens give, or why they give none; `None` if they are no number and no calculation of numbers.
pub(crate) fn number(tokens: &[TokenTree]) -> Option<Result<String, &'static str>> {
    match tokens {
        [TokenTree::Literal(literal)] => Some(Ok(digits(literal)?)),
        _ if is_calculation(tokens) => {
            let mut rest = tokens;
            let value = sum(&mut rest).and_then(|value| match rest {
                [] if value.unsigned_abs() <= u128::from(u64::MAX) => Ok(value.to_string()),
                [] => Err(TOO_LARGE),
                _ => Err(INCOMPLETE),
            });
            Some(value)
        }
        _ => None,
    }
}

/// Whether tokens are whole numbers and signs between them, and nothing else.
fn is_calculation(tokens: &[TokenTree]) -> bool {
    let is_sign = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if "+-*/%".contains(sign.as_char()));
    let mut numbers = 0;
    for token in tokens {
        match token {
            TokenTree::Literal(literal) if digits(literal).is_some() => numbers += 1,
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                let inside = inside(group);
                let is_number = matches!(inside.as_slice(), [TokenTree::Literal(literal)] if digits(literal).is_some());
                if !is_number && !is_calculation(&inside) {
                    return false;
                }
                numbers += 1;
            }
            token if is_sign(token) => {}
            _ => return false,
        }
    }
    let only_signs = numbers == 0;
    let is_joined = tokens.iter().any(is_sign) || tokens.len() == 1;
    !only_signs && is_joined
}

/// The digits of a whole number, without what only Rust reads: underscores, another base, the type after it.
fn digits(literal: &Literal) -> Option<String> {
    const TYPES: &[&str] = &[
        "", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
    ];
    match syn::Lit::new(literal.clone()) {
        syn::Lit::Int(number) if TYPES.contains(&number.suffix()) => {
            Some(number.base10_digits().to_owned())
        }
        _ => None,
    }
}

fn sum(rest: &mut &[TokenTree]) -> Result<i128, &'static str> {
    let mut value = product(rest)?;
    while let Some((sign, behind)) = sign(rest, "+-") {
        *rest = behind;
        let next = product(rest)?;
        let result = if sign == '+' {
            value.checked_add(next)
        } else {
            value.checked_sub(next)
        };
        value = result.ok_or(TOO_LARGE)?;
    }
    Ok(value)
}

fn product(rest: &mut &[TokenTree]) -> Result<i128, &'static str> {
    let mut value = factor(rest)?;
    while let Some((sign, behind)) = sign(rest, "*/%") {
        if sign != '*' {
            return Err(NOT_COMPUTED);
        }
        *rest = behind;
        value = value.checked_mul(factor(rest)?).ok_or(TOO_LARGE)?;
    }
    Ok(value)
}

fn factor(rest: &mut &[TokenTree]) -> Result<i128, &'static str> {
    let is_negative = rest.first().is_some_and(|token| is_punct(token, '-'));
    if is_negative {
        *rest = rest.get(1..).unwrap_or_default();
    }
    let (first, behind) = rest.split_first().ok_or(INCOMPLETE)?;
    *rest = behind;
    let value = match first {
        TokenTree::Literal(literal) => digits(literal)
            .and_then(|digits| digits.parse::<i128>().ok())
            .ok_or(TOO_LARGE)?,
        TokenTree::Group(group) => {
            let inside = inside(group);
            let mut inside = inside.as_slice();
            let value = sum(&mut inside)?;
            if !inside.is_empty() {
                return Err(INCOMPLETE);
            }
            value
        }
        _ => return Err(INCOMPLETE),
    };
    Ok(if is_negative { -value } else { value })
}

/// One of `signs`, and what is after it.
fn sign<'a>(tokens: &'a [TokenTree], signs: &str) -> Option<(char, &'a [TokenTree])> {
    match tokens {
        [TokenTree::Punct(sign), behind @ ..] if signs.contains(sign.as_char()) => {
            Some((sign.as_char(), behind))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::words::flat;

    #[test]
    fn a_calculation_gives_what_rust_gives() {
        for (written, expected) in [
            ("60 * 60 * 24 * 365", Some(Ok("31536000"))),
            ("(1 + 2) * 3 - 4", Some(Ok("5"))),
            ("1_000u32", Some(Ok("1000"))),
            ("0x10", Some(Ok("16"))),
            ("-1", Some(Ok("-1"))),
            ("31536000 / 2", Some(Err(super::NOT_COMPUTED))),
            ("18446744073709551615 + 1", Some(Err(super::TOO_LARGE))),
            ("60 *", Some(Err(super::INCOMPLETE))),
            ("60 60 * 2", Some(Err(super::INCOMPLETE))),
            ("60 60", None),
            ("30d", None),
            ("1.5", None),
            ("a * 2", None),
            ("*", None),
        ] {
            let tokens = written
                .parse::<proc_macro2::TokenStream>()
                .expect("it lexes");
            let tokens = flat(tokens);
            let found = number(&tokens);
            let expected = expected.map(|result| result.map(str::to_owned));
            assert_eq!(found, expected, "{written}");
        }
    }
}
