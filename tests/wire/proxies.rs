//! nginx and `HAProxy` in front, which end TLS, with the fields as they reach the visitor. Skipped, loudly, where they are not
//! installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, io, thread};

use rcgen::generate_simple_self_signed;
use talisman::TrustedProxies;

use crate::server::{Client, Server, text};
use crate::{fields_of, fields_of_the_site, nonce_of};

const PROXY: TrustedProxies = TrustedProxies::x_forwarded_proto(1);

/// A proxy that runs until it is dropped.
pub(crate) struct Proxy(Child);

impl Drop for Proxy {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A port that is free now.
pub(crate) fn port() -> io::Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?
        .local_addr()?
        .port())
}

pub(crate) fn folder(name: &str) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder)?;
    let certificate =
        generate_simple_self_signed(["site.example".to_owned()]).expect("a certificate");
    let (chain, key) = (
        certificate.cert.pem(),
        certificate.signing_key.serialize_pem(),
    );
    fs::write(folder.join("cert.pem"), format!("{chain}{key}"))?;
    Ok(folder)
}

/// Starts a program and waits until it listens; nothing if there is no such program.
pub(crate) fn start(program: &str, arguments: &[&str], port: u16) -> io::Result<Option<Proxy>> {
    let path = format!(
        "{}:/usr/sbin:/usr/local/sbin",
        std::env::var("PATH").unwrap_or_default()
    );
    let child = Command::new("env")
        .arg(format!("PATH={path}"))
        .arg(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let mut proxy = Proxy(child);
    for _ in 0..200 {
        if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Ok(Some(proxy));
        }
        if proxy
            .0
            .try_wait()?
            .is_some_and(|status| status.code() == Some(127))
        {
            eprintln!("SKIPPED: {program} is not installed, so NOTHING was seen through it");
            return Ok(None);
        }
        thread::sleep(Duration::from_millis(25));
    }
    Err(io::Error::other(format!("{program} does not listen")))
}

/// Starts nginx in a folder, with this in its block for http, and waits until it listens; nothing if it is not installed.
pub(crate) fn nginx(folder: &Path, http: &str, port: u16) -> io::Result<Option<Proxy>> {
    let at = folder.display();
    let configuration = format!(
        "daemon off; master_process off; pid {at}/pid; error_log {at}/error.log;
        events {{}}
        http {{
            access_log off;
            client_body_temp_path {at}/1; proxy_temp_path {at}/2; fastcgi_temp_path {at}/3; uwsgi_temp_path {at}/4; scgi_temp_path {at}/5;
            {http}
        }}"
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, configuration)?;
    let arguments = ["-c", file.to_str().expect("a path"), "-e", "stderr"];
    start("nginx", &arguments, port)
}

