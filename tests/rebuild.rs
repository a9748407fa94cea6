//! A program whose policy is made from its pages, built again after one of them changed: cargo is run on a package of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

const MAIN: &str = r#"
use talisman::{Policy, ProtectedPage, Scheme, page, sri, talisman_policy};

const SITE: Policy = talisman_policy! {
    content_security_policy: {
        default-src self;
        script-src self hashes_of("dist/*.html") hash_file("static/boot.js");
        object-src none;
        base-uri none;
    },
    pages: ["dist/*.html"],
};
const INDEX: ProtectedPage = page!("dist/index.html", SITE);
const BOTH: Policy = talisman_policy! {
    content_security_policy: { default-src self; script-src self auto; object-src none; base-uri none; },
    pages: ["dist/*.html"],
};
const BUILT: ProtectedPage = page!("dist/index.html", BOTH);

fn main() {
    let response: http::Response<Vec<u8>> = INDEX.respond(Scheme::Https);
    println!("{}", response.headers()["content-security-policy"].to_str().unwrap());
    println!("{}", BUILT.policy());
    println!("{}", sri!("static/boot.js", sha256));
    println!("{}", String::from_utf8_lossy(response.body()));
}
"#;

struct Package(PathBuf);

impl Package {
    fn new() -> Self {
        let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild");
        for folder in ["src", "dist", "static"] {
            let _ = fs::remove_dir_all(package.join(folder));
            fs::create_dir_all(package.join(folder)).expect("a folder can be made");
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let root = root.canonicalize().expect("the workspace is there");
        let manifest = format!(
            "[package]\nname = \"rebuild\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             talisman = {{ path = '{}', features = ['pages'] }}\nhttp = '1'\n",
            root.display()
        );
        fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock"))
            .expect("the versions of the workspace are locked");
        let package = Self(package);
        package.write("Cargo.toml", &manifest);
        package.write("src/main.rs", MAIN);
        package
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.join(name), text).expect("a file can be written");
    }

    fn run(&self) -> Output {
        Command::new(env::var_os("CARGO").expect("cargo runs this test"))
            .args(["run", "--quiet"])
            .current_dir(&self.0)
            // What the cases of the compiler's messages have built already.
            .env("CARGO_TARGET_DIR", self.0.join("../ui/target"))
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo can be run")
    }

    /// What the program prints.
    #[track_caller]
    fn prints(&self) -> String {
        let output = self.run();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What the compiler says.
    #[track_caller]
    fn is_refused(&self) -> String {
        let output = self.run();
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).into_owned()
    }
}

/// The digests of `one()`, `two()`, `boot()` and `boot(1)`, by another program.
const ONE: &str = "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='";
const TWO: &str = "'sha256-iMrPAWirDC2X0OhZzLsM2MRIWSmepJGI4r7D8ZlwBOw='";
const BOOT: &str = "sha256-MeZS89WlF0u+o0hCvHTBt4q1WHU+U+sJKgbdRUc36mY=";
const REBOOT: &str = "sha256-2DybWYCpP5bHxOJSoSgyyMeFgTOXm5f6FasJ7cSODcA=";

#[test]
fn a_page_that_changes_changes_its_policy_without_a_clean_build() {
    let package = Package::new();
    package.write("dist/index.html", "<!doctype html><script>one()</script>");
    package.write("static/boot.js", "boot()");
    let first = package.prints();
    assert_eq!(first.matches(ONE).count(), 2, "{first}");
    assert_eq!(first.matches(BOOT).count(), 2, "{first}");
    assert!(first.ends_with("<script>one()</script>\n"), "{first}");

    package.write("dist/index.html", "<!doctype html><script>two()</script>");
    package.write("static/boot.js", "boot(1)");
    let second = package.prints();
    assert_eq!(second.matches(TWO).count(), 2, "{second}");
    assert_eq!(second.matches(REBOOT).count(), 2, "{second}");
    assert!(!second.contains(ONE) && !second.contains(BOOT), "{second}");
    assert!(second.ends_with("<script>two()</script>\n"), "{second}");

    let image = "<!doctype html>\n<img src=https://img.example.net/a.png>";
    package.write("dist/index.html", image);
    let refused = package.is_refused();
    assert!(
        refused.contains("blocks <img src> at dist/index.html:2:1"),
        "{refused}"
    );
    assert!(refused.contains("[pages-blocked]"), "{refused}");

    package.write("dist/index.html", "<!doctype html><script>one()</script>");
    assert_eq!(package.prints().matches(ONE).count(), 2);
}
