use super::servers::print;
use super::{ExportError, Server};

const FIELDS: &[(&str, &str)] = &[("x-odd", r#"a "b" \c 50%"#)];

fn printed(server: Server) -> String {
    print(server, FIELDS, &[]).unwrap()
}

#[test]
fn each_server_quotes_in_its_own_way() {
    assert_eq!(
        printed(Server::Nginx),
        "add_header x-odd \"a \\\"b\\\" \\\\c 50%\" always;\n"
    );
    assert_eq!(
        printed(Server::Apache),
        "Header onsuccess unset x-odd\nHeader always set x-odd \"a \\\"b\\\" \\\\c 50%%\"\n"
    );
    assert_eq!(
        printed(Server::Caddy),
        "header {\n\tx-odd `a \"b\" \\c 50%`\n}\n"
    );
    assert_eq!(
        printed(Server::HaProxy),
        "http-after-response set-header x-odd \"a \\\"b\\\" \\\\c 50%%\"\n"
    );
    assert_eq!(printed(Server::Netlify), "/*\n  x-odd: a \"b\" \\c 50%\n");
    assert!(printed(Server::Vercel).contains(r#"{ "key": "x-odd", "value": "a \"b\" \\c 50%" }"#));
}

#[test]
fn what_a_server_cannot_do_is_an_error() {
    let dollar = print(Server::Nginx, &[("x-odd", "a$b")], &[]);
    assert!(matches!(
        dollar,
        Err(ExportError::Unquotable { character: '$', .. })
    ));
    let long = "a".repeat(2000);
    let long = print(Server::Cloudflare, &[("x-odd", &long)], &[]);
    assert!(matches!(
        long,
        Err(ExportError::TooLong { length: 2009, .. })
    ));
    let placeholder = print(Server::Caddy, &[("x-odd", "a{host}")], &[]);
    assert!(matches!(
        placeholder,
        Err(ExportError::Unquotable { character: '{', .. })
    ));
    for server in [Server::Netlify, Server::Vercel, Server::Firebase] {
        assert!(matches!(
            print(server, FIELDS, &["server"]),
            Err(ExportError::CannotRemove { .. })
        ));
    }
}
