//! Asks talisman's grammar about any policy: what is wrong with it, where, and what to write instead.
//!
//! ```text
//! cargo run --example check -- "default-src self"
//! cargo run --example check -- --header Permissions-Policy "camera 'none'"
//! echo '{"policy": "default-src self"}' | cargo run --example check -- --json
//! ```

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::ops::Range;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use talisman_policy::headers::{Checked, Header, check_text, check_text_with_advice};
use talisman_policy::{Excerpt, Severity};

const USAGE: &str = "\
Checks security policies: every mistake, where it is, and what to write instead.

Usage: check [--json] [--advice] [--header NAME] [POLICY]...

Without a POLICY, standard input has one a line.

  --json         one object a line, in {\"policy\": \"..\"}, out {\"policy\": .., \"serialized\": .., \"diagnostics\": [..]}
  --advice       with what a specialist would do further
  --header NAME  the header that the policies are for; Content-Security-Policy if not given
  --help         this text

Exit status: 0 if no policy has an error, 1 if one has, 2 for bad usage.
";

/// As much as one write to a pipe takes.
const BUFFER: usize = 64 * 1024;

fn main() -> ExitCode {
    let options = match Options::parse(std::env::args_os().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            let _ = io::stdout().write_all(format!("{USAGE}\n{}\n", headers()).as_bytes());
            return ExitCode::SUCCESS;
        }
        Err(mistake) => {
            let _ = writeln!(io::stderr(), "error: {mistake}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&options) {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Refused) => ExitCode::FAILURE,
        // Whoever read the answers has gone: there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Debug)]
struct Options {
    json: bool,
    advice: bool,
    header: Header,
    policies: Vec<OsString>,
}

impl Options {
    /// `None` asks for help.
    fn parse(mut arguments: impl Iterator<Item = OsString>) -> Result<Option<Self>, String> {
        let mut options = Self {
            json: false,
            advice: false,
            header: Header::ContentSecurityPolicy,
            policies: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--json") => options.json = true,
                Some("--advice") => options.advice = true,
                Some("--help" | "-h") => return Ok(None),
                Some("--header") => {
                    let name = arguments
                        .next()
                        .ok_or("--header needs the name of a header after it")?;
                    options.header = header(&name.to_string_lossy())?;
                }
                Some("--") => options.policies.extend(arguments.by_ref()),
                Some(flag) if flag.starts_with("--header=") => {
                    options.header = header(&flag["--header=".len()..])?;
                }
                Some(flag) if flag.starts_with('-') => {
                    return Err(format!("there is no flag {flag:?}"));
                }
                _ => options.policies.push(argument),
            }
        }
        Ok(Some(options))
    }
}

fn header(name: &str) -> Result<Header, String> {
    Header::from_word(name).ok_or_else(|| {
        format!(
            "{name:?} is not a header that can be checked\n{}",
            headers()
        )
    })
}

fn headers() -> String {
    let names: Vec<&str> = Header::ALL.iter().map(|header| header.as_str()).collect();
    format!("Headers: {}", names.join(", "))
}

/// Whether any policy was refused.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Verdict {
    Good,
    Refused,
}

impl Verdict {
    fn and(self, other: Self) -> Self {
        if self == Self::Refused { self } else { other }
    }
}

fn run(options: &Options) -> io::Result<Verdict> {
    let mut out = BufWriter::with_capacity(BUFFER, io::stdout().lock());
    let mut verdict = Verdict::Good;
    for policy in &options.policies {
        verdict = verdict.and(answer(options, Ok(policy.as_encoded_bytes()), &mut out)?);
    }
    if options.policies.is_empty() {
        let mut input = BufReader::with_capacity(BUFFER, io::stdin().lock());
        let mut line = Vec::new();
        while input.read_until(b'\n', &mut line)? > 0 {
            let bytes = line.strip_suffix(b"\n").unwrap_or(&line);
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            let policy = if options.json { Err(bytes) } else { Ok(bytes) };
            verdict = verdict.and(answer(options, policy, &mut out)?);
            // Before the next line has to be waited for, whoever waits for this answer gets it.
            if !input.buffer().contains(&b'\n') {
                out.flush()?;
            }
            line.clear();
        }
    }
    out.flush()?;
    Ok(verdict)
}

/// Answers one policy, `Ok`, or one line of JSON that holds a policy, `Err`.
fn answer(
    options: &Options,
    input: Result<&[u8], &[u8]>,
    out: &mut impl Write,
) -> io::Result<Verdict> {
    let request: Request;
    let text = match input {
        Ok(bytes) => std::str::from_utf8(bytes).map_err(|error| Unreadable::utf8(bytes, &error)),
        Err(bytes) => match Request::read(bytes) {
            Ok(read) => {
                request = read;
                Ok(request.policy.as_str())
            }
            Err(unreadable) => Err(unreadable),
        },
    };
    let check = if options.advice {
        check_text_with_advice
    } else {
        check_text
    };
    let checked = text.as_ref().map(|text| check(options.header, text));
    let verdict = match &checked {
        Ok(Checked {
            serialized: Some(_),
            ..
        }) => Verdict::Good,
        _ => Verdict::Refused,
    };
    match (text.as_ref(), checked) {
        (Ok(text), Ok(checked)) if options.json => Response::new(text, &checked).write(out)?,
        (Ok(text), Ok(checked)) => write_for_people(options.header, text, &checked, out)?,
        (Err(unreadable), _) | (_, Err(unreadable)) if options.json => {
            unreadable.response().write(out)?;
        }
        (Err(unreadable), _) | (_, Err(unreadable)) => writeln!(out, "{}", unreadable.drawn())?,
    }
    Ok(verdict)
}

#[derive(Deserialize)]
struct Request {
    policy: String,
}

impl Request {
    fn read(line: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(line).map_err(|error| Unreadable::utf8(line, &error))?;
        serde_json::from_str(text).map_err(|error| Unreadable::json(text, &error))
    }
}

/// An input line that holds no policy.
struct Unreadable {
    shown: String,
    range: Range<usize>,
    code: &'static str,
    message: String,
    help: &'static str,
}

impl Unreadable {
    fn utf8(bytes: &[u8], error: &std::str::Utf8Error) -> Self {
        let start = error.valid_up_to();
        Self {
            shown: String::from_utf8_lossy(bytes).into_owned(),
            range: start..start + error.error_len().unwrap_or(bytes.len() - start),
            code: "input-utf8",
            message: "the input is not UTF-8".to_owned(),
            help: "write the policy in ASCII, as every browser wants it",
        }
    }

    fn json(text: &str, error: &serde_json::Error) -> Self {
        let start = error.column().saturating_sub(1).min(text.len());
        Self {
            shown: text.to_owned(),
            range: start..text.len().min(start + 1),
            code: "input-json",
            message: format!("the line is not an object with a policy: {error}"),
            help: "write {\"policy\": \"..\"} on one line",
        }
    }

    fn response(&self) -> Response<'_> {
        let diagnostic = Answer {
            severity: Severity::Error.as_str(),
            code: self.code,
            start: self.range.start,
            end: self.range.end,
            message: &self.message,
            help: self.help,
        };
        Response {
            policy: None,
            serialized: None,
            diagnostics: vec![diagnostic],
        }
    }

    fn drawn(&self) -> String {
        let excerpt = Excerpt::new(&self.shown, self.range.clone());
        format!(
            "error: {}\n{excerpt}\nhelp: {}\nnote: [{}]\n",
            self.message, self.help, self.code
        )
    }
}

#[derive(Serialize)]
struct Response<'a> {
    policy: Option<&'a str>,
    serialized: Option<&'a str>,
    diagnostics: Vec<Answer<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    severity: &'static str,
    code: &'static str,
    start: usize,
    end: usize,
    message: &'a str,
    help: &'a str,
}

