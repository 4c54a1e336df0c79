//! Messages as files in a folder: for a pilot without a mail server, and to read what would be sent.

use std::path::PathBuf;

use super::{Letter, SendFault, SettingFault};

/// A folder of letters, one file each, named by the message's identifier.
pub struct Folder(PathBuf);

impl Folder {
    /// The folder of this name, made if it is not there.
    ///
    /// # Errors
    /// [`SettingFault::Folder`] if it cannot be.
    pub fn new(path: &str) -> Result<Self, SettingFault> {
        let path = PathBuf::from(path);
        std::fs::create_dir_all(&path).map_err(|_| SettingFault::Folder)?;
        Ok(Self(path))
    }

    /// Writes a letter: all of it, or nothing.
    ///
    /// # Errors
    /// [`SendFault::Unreachable`] if it cannot be written.
    pub async fn send(&self, letter: Letter<'_>) -> Result<(), SendFault> {
        let id = letter.message.id;
        let to = &letter.message.address;
        let text = format!("To: {to}\nSubject: {}\n\n{}\n", letter.subject, letter.body);
        let (begun, whole) = (self.0.join(format!(".{id}.part")), self.0.join(format!("{id}.txt")));
        tokio::fs::write(&begun, text).await.map_err(|_| SendFault::Unreachable)?;
        tokio::fs::rename(&begun, &whole).await.map_err(|_| SendFault::Unreachable)
    }
}
