//! A server on hyper, over TLS or not, and a client of it.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Empty, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use talisman::tower::scheme::{Redirects, SchemeSource};
use talisman::tower::{PolicyHandle, PolicyLayer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, ServerConfig};
use tokio_rustls::{TlsAcceptor, TlsConnector};
use tower::{Layer, service_fn};

use crate::SITE;

pub(crate) type Body = BoxBody<Bytes, Infallible>;

fn full(text: impl Into<Bytes>) -> Body {
    Full::new(text.into()).boxed()
}

/// The site's handler, for every kind of response.
async fn handle(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let handle = request
        .extensions()
        .get::<PolicyHandle>()
        .expect("the layer is around")
        .clone();
    // What frameworks do for a HEAD.
    if request.method() == Method::HEAD {
        let response = Response::builder().header("content-length", 10);
        return Ok(response.body(Empty::new().boxed()).expect("a response"));
    }
    let status = request.uri().path().trim_start_matches('/').parse();
    Ok(match request.uri().path() {
        "/page" => {
            let nonce = handle.nonce().expect("the policy has a slot");
            Response::new(full(nonce.to_string()))
        }
        "/trailers" => {
            let trailers =
                HeaderMap::from_iter([("x-sum".parse().expect("a name"), HeaderValue::from(3))]);
            let frames = [Frame::data(Bytes::from("1+2")), Frame::trailers(trailers)];
            let body = StreamBody::new(stream(frames.into()));
            Response::builder()
                .header("trailer", "x-sum")
                .body(body.boxed())
                .expect("a response")
        }
        // A page whose rest never comes.
        "/stream" => {
            let nonce = handle.nonce().expect("the policy has a slot");
            let first = Frame::data(Bytes::from(nonce.to_string()));
            Response::new(StreamBody::new(endless(first)).boxed())
        }
        _ => {
            let status: StatusCode = status.expect("the path is a status");
            let body = if status == 204 || status == 304 {
                Empty::new().boxed()
            } else {
                full("0123456789")
            };
            Response::builder()
                .status(status)
                .body(body)
                .expect("a response")
        }
    })
}

type Item = Result<Frame<Bytes>, Infallible>;

fn stream(frames: Vec<Frame<Bytes>>) -> impl futures_core::Stream<Item = Item> + Send + Sync {
    let mut frames = frames.into_iter();
    poll_fn(move |_| std::task::Poll::Ready(frames.next().map(Ok)))
}

fn endless(first: Frame<Bytes>) -> impl futures_core::Stream<Item = Item> + Send + Sync {
    let mut first = Some(first);
    poll_fn(move |_| match first.take() {
        Some(first) => std::task::Poll::Ready(Some(Ok(first))),
        None => std::task::Poll::Pending,
    })
}

/// A stream of what a function gives.
struct PollFn<F>(F);

fn poll_fn<T, F>(poll: F) -> PollFn<F>
where
    F: FnMut(&mut std::task::Context<'_>) -> std::task::Poll<Option<T>>,
{
    PollFn(poll)
}

impl<T, F> futures_core::Stream for PollFn<F>
where
    F: FnMut(&mut std::task::Context<'_>) -> std::task::Poll<Option<T>> + Unpin,
{
    type Item = T;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<T>> {
        (self.0)(context)
    }
}

/// A server that listens until it is dropped.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    certificate: CertifiedKey<rcgen::KeyPair>,
    task: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Server {
    /// Serves the site with a layer around it.
    pub(crate) async fn start<S>(
        layer: fn(PolicyLayer) -> PolicyLayer<S>,
        tls: bool,
    ) -> io::Result<Self>
    where
        S: SchemeSource + Redirects<Body> + Clone + Send + Sync + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let certificate =
            generate_simple_self_signed(["site.example".to_owned()]).expect("a certificate");
        let acceptor = tls.then(|| acceptor(&certificate));
        let layer = layer(PolicyLayer::new(SITE));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (layer, acceptor) = (layer.clone(), acceptor.clone());
                tokio::spawn(async move {
                    match acceptor {
                        Some(acceptor) => {
                            serve(acceptor.accept(stream).await.expect("TLS"), layer).await;
                        }
                        None => serve(stream, layer).await,
                    }
                });
            }
        });
        Ok(Self {
            address,
            certificate,
            task,
        })
    }

    /// Connects over TLS, for this protocol.
    pub(crate) async fn connect_tls(
        &self,
        protocol: &[u8],
    ) -> io::Result<impl AsyncRead + AsyncWrite + Unpin + Send + use<>> {
        let mut roots = RootCertStore::empty();
        roots
            .add(self.certificate.cert.der().clone())
            .expect("a certificate");
        let mut config = ClientConfig::builder()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![protocol.to_vec()];
        let name = ServerName::try_from("site.example").expect("a name");
        let stream = TcpStream::connect(self.address).await?;
        TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await
    }
}

fn acceptor(certificate: &CertifiedKey<rcgen::KeyPair>) -> TlsAcceptor {
    let key = PrivateKeyDer::try_from(certificate.signing_key.serialize_der()).expect("a key");
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.cert.der().clone()], key)
        .expect("a certificate");
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    TlsAcceptor::from(Arc::new(config))
}

async fn serve<S, T>(stream: T, layer: PolicyLayer<S>)
where
    S: SchemeSource + Redirects<Body> + Clone + Send + Sync + 'static,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = TowerToHyperService::new(layer.layer(service_fn(handle)));
    // A client that goes away is not a failure of the server's.
    let _ = auto::Builder::new(TokioExecutor::new())
        .serve_connection_with_upgrades(TokioIo::new(stream), service)
        .await;
}

/// A client's side of a connection.
pub(crate) enum Client {
    Http1(hyper::client::conn::http1::SendRequest<Body>),
    Http2(hyper::client::conn::http2::SendRequest<Body>),
}

impl Client {
    pub(crate) async fn http1(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    ) -> Self {
        let handshake = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await;
        let (client, connection) = handshake.expect("HTTP/1");
        tokio::spawn(connection);
        Self::Http1(client)
    }

    pub(crate) async fn http2(
        stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    ) -> Self {
        let handshake =
            hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await;
        let (client, connection) = handshake.expect("HTTP/2");
        tokio::spawn(connection);
        Self::Http2(client)
    }

    pub(crate) async fn ask(&mut self, request: http::request::Builder) -> Response<Incoming> {
        let request = request.body(Empty::new().boxed()).expect("a request");
        match self {
            Self::Http1(client) => {
                client.ready().await.expect("a connection");
                client.send_request(request).await
            }
            Self::Http2(client) => {
                client.ready().await.expect("a connection");
                client.send_request(request).await
            }
        }
        .expect("a response")
    }

    /// Asks for a path of the site.
    pub(crate) async fn get(&mut self, path: &str) -> Response<Incoming> {
        let request = match self {
            Self::Http1(_) => Request::get(path).header("host", "site.example"),
            Self::Http2(_) => Request::get(format!("https://site.example{path}")),
        };
        self.ask(request).await
    }
}

pub(crate) async fn text(response: Response<Incoming>) -> String {
    let bytes = response
        .into_body()
        .collect()
        .await
        .expect("a body")
        .to_bytes();
    String::from_utf8(bytes.to_vec()).expect("text")
}
