//! Pages whose frames each have one field.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// Loads one frame after the other, and names each in the console before: not every message has an address.
const PAGE: &str = r#"<!doctype html><body><script>
(async () => {
    for (let at = FIRST; at < END; at++) {
        const frame = document.createElement("iframe");
        frame.src = "/frame/" + at;
        console.log(frame.src);
        await new Promise(done => {
            frame.onload = done;
            setTimeout(done, 2000);
            document.body.append(frame);
        });
        frame.remove();
    }
})();
</script>"#;

/// What a frame is sent with.
pub(crate) struct Response {
    /// The field's name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: String,
}

/// A server of loopback, which ends with the test.
pub(crate) struct Server {
    address: SocketAddr,
}

/// Serves each response as a frame, and pages of so many frames.
pub(crate) fn start(responses: Vec<Response>, frames: usize) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
    let address = listener.local_addr().expect("a listener has an address");
    let responses = Arc::new(responses);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            let responses = Arc::clone(&responses);
            // A browser opens connections that it never uses: each waits in a thread of its own.
            thread::spawn(move || answer(&connection, &responses, frames));
        }
    });
    Server { address }
}

impl Server {
    /// The page whose first frame is this one.
    pub(crate) fn page(&self, first: usize) -> String {
        format!("http://{}/page/{first}", self.address)
    }

    /// The frame that a text names the address of.
    pub(crate) fn frame_of(&self, text: &str) -> Option<usize> {
        let (_, behind) = text.split_once(&format!("http://{}/frame/", self.address))?;
        let digits = behind.split(|c: char| !c.is_ascii_digit()).next()?;
        digits.parse().ok()
    }
}

fn answer(mut connection: &TcpStream, responses: &[Response], frames: usize) -> io::Result<()> {
    let mut request = BufReader::new(connection);
    let mut line = String::new();
    request.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    while request.read_line(&mut line)? > 2 {}

    let number = |prefix: &str| path.strip_prefix(prefix)?.parse::<usize>().ok();
    let (field, body) = if let Some(response) = number("/frame/").and_then(|at| responses.get(at)) {
        let field = format!("{}: {}\r\n", response.name, response.value);
        (field, "<!doctype html><p>a frame".to_owned())
    } else if let Some(first) = number("/page/") {
        let end = responses.len().min(first + frames);
        let page = PAGE.replace("FIRST", &first.to_string());
        (String::new(), page.replace("END", &end.to_string()))
    } else {
        (String::new(), String::new())
    };
    write!(
        connection,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\nConnection: close\r\n{field}\r\n{body}",
        body.len()
    )
}
