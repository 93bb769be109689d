//! Reports of how the program fell over, for whoever is to mend it.

use std::path::{Path, PathBuf};

use super::store::{self, StoreError};

/// How many reports of one process are kept.
const MAX_REPORTS: u32 = 100;

/// Writes a report into this folder and says where. It holds the version, the
/// system, the message and the way to it; of the scene only what the message
/// names.
///
/// # Errors
/// When it cannot be written.
pub fn write_report(folder: &Path, message: &str, backtrace: &str) -> Result<PathBuf, StoreError> {
    store::create_folder(folder)?;
    let process = std::process::id();
    let name = |number: u32| folder.join(format!("crash-{process}-{number}.txt"));
    let free = (1..MAX_REPORTS).map(name).find(|path| !store::exists(path));
    let path = free.unwrap_or_else(|| name(MAX_REPORTS));
    let text = format!(
        "Entente {} fell over\nsystem: {} {}\n\n{message}\n\n{backtrace}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
    );
    store::replace(&path, text.as_bytes())?;
    Ok(path)
}
