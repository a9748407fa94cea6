//! A serialized CSP as a browser parses it: <https://www.w3.org/TR/CSP3/#parse-serialized-policy>.

/// The directives: each name in lower case, with its tokens. Of a name that is repeated, the first counts.
pub(crate) fn directives(policy: &str) -> Vec<(String, Vec<String>)> {
    let mut directives: Vec<(String, Vec<String>)> = Vec::new();
    for token in policy.split(';') {
        let mut words = token.split_ascii_whitespace();
        let Some(name) = words.next() else { continue };
        let name = name.to_ascii_lowercase();
        if directives.iter().all(|(other, _)| *other != name) {
            directives.push((name, words.map(str::to_owned).collect()));
        }
    }
    directives
}
