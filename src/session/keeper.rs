//! What must outlive the program: the work that is not saved.
//!
//! The session puts what there is into the [`Keeper`] whenever it changes; a
//! thread writes it to the recovery copy, at most once a second. When the program
//! falls over, the hook that panics are caught by brings the copy up to the last
//! moment: it holds another handle of the same keeper.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::time::Duration;

use crate::edit::{Edit, apply};
use crate::file::recovery::{Copies, CopyHeader, OwnCopy};
use crate::file::store::StoreError;
use crate::model::Scene;

/// How often a program that falls over asks whether the copy is free, and how
/// long it waits each time.
const TRIES: u32 = 100;
const TRY_AGAIN: Duration = Duration::from_millis(20);

/// Work that is not saved.
#[derive(Clone, Debug)]
pub(super) struct Unsaved {
    pub(super) header: CopyHeader,
    pub(super) scene: Arc<Scene>,
    /// What is being typed in fields, as changes.
    pub(super) typed: Arc<[Edit]>,
}

/// A handle on what is to be kept; a clone is the same.
#[derive(Clone, Debug, Default)]
pub struct Keeper {
    inner: Arc<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    copies: OnceLock<Copies>,
    latest: Mutex<Option<Unsaved>>,
    /// Taken before `latest`, by whoever writes.
    own: Mutex<Option<OwnCopy>>,
}

impl Keeper {
    /// Where copies are kept, from now on and for good.
    pub(super) fn keep_in(&self, copies: Copies) {
        // A second place would be a second window's.
        drop(self.inner.copies.set(copies));
    }

    /// What is not saved now; `None` where all is.
    pub(super) fn set(&self, latest: Option<Unsaved>) {
        *held(&self.inner.latest) = latest;
    }

    /// Brings the copy up to date: written, or removed where all is saved. Takes as
    /// long as the disk does.
    ///
    /// # Errors
    /// When it could not be written; the one before is there still.
    pub(super) fn keep(&self) -> Result<(), StoreError> {
        self.keep_with(held(&self.inner.own)).map(|_| ())
    }

    /// The same for a program that is falling over, which may hold anything: gives
    /// up where the copy is not free within some seconds. `Some` is where the copy
    /// lies, `None` where there is nothing to keep or nowhere to keep it.
    ///
    /// # Errors
    /// When it could not be written; the one before is there still. Also when the
    /// copy is not free.
    pub fn keep_at_end(&self) -> Result<Option<PathBuf>, StoreError> {
        for _ in 0..TRIES {
            let own = match self.inner.own.try_lock() {
                Ok(own) => own,
                Err(TryLockError::Poisoned(poisoned)) => poisoned.into_inner(),
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(TRY_AGAIN);
                    continue;
                }
            };
            return self.keep_with(own);
        }
        Err(StoreError::Other {
            path: PathBuf::from("recovery copy"),
            source: std::io::Error::other("it was not free for the last moment"),
        })
    }

    /// Lets go of the copy: it stays, and another window may offer it.
    pub fn release(&self) {
        drop(held(&self.inner.own).take());
    }

    fn keep_with(
        &self,
        mut own: MutexGuard<'_, Option<OwnCopy>>,
    ) -> Result<Option<PathBuf>, StoreError> {
        let Some(copies) = self.inner.copies.get() else {
            return Ok(None);
        };
        let latest = held(&self.inner.latest).clone();
        let Some(unsaved) = latest else {
            if let Some(own) = own.as_ref() {
                own.clear()?;
            }
            return Ok(None);
        };
        let own = match own.take() {
            Some(copy) => own.insert(copy),
            None => own.insert(copies.begin()?),
        };
        let mut scene = unsaved.scene;
        for edit in unsaved.typed.iter() {
            // What cannot be kept yet is not kept: a half-typed number, say.
            if let Ok(applied) = apply(&scene, edit) {
                scene = Arc::new(applied.scene);
            }
        }
        own.write(&unsaved.header, &scene)?;
        Ok(Some(own.path().to_owned()))
    }
}

/// What a mutex holds, also where somebody fell over while holding it.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