impl<'a> Response<'a> {
    fn new(text: &'a str, checked: &'a Checked) -> Self {
        let diagnostics = checked.findings.iter().map(|finding| Answer {
            severity: finding.explanation.severity.as_str(),
            code: finding.explanation.code,
            start: finding.range.start,
            end: finding.range.end,
            message: &finding.explanation.summary,
            help: &finding.explanation.help,
        });
        Self {
            policy: Some(text),
            serialized: checked.serialized.as_deref(),
            diagnostics: diagnostics.collect(),
        }
    }

    fn write(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *out, self)?;
        out.write_all(b"\n")
    }
}

fn write_for_people(
    header: Header,
    text: &str,
    checked: &Checked,
    out: &mut impl Write,
) -> io::Result<()> {
    for finding in &checked.findings {
        let explanation = &finding.explanation;
        writeln!(
            out,
            "{}: {}",
            explanation.severity.as_str(),
            explanation.summary
        )?;
        writeln!(out, "{}", Excerpt::new(text, finding.range.clone()))?;
        if let Some(also) = &finding.also {
            writeln!(out, "and here:\n{}", Excerpt::new(text, also.clone()))?;
        }
        writeln!(out, "{}\n", explanation.remedy())?;
    }
    match &checked.serialized {
        Some(serialized) => writeln!(out, "{header}: {serialized}\n"),
        None => Ok(()),
    }
}
