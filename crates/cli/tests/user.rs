//! Accounts from the command line, as an operator makes and mends them.
#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn user(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sinarem"));
    command.arg("user").args(arguments).arg("--data").arg(data);
    command.env_remove("SINAREM_DATABASE").env_remove("SINAREM_KEYS").output().unwrap()
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn refusal(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn accounts_are_made_listed_and_mended() {
    let folder = Folder(std::env::temp_dir().join(format!("sinarem-user-{}", std::process::id())));
    let data = folder.0.as_path();
    let added = out(&user(data, &["add", "--name", "Ana López", "--email", "ana@example.org"]));
    assert!(added.starts_with("http://127.0.0.1:8080/es/personal/invitacion/"), "{added}");
    let twice = refusal(&user(data, &["add", "--name", "Ana", "--email", "Ana@example.org"]));
    assert!(twice.contains("has an account already"), "{twice}");
    let wrong = refusal(&user(data, &["add", "--name", "", "--email", "nobody"]));
    assert!(wrong.contains("--name: ") && wrong.contains("--email: "), "{wrong}");
    let role =
        refusal(&user(data, &["add", "--name", "Eva", "--email", "e@example.org", "--role", "focal_point"]));
    assert!(role.contains("an administrator invites"), "{role}");
    let more =
        ["add", "--name", "Eva Tum", "--email", "eva@example.org", "--role", "coordinator", "--lang", "en"];
    assert!(out(&user(data, &more)).contains("/en/personal/invitacion/"));
    let listed = out(&user(data, &["list"]));
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("ana@example.org\tadministrator\tinvited\tAna López\t"), "{listed}");
    let again = out(&user(data, &["invite", "ana@example.org"]));
    assert_ne!(again.lines().next(), added.lines().next(), "another link");
    let last = refusal(&user(data, &["off", "ana@example.org"]));
    assert!(last.contains("At least one administrator"), "{last}");
    out(&user(data, &["off", "eva@example.org"]));
    assert!(out(&user(data, &["list"])).contains("eva@example.org\tcoordinator\toff\t"));
    let off = refusal(&user(data, &["reset", "eva@example.org"]));
    assert!(off.contains("switched off"), "{off}");
    out(&user(data, &["on", "eva@example.org"]));
    out(&user(data, &["reset", "eva@example.org"]));
    let nobody = refusal(&user(data, &["reset", "nobody@example.org"]));
    assert!(nobody.contains("no such account"), "{nobody}");
}
