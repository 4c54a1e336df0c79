//! The configuration: command line, environment and one file, read once, checked, and told apart by line when wrong.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;
use store::Keyring;
use usecases::{
    Settings,
    settings::{MailSettings, SmsSettings},
};

/// Where the data is. Every command takes these.
#[derive(Args, Clone, Debug)]
pub struct Place {
    /// Folder of the embedded database, the keys and the configuration file
    #[arg(long, env = "SINAREM_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Address of a PostgreSQL database: postgres://user:password@host/name
    #[arg(long, env = "SINAREM_DATABASE", value_name = "URL", hide_env_values = true)]
    pub database: Option<String>,
    /// File with the secret of 64 hexadecimal digits that seals personal data; further lines are secrets of intake [default: DIR/keys]
    #[arg(long, env = "SINAREM_KEYS", value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Configuration file [default: DIR/sinarem.toml, if it is there]
    #[arg(long, env = "SINAREM_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// The configuration file. Every line may be left out; a line that is not known stops the start.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct File {
    /// The address people type, such as `https://oportuguate.example`.
    pub base_url: Option<String>,
    /// The address to listen on, such as `127.0.0.1` (the default) or `0.0.0.0` behind a proxy.
    pub listen: Option<std::net::IpAddr>,
    /// Whether a proxy of yours stands in front and writes X-Forwarded-For.
    pub trust_proxy: bool,
    /// Where a process of a PostgreSQL database keeps, sealed, the people it has in memory, to start again sooner.
    pub memory_file: Option<PathBuf>,
    /// Mail.
    pub mail: Mail,
    /// Text messages.
    pub sms: Sms,
}

/// How mail leaves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// File with the address of the server: `smtps://user:password@host`.
    pub url_file: Option<PathBuf>,
    /// The sender.
    pub from: Option<String>,
}

/// How text messages leave.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sms {
    /// The gateway's address.
    pub url: Option<String>,
    /// File with the gateway's token.
    pub token_file: Option<PathBuf>,
    /// File with the secret by which the gateway signs messages that come in, of 32 letters or more.
    pub inbound_secret_file: Option<PathBuf>,
}

/// What was read and checked.
pub struct Config {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// The keys.
    pub keys: Keyring,
    /// The settings below `cli`; `base_url` is empty if no file gives one.
    pub settings: Settings,
    /// The address to listen on.
    pub listen: std::net::IpAddr,
    /// Whether to believe X-Forwarded-For.
    pub trust_proxy: bool,
    /// Where the people in memory are kept, sealed, if anywhere.
    pub memory: Option<PathBuf>,
}

impl Place {
    /// Reads and checks everything, making the folder and the keys of an embedded database that is new.
    ///
    /// # Errors
    /// With the file and the line to mend.
    pub fn read(&self) -> Result<Config> {
        if self.data.is_some() && self.database.is_some() {
            bail!(
                "--data and --database are both given: choose the embedded database in a folder, or PostgreSQL"
            );
        }
        let (database, folder) = match (&self.database, &self.data) {
            (Some(url), None) => (url.clone(), None),
            (None, folder) => {
                let folder = folder.clone().unwrap_or_else(|| PathBuf::from("sinarem-data"));
                fs::create_dir_all(&folder)
                    .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
                private(&folder, 0o700)?;
                (format!("sqlite:{}", folder.join("sinarem.db").display()), Some(folder))
            }
            (Some(_), Some(_)) => unreachable!("refused above"),
        };
        let file = self.file(folder.as_deref())?;
        let keys = self.keyring(folder.as_deref())?;
        let settings = Settings {
            base_url: file.base_url.clone().unwrap_or_default().trim_end_matches('/').to_owned(),
            demo: false,
            mail: MailSettings {
                url: file.mail.url_file.as_deref().map(secret).transpose()?,
                from: file.mail.from.clone().unwrap_or_else(|| "avisos@localhost".to_owned()),
            },
            sms: SmsSettings {
                url: file.sms.url.clone(),
                token: file.sms.token_file.as_deref().map(secret).transpose()?,
                inbound_secret: file.sms.inbound_secret_file.as_deref().map(long_secret).transpose()?,
            },
            patience: usecases::outbound::PATIENCE,
        };
        Ok(Config {
            database,
            keys,
            settings,
            listen: file.listen.unwrap_or(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST)),
            trust_proxy: file.trust_proxy,
            memory: file.memory_file.or_else(|| folder.map(|folder| folder.join("people.sealed"))),
        })
    }

    fn file(&self, folder: Option<&Path>) -> Result<File> {
        let path = match (&self.config, folder) {
            (Some(path), _) => path.clone(),
            (None, Some(folder)) if folder.join("sinarem.toml").exists() => folder.join("sinarem.toml"),
            _ => return Ok(File::default()),
        };
        let text = fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))?;
        let file: File = toml::from_str(&text).map_err(|error| {
            let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
            anyhow::anyhow!("{} line {line}: {}", path.display(), error.message())
        })?;
        let wrong = |name: &str, what: &str| {
            let line =
                text.lines().position(|line| line.trim_start().starts_with(name)).map_or(1, |at| at + 1);
            anyhow::anyhow!("{} line {line}: {name} {what}", path.display())
        };
        if let Some(url) = &file.base_url
            && !(url.starts_with("https://")
                || url.starts_with("http://127.0.0.1")
                || url.starts_with("http://localhost"))
        {
            return Err(wrong(
                "base_url",
                "must begin with https:// (or be this machine's own http://127.0.0.1:PORT)",
            ));
        }
        if let Some(url) = &file.sms.url
            && !(url.starts_with("https://") || url.starts_with("http://127.0.0.1"))
        {
            return Err(wrong("url", "of the [sms] gateway must begin with https://"));
        }
        if let Some(from) = &file.mail.from
            && domain::text::Email::parse(from).is_err()
        {
            return Err(wrong("from", "must be an e-mail address"));
        }
        Ok(file)
    }

    fn keyring(&self, folder: Option<&Path>) -> Result<Keyring> {
        let path = match (&self.keys, folder) {
            (Some(path), _) => path.clone(),
            (None, Some(folder)) => {
                let path = folder.join("keys");
                if !path.exists() {
                    if folder.join("sinarem.db").exists() {
                        bail!(
                            "{} is missing: without it the personal data in this folder cannot be read; restore it from your backup",
                            path.display()
                        );
                    }
                    write_keys(&path)?;
                }
                path
            }
            (None, None) => bail!(
                "--keys FILE is missing: with PostgreSQL, say where the secret that seals personal data is (make one with: head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \\n')"
            ),
        };
        let text = secret(&path)?;
        let (first, intake) = secrets(&text).map_err(|line| {
            anyhow::anyhow!("{} line {line}: must be 64 hexadecimal digits, and is not", path.display())
        })?;
        Ok(Keyring::new(&first).with_intake(&intake))
    }
}

