//! A server without a port, on an embedded database of its own that goes away with it.

use std::{path::PathBuf, sync::Arc};

use axum::Router;
use domain::time::Moment;
use store::{Keyring, Store};
use usecases::{Settings, System, demo};

/// 2026-11-23, a Monday, 9:00 in Guatemala.
const NOW: i64 = 1_795_446_000;

/// What is served, and what lies behind it.
pub struct Embedded {
    /// The system.
    pub sys: Arc<System>,
    /// What is asked.
    pub router: Router,
    /// A folder for files of the test.
    pub folder: PathBuf,
}

impl Drop for Embedded {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Embedded {
    /// With nothing in it.
    pub async fn empty(settings: Settings) -> Self {
        let bytes: [u8; 8] = store::seal::random().unwrap();
        let folder = std::env::temp_dir().join(format!("sinarem-web-{:016x}", u64::from_be_bytes(bytes)));
        std::fs::create_dir_all(&folder).unwrap();
        let address = format!("sqlite:{}", folder.join("test.db").display());
        let store = Store::open(&address, Keyring::new(&[7; 32])).await.unwrap();
        let clock = Arc::new(|| Moment::from_seconds(NOW));
        let sys = System::new(store, settings, clock, Arc::new(web::message::FluentWords)).unwrap();
        let sys = Arc::new(sys);
        Self { router: web::router(web::App::new(Arc::clone(&sys), false)), sys, folder }
    }

    /// With the made-up world of so many people in it; and what was made.
    pub async fn demo(settings: Settings, people: usize) -> (Self, demo::Made) {
        let server = Self::empty(settings).await;
        usecases::catalogue::load_built_in(&server.sys).await.unwrap();
        let made = demo::load(&server.sys, people).await.unwrap().unwrap();
        (server, made)
    }
}
