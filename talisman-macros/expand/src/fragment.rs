//! What a library exports for the policies of others.

use proc_macro2::TokenStream;
use quote::quote;
use talisman_core::encoded::Encoder;
use talisman_policy::headers::csp::extension;
use talisman_policy::{Diagnostics, level};

use crate::emit::literals;
use crate::parse::{self, Input};
use crate::report::report;
use crate::spans::Spans;
use crate::{directives, include, levels, literals as resolved};

/// How a source is added.
const ADD: &str = "leave the sign out: every source of a fragment is added, and none is taken away";

/// `csp_fragment! { .. }`
#[must_use]
pub fn fragment(tokens: TokenStream) -> TokenStream {
    let input = Input::new(tokens);
    let (mut spans, mut out) = (Spans::default(), Diagnostics::new());
    let (levels, whole) = levels::levels(&input.tokens, &mut spans, &mut out);
    let own = include::refuse(whole, &mut spans, &mut out);
    let (tokens, _) = resolved::resolve(&own, &mut spans, &mut out);
    let directives = if directives::is_change(&tokens, ADD, &mut spans, &mut out) {
        Vec::new()
    } else {
        parse::directives(&tokens, &mut spans, &mut out)
    };
    let is_reported = directives.is_empty() && out.has_errors();
    let fragment = (!is_reported).then(|| extension::read(&directives, &mut out));
    let finished = level::apply(&levels, out).finish(fragment);
    let krate = &input.krate;
    let (encoded, problems) = match finished {
        Ok((fragment, warnings)) => {
            let mut encoder = Encoder::default();
            fragment.encode(&mut encoder);
            let words = literals(&encoder);
            (quote!(whole(#words)), warnings)
        }
        Err(errors) => (quote!(REFUSED), errors),
    };
    let problems = report(&problems, &spans, &whole.iter().cloned().collect());
    quote!({
        #problems
        #krate::Fragment { encoded: #krate::__private::Encoded::#encoded }
    })
}