fn secret(path: &Path) -> Result<String> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(text.trim().to_owned())
}

/// The secret that seals personal data, and after it those of intake, one a line, the newest last.
///
/// # Errors
/// The number of the line that is none.
fn secrets(text: &str) -> Result<([u8; 32], Vec<[u8; 32]>), usize> {
    let lines = text.lines().map(str::trim).zip(1_usize..).filter(|(line, _)| !line.is_empty());
    let mut lines = lines.map(|(line, number)| unhex(line).ok_or(number));
    let first = lines.next().unwrap_or(Err(1))?;
    Ok((first, lines.collect::<Result<_, _>>()?))
}

/// A secret that signs: too short a one could be guessed.
fn long_secret(path: &Path) -> Result<String> {
    let text = secret(path)?;
    if text.len() < 32 {
        bail!("{} line 1: must have 32 letters or more", path.display());
    }
    Ok(text)
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

fn write_keys(path: &Path) -> Result<()> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    let text: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut file = fs::File::create(path).with_context(|| format!("{} cannot be written", path.display()))?;
    private(path, 0o600)?;
    writeln!(file, "{text}")?;
    file.sync_all()?;
    Ok(())
}

#[cfg(unix)]
fn private(path: &Path, mode: u32) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
        .with_context(|| format!("{} cannot be made private", path.display()))
}

#[cfg(not(unix))]
fn private(_: &Path, _: u32) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Config> {
        let folder =
            std::env::temp_dir().join(format!("sinarem-config-{}-{}", std::process::id(), text.len()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("sinarem.toml"), text).unwrap();
        let place = Place { data: Some(folder.clone()), database: None, keys: None, config: None };
        let outcome = place.read();
        fs::remove_dir_all(folder).unwrap();
        outcome
    }

    fn refusal(text: &str) -> String {
        read(text).err().map_or_else(String::new, |error| format!("{error:#}"))
    }

    #[test]
    fn secrets_of_intake_follow_the_first() {
        let (one, two) = ("0a".repeat(32), "0b".repeat(32));
        assert_eq!(secrets(&one), Ok(([10; 32], Vec::new())));
        assert_eq!(secrets(&format!("{one}\n{two}\n")), Ok(([10; 32], vec![[11; 32]])));
        assert_eq!(secrets(&format!("{one}\n\n{two}")), Ok(([10; 32], vec![[11; 32]])));
        assert_eq!(secrets(&format!("{one}\n{two}0")), Err(2));
        assert_eq!(secrets(""), Err(1));
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert!(refusal("base_url = \"https://a.example\"\nlisen = \"0.0.0.0\"\n").contains("line 2"));
        assert!(refusal("\n\nlisten = \"everywhere\"\n").contains("line 3"));
        assert!(
            refusal("trust_proxy = true\nbase_url = \"http://a.example\"\n").contains("line 2: base_url")
        );
        assert!(refusal("[mail]\nfrom = \"nobody\"\n").contains("line 2: from"));
        let short = std::env::temp_dir().join(format!("sinarem-short-{}", std::process::id()));
        fs::write(&short, "too short\n").unwrap();
        let line = format!("[sms]\ninbound_secret_file = {short:?}\n");
        assert!(refusal(&line).contains("32 letters"), "{}", refusal(&line));
        fs::remove_file(short).unwrap();
        let config = read("base_url = \"https://a.example/\"\n").unwrap();
        assert_eq!(config.settings.base_url, "https://a.example");
    }
}