/// What a visitor sees through a proxy that listens for TLS at one port and for plain http at another.
async fn visit(tls: u16, plain: u16) -> io::Result<()> {
    let mut secure = Client::http1(insecure::connect(tls).await?).await;
    let response = secure.get("/200").await;
    assert_eq!(fields_of(response.headers()), fields_of_the_site());
    text(response).await;

    let response = secure.get("/page").await;
    let nonce = nonce_of(response.headers()).expect("a nonce").to_owned();
    assert_eq!(response.headers()["cache-control"], "private");
    assert_eq!(text(response).await, nonce);

    // The visitor's own word counts for nothing.
    let forged = http::Request::get("/200")
        .header("host", "site.example")
        .header("x-forwarded-proto", "https");
    let mut open = Client::http1(tokio::net::TcpStream::connect(("127.0.0.1", plain)).await?).await;
    let response = open.ask(forged).await;
    assert_eq!(response.status(), 308);
    assert_eq!(response.headers()["location"], "https://site.example/200");
    assert!(!response.headers().contains_key("strict-transport-security"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_nginx() -> io::Result<()> {
    let server = Server::start(|layer| layer.trusting(PROXY), false).await?;
    let (tls, plain, folder) = (port()?, port()?, folder("nginx")?);
    let at = folder.display();
    let upstream = server.address;
    let http = format!(
        "server {{
            listen 127.0.0.1:{tls} ssl;
            listen 127.0.0.1:{plain};
            ssl_certificate {at}/cert.pem;
            ssl_certificate_key {at}/cert.pem;
            location / {{
                proxy_pass http://{upstream};
                proxy_set_header Host $host;
                proxy_set_header X-Forwarded-Proto $scheme;
            }}
        }}"
    );
    match nginx(&folder, &http, tls)? {
        Some(_nginx) => visit(tls, plain).await,
        None => Ok(()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_haproxy() -> io::Result<()> {
    let server = Server::start(|layer| layer.trusting(PROXY), false).await?;
    let (tls, plain, folder) = (port()?, port()?, folder("haproxy")?);
    let at = folder.display();
    let upstream = server.address;
    let configuration = format!(
        "defaults
            mode http
            timeout connect 5s
            timeout client 5s
            timeout server 5s
        frontend site
            bind 127.0.0.1:{tls} ssl crt {at}/cert.pem
            bind 127.0.0.1:{plain}
            http-request set-header X-Forwarded-Proto https if {{ ssl_fc }}
            http-request set-header X-Forwarded-Proto http if !{{ ssl_fc }}
            default_backend site
        backend site
            server one {upstream}\n"
    );
    let file = folder.join("haproxy.cfg");
    fs::write(&file, configuration)?;
    let arguments = ["-db", "-q", "-f", file.to_str().expect("a path")];
    match start("haproxy", &arguments, tls)? {
        Some(_haproxy) => visit(tls, plain).await,
        None => Ok(()),
    }
}

/// Caddy sets the field itself, and the host.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_caddy() -> io::Result<()> {
    let server = Server::start(|layer| layer.trusting(PROXY), false).await?;
    let (tls, plain, folder) = (port()?, port()?, folder("caddy")?);
    let at = folder.display();
    let upstream = server.address;
    let configuration = format!(
        "{{
            admin off
            auto_https off
            storage file_system {at}/storage
        }}
        https://site.example:{tls} {{
            bind 127.0.0.1
            tls {at}/cert.pem {at}/cert.pem
            reverse_proxy {upstream}
        }}
        http://site.example:{plain} {{
            bind 127.0.0.1
            reverse_proxy {upstream}
        }}\n"
    );
    let file = folder.join("Caddyfile");
    fs::write(&file, configuration)?;
    let file = file.to_str().expect("a path");
    let arguments = ["run", "--adapter", "caddyfile", "--config", file];
    match start("caddy", &arguments, tls)? {
        Some(_caddy) => visit(tls, plain).await,
        None => Ok(()),
    }
}

/// The proxy's certificate is made again for each test and not what is tested.
mod insecure {
    use std::io;
    use std::sync::Arc;

    use tokio::net::TcpStream;
    use tokio_rustls::TlsConnector;
    use tokio_rustls::client::TlsStream;
    use tokio_rustls::rustls::client::danger::{
        HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
    };
    use tokio_rustls::rustls::crypto::ring::default_provider;
    use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
    use tokio_rustls::rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};

    #[derive(Debug)]
    struct Any;

    impl ServerCertVerifier for Any {
        fn verify_server_cert(
            &self,
            _: &CertificateDer<'_>,
            _: &[CertificateDer<'_>],
            _: &ServerName<'_>,
            _: &[u8],
            _: UnixTime,
        ) -> Result<ServerCertVerified, Error> {
            Ok(ServerCertVerified::assertion())
        }

        fn verify_tls12_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn verify_tls13_signature(
            &self,
            _: &[u8],
            _: &CertificateDer<'_>,
            _: &DigitallySignedStruct,
        ) -> Result<HandshakeSignatureValid, Error> {
            Ok(HandshakeSignatureValid::assertion())
        }

        fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
            default_provider()
                .signature_verification_algorithms
                .supported_schemes()
        }
    }

    pub(super) async fn connect(port: u16) -> io::Result<TlsStream<TcpStream>> {
        let config = ClientConfig::builder()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Any))
            .with_no_client_auth();
        let name = ServerName::try_from("site.example").expect("a name");
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        TlsConnector::from(Arc::new(config))
            .connect(name, stream)
            .await
    }
}
