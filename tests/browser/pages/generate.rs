//! Pages with everything that a policy can block, policies that nearly allow them, and mutants of both. The seed is fixed.

/// What the server puts in the place of `{{nonce}}`.
pub(crate) const NONCE: &str = "c29tZSByYW5kb20gYnl0";

/// A page and its policy.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: usize,
    pub(crate) policy: String,
    pub(crate) html: String,
}

/// `SplitMix64`: a few lines that give the same pages on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or(0) % end
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Elements; `URL` becomes an address.
const ELEMENTS: &[&str] = &[
    "<script>1</script>",
    "<script nonce=\"{{nonce}}\">1</script>",
    "<script nonce=other>2</script>",
    "<script nonce=\"{{nonce}}\" nonce=x>1</script>",
    "<script type=module>1</script>",
    "<script type=\"text/template\">1</script>",
    "<script type=application/json>{}</script>",
    "<script type=importmap>{\"imports\":{}}</script>",
    "<script nomodule>3</script>",
    "<script></script>",
    "<script src=URL></script>",
    "<script src=URL nonce=\"{{nonce}}\"></script>",
    "<script type=module src=URL></script>",
    "<script src></script>",
    "<style>p{}</style>",
    "<style nonce=\"{{nonce}}\">p{color:red}</style>",
    "<style>@font-face{font-family:x;src:url(URL)}</style>",
    "<style>@import 'URL';</style>",
    "<style>body{background:url(URL)}</style>",
    "<p style=color:red>",
    "<p style=\"background:url(URL)\">x",
    "<p onclick=go()>",
    "<p onfoo=go()>",
    "<body onhashchange=go()>",
    "<img src=URL>",
    "<img src=URL onerror=go()>",
    "<img srcset='URL 1x'>",
    "<img src>",
    "<picture><source srcset=URL><img></picture>",
    "<input type=image src=URL>",
    "<video src=URL></video>",
    "<video poster=URL></video>",
    "<audio src=URL></audio>",
    "<video><source src=URL></video>",
    "<link rel=stylesheet href=URL>",
    "<link rel=stylesheet href=URL nonce=\"{{nonce}}\">",
    "<link rel=icon href=URL>",
    "<link rel=preload as=script href=URL>",
    "<link rel=preload as=style href=URL>",
    "<link rel=preload as=image href=URL>",
    "<link rel=preload as=font href=URL crossorigin>",
    "<link rel=preload as=fetch href=URL crossorigin>",
    "<link rel=modulepreload href=URL>",
    "<link rel=preconnect href=URL>",
    "<iframe src=URL></iframe>",
    "<iframe src=about:blank></iframe>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<iframe srcdoc='<p>x'></iframe>",
    "<iframe src=javascript:1></iframe>",
    "<object data=URL></object>",
    "<embed src=URL>",
    "<a href=URL>a</a>",
    "<a href=javascript:1>a</a>",
    "<form action=URL><button></button></form>",
    "<form></form>",
    "<form method=dialog></form>",
    "<template><img src=URL><script>1</script></template>",
    "<template><p onclick=go()></template>",
    "<template><p style=color:red></template>",
    "<noscript><img src=URL></noscript>",
    "<svg><image href=URL /></svg>",
    "<svg><use href='#a' /></svg>",
    "<table background=URL></table>",
    "<script type=speculationrules>{}</script>",
    "<!-- <script>2</script> -->",
    "<textarea><script>2</script></textarea>",
];

/// Elements that belong in the head. Two are missing, because this test could not see what happens to them: a manifest is not
/// loaded in a frame, and a policy in a `<meta>` sends no report.
const OF_HEAD: &[&str] = &[
    "<base href=/other/>",
    "<base href=//cdn.example.net/>",
    "<title><b></title>",
];

const URLS: &[&str] = &[
    "/a.png",
    "a.png",
    "http://cdn.example.net/a.png",
    "http://cdn.example.net/js/b",
    "//img.example.net/c.png",
    "http://www.example.com:8080/d.png",
    "data:,e",
    "https://cdn.example.net/f",
];

const DIRECTIVES: &[&str] = &[
    "default-src",
    "script-src",
    "script-src-elem",
    "script-src-attr",
    "style-src",
    "style-src-elem",
    "style-src-attr",
    "img-src",
    "font-src",
    "media-src",
    "connect-src",
    "object-src",
    "frame-src",
    "child-src",
    "form-action",
    "base-uri",
    "manifest-src",
];

const SOURCES: &[&str] = &[
    "'self'",
    "'self'",
    "*",
    "data:",
    "http:",
    "http://cdn.example.net",
    "*.example.net",
    "http://cdn.example.net/js/",
    "http://www.example.com:*",
    "'unsafe-inline'",
    "'unsafe-inline'",
    "'unsafe-hashes'",
    "'nonce'",
    "'strict-dynamic'",
    "'inline-speculation-rules'",
    // `1` and `go()`
    "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='",
    "'sha256-a0FmpxNEcNyYyyXNYGfMFAnMUsaORWFMrNHkdrqnLQ8='",
    "'sha256-UnhmLY2KFmGpyRz5zSzzU3XlxIyDVZgUiEjt9UZjHY4='",
];

/// So many pages, and a mutant of each.
pub(crate) fn cases(count: usize) -> Vec<Case> {
    let mut random = Random(1);
    let mut cases = Vec::new();
    for _ in 0..count {
        let (mut policy, mut parts) = (policy(&mut random), page(&mut random));
        push(&mut cases, &policy, &parts);
        if random.below(2) == 0 {
            let at = random.below(policy.len());
            policy[at] = directive(
                &mut random,
                policy[at].split(' ').next().unwrap_or_default(),
            );
        } else {
            let at = random.below(parts.len());
            parts[at] = element(&mut random, ELEMENTS);
        }
        push(&mut cases, &policy, &parts);
    }
    cases
}

fn push(cases: &mut Vec<Case>, policy: &[String], parts: &[String]) {
    cases.push(Case {
        id: cases.len(),
        policy: policy.join("; "),
        html: format!("<!doctype html>{}", parts.join("\n")),
    });
}

fn policy(random: &mut Random) -> Vec<String> {
    let mut names: Vec<&str> = DIRECTIVES.to_vec();
    let mut policy = Vec::new();
    for _ in 0..=random.below(5) {
        let name = names.remove(random.below(names.len()));
        policy.push(directive(random, name));
    }
    policy
}

fn directive(random: &mut Random, name: &str) -> String {
    let mut text = name.to_owned();
    for _ in 0..random.below(4) {
        text.push(' ');
        text.push_str(random.pick(SOURCES));
    }
    if text == name {
        text.push_str(" 'none'");
    }
    text
}

fn page(random: &mut Random) -> Vec<String> {
    let mut parts = Vec::new();
    if random.below(4) == 0 {
        parts.push(element(random, OF_HEAD));
    }
    for _ in 0..=random.below(2) {
        parts.push(element(random, ELEMENTS));
    }
    parts
}

fn element(random: &mut Random, from: &[&str]) -> String {
    random.pick(from).replace("URL", random.pick(URLS))
}
