//! The configuration that a policy prints, read by the servers themselves: what they send is what the policy says.
//!
//! A server that is not installed is skipped, loudly, unless `SERVERS=required` says that all of them must be there.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;
use std::{env, fs, process};

use talisman::export::{ExportError, Server};
use talisman::{Csp, Policy, Scheme, csp, presets, talisman_policy};

const ODD: Policy = talisman_policy! {
    custom_fields: { x-odd: "a \"b\" \\c {\"d\": 1} 50% %t ;#|&<>~^ end", x-comma: "a, b", x-tick: "a `b` {} \"c\"" },
};
/// What is a format elsewhere, and a placeholder in Caddy, which can send no such value.
const FORMAT: Policy = talisman_policy! { custom_fields: { x-odd: "%{x}s {host} %[src]" } };
const POLICIES: &[Policy] = &[
    presets::FLASK_TALISMAN,
    presets::HELMET,
    presets::OWASP,
    ODD,
    FORMAT,
];

/// A server that runs until the test ends, in a folder of its own.
struct Running {
    child: Child,
    folder: PathBuf,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn found(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin".into()]);
    folders
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Starts a server on a configuration that is written around the policy's own.
fn start(name: &str, arguments: &[&str], config: &str) -> Option<Running> {
    let Some(program) = found(name) else {
        assert!(
            env::var_os("SERVERS").is_none_or(|value| value != "required"),
            "{name} is not installed"
        );
        eprintln!("SKIPPED: {name} is not installed, so its configuration was NOT tried");
        return None;
    };
    let folder = env::temp_dir().join(format!("talisman-{name}-{}-{}", process::id(), free_port()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join("config");
    fs::write(&file, config.replace("FOLDER", folder.to_str().unwrap())).unwrap();
    let arguments = arguments.iter().map(|argument| match *argument {
        "CONFIG" => file.to_str().unwrap(),
        other => other,
    });
    let child = Command::new(program)
        .args(arguments)
        .current_dir(&folder)
        .env("HOME", &folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    Some(Running { child, folder })
}

/// The fields of an answer, each with all its values.
fn ask(port: u16) -> BTreeMap<String, Vec<String>> {
    let mut stream = (0..300)
        .find_map(|_| {
            let stream = TcpStream::connect(("127.0.0.1", port)).ok();
            if stream.is_none() {
                sleep(Duration::from_millis(50));
            }
            stream
        })
        .expect("the server listens within fifteen seconds");
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer);
    let (head, _) = answer.split_once("\r\n\r\n").unwrap();
    let mut fields = BTreeMap::<_, Vec<_>>::new();
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(':').unwrap();
        fields
            .entry(name.to_ascii_lowercase())
            .or_default()
            .push(value.trim().to_owned());
    }
    fields
}

fn check(server: Server, run: impl Fn(&str, u16) -> Option<Running>) {
    for policy in POLICIES {
        // Another server writes what a policy adds; what it removes was not there.
        let config = match policy.configuration(server) {
            Ok(config) => config,
            Err(ExportError::Unquotable { .. }) if server == Server::Caddy => continue,
            Err(error) => panic!("{server}: {error}"),
        };
        let port = free_port();
        let Some(_running) = run(&config, port) else {
            return;
        };
        let sent = ask(port);
        for (name, value) in policy.fields(Scheme::Https) {
            assert_eq!(
                sent.get(name),
                Some(&vec![value.to_owned()]),
                "{server} sends {name} as it was written"
            );
        }
    }
}

#[test]
fn nginx() {
    check(Server::Nginx, |config, port| {
        let config = format!(
            "user root; daemon off; master_process off; pid FOLDER/pid; error_log stderr; events {{}}\nhttp {{ access_log off;\nserver {{ listen \
             127.0.0.1:{port};\n{config}\nlocation / {{ return 200 ok; }} }} }}"
        );
        start("nginx", &["-p", ".", "-c", "CONFIG"], &config)
    });
}

#[test]
fn apache() {
    let modules = "/usr/lib/apache2/modules";
    if !Path::new(modules).is_dir() {
        // Says so, or fails.
        start("apache2", &[], "");
        return;
    }
    check(Server::Apache, |config, port| {
        let config = format!(
            "ServerRoot FOLDER\nPidFile FOLDER/pid\nErrorLog /dev/stderr\nServerName localhost\nListen 127.0.0.1:{port}\n\
             LoadModule mpm_event_module {modules}/mod_mpm_event.so\nLoadModule authz_core_module {modules}/mod_authz_core.so\n\
             LoadModule headers_module {modules}/mod_headers.so\nDocumentRoot FOLDER\n{config}"
        );
        start("apache2", &["-X", "-f", "CONFIG"], &config)
    });
}

#[test]
fn caddy() {
    check(Server::Caddy, |config, port| {
        let config = format!(
            "{{\nadmin off\nauto_https off\n}}\nhttp://127.0.0.1:{port}, http://localhost:{port} {{\n{config}\nrespond ok\n}}\n"
        );
        start(
            "caddy",
            &["run", "--config", "CONFIG", "--adapter", "caddyfile"],
            &config,
        )
    });
}

#[test]
fn haproxy() {
    check(Server::HaProxy, |config, port| {
        let config = format!(
            "defaults\n mode http\n timeout client 5s\n timeout connect 5s\n timeout server 5s\nfrontend main\n bind \
             127.0.0.1:{port}\n{config}http-request return status 200 content-type text/plain string ok\n"
        );
        start("haproxy", &["-f", "CONFIG"], &config)
    });
}

#[test]
fn files_of_hosts_are_json() {
    for server in [Server::Vercel, Server::Firebase] {
        let config = ODD.configuration(server).unwrap();
        let json: serde_json::Value = serde_json::from_str(&config).unwrap();
        let rows = match server {
            Server::Vercel => &json["headers"][0]["headers"],
            _ => &json["hosting"]["headers"][0]["headers"],
        };
        let rows: Vec<_> = rows.as_array().unwrap().iter().collect();
        let fields: Vec<_> = ODD.fields(Scheme::Https).collect();
        assert_eq!(rows.len(), fields.len());
        for (row, (name, value)) in rows.into_iter().zip(fields) {
            assert_eq!(
                (row["key"].as_str(), row["value"].as_str()),
                (Some(name), Some(value))
            );
        }
    }
}

#[test]
#[allow(deprecated, reason = "a policy that is warned of is what is tried")]
fn a_meta_carries_nothing_that_browsers_ignore_there() {
    const DIRECTIVES: Csp = csp!("default-src 'self'; report-uri /r");
    const ALONE: Policy = talisman_policy! {
        ..presets::FLASK_TALISMAN,
        permissions_policy: off, frame_options: off, x_content_type_options: off, referrer_policy: off,
        strict_transport_security: off,
    };
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; object-src 'none'\">";
    assert_eq!(ALONE.meta().as_deref(), Ok(meta));
    let what = |error: Result<String, ExportError>| error.unwrap_err().to_string();
    assert!(what(DIRECTIVES.meta()).contains("`report-uri`"));
    assert!(what(presets::FLASK_TALISMAN.meta()).contains("`permissions-policy`"));
    assert!(what(presets::STRICT.meta()).contains("nonce"));
}

#[test]
fn a_nonce_cannot_be_exported() {
    let error = presets::STRICT.configuration(Server::Nginx).unwrap_err();
    assert!(error.to_string().contains("nonce"));
}
