//! A site that listens, and responses as they came.

use std::io;
use std::net::SocketAddr;

use axum::Router;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A site that listens until it is dropped.
pub(crate) struct Site {
    address: SocketAddr,
    server: JoinHandle<()>,
}

impl Site {
    pub(crate) async fn of(router: Router) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move {
            axum::serve(listener, service).await.expect("it serves");
        });
        Ok(Self { address, server })
    }

    pub(crate) async fn get(&self, path: &str) -> io::Result<Received> {
        self.ask("GET", path, "").await
    }

    /// Asks with further fields, each ending in a line break.
    pub(crate) async fn ask(&self, method: &str, path: &str, fields: &str) -> io::Result<Received> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n{fields}\r\n"
        );
        self.send(&request).await
    }

    pub(crate) async fn send(&self, request: &str) -> io::Result<Received> {
        let mut stream = self.connect(request).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        Ok(Received::parse(&bytes))
    }

    /// Sends a request and reads the head of the response alone.
    pub(crate) async fn head_of(&self, request: &str) -> io::Result<Received> {
        let mut stream = self.connect(request).await?;
        let mut bytes = Vec::new();
        while !bytes.ends_with(b"\r\n\r\n") {
            bytes.push(stream.read_u8().await?);
        }
        Ok(Received::parse(&bytes))
    }

    async fn connect(&self, request: &str) -> io::Result<TcpStream> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.write_all(request.as_bytes()).await?;
        Ok(stream)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// A response as it came.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    fields: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Received {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").expect("the head ends");
        let mut lines = head.split("\r\n");
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let fields = lines.filter_map(|line| line.split_once(": "));
        Self {
            status: status.and_then(|code| code.parse().ok()).expect("a status"),
            fields: fields
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
                .collect(),
            body: body.to_owned(),
        }
    }

    /// Every value of a field, in order.
    pub(crate) fn all(&self, name: &str) -> Vec<&str> {
        let lines = self.fields.iter().filter(|(other, _)| other == name);
        lines.map(|(_, value)| value.as_str()).collect()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        !self.all(name).is_empty()
    }

    /// The one value of a field.
    #[track_caller]
    pub(crate) fn one(&self, name: &str) -> &str {
        let values = self.all(name);
        assert_eq!(values.len(), 1, "{name}: {values:?} of {self:?}");
        values[0]
    }

    #[track_caller]
    pub(crate) fn csp(&self) -> &str {
        self.one("content-security-policy")
    }

    /// The nonce of the policy, which is the same in every slot.
    #[track_caller]
    pub(crate) fn nonce(&self) -> Option<&str> {
        let mut nonces = self
            .csp()
            .split('\'')
            .filter_map(|word| word.strip_prefix("nonce-"));
        let nonce = nonces.next()?;
        assert!(nonces.all(|other| other == nonce), "{}", self.csp());
        Some(nonce)
    }

    /// Every field of the site's policy, once.
    #[track_caller]
    pub(crate) fn assert_protected(&self) {
        for name in super::FIELDS {
            self.one(name);
        }
    }

    /// No field of the site's policy.
    #[track_caller]
    pub(crate) fn assert_bare(&self) {
        for name in super::FIELDS {
            assert!(!self.has(name), "{name} of {self:?}");
        }
    }
}
