//! Every call to the disk of every operation fails in turn, in every way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, FileTimes};
use std::io;
use std::time::{Duration, SystemTime};

use crate::disk::{Call, Fault, How};
use crate::operations::{Operation, Outcome, Part, Place, Site, new};
use crate::tell;

type Refusal = (&'static str, fn() -> io::Error);

/// What the system may say, by its number: an interruption only once, since
/// whoever is interrupted asks again.
const REFUSALS: [Refusal; 8] = [
    ("ENOENT", || io::Error::from_raw_os_error(2)),
    ("EINTR", || io::Error::from_raw_os_error(4)),
    ("EIO", || io::Error::from_raw_os_error(5)),
    ("EACCES", || io::Error::from_raw_os_error(13)),
    ("ENOSPC", || io::Error::from_raw_os_error(28)),
    ("EROFS", || io::Error::from_raw_os_error(30)),
    ("ESTALE", || io::Error::from_raw_os_error(116)),
    ("EDQUOT", || io::Error::from_raw_os_error(122)),
];

const WAYS: [How; 6] = [
    How::Once,
    How::ForGood,
    How::ForGoodButRemoving,
    How::AnswerLost,
    How::ShortOnce,
    How::ShortForGood,
];

/// Calls that operations do without: they are done all the same.
struct PassedOver {
    calls: &'static [Call],
    parts: &'static [Part],
    operations: fn(Operation) -> bool,
    when: When,
    #[expect(dead_code, reason = "whoever reads the table wants to know")]
    why: &'static str,
}

/// Where among the calls: the new bytes have their name, or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    Always,
    Named,
    NotNamed,
}

const PASSED_OVER: [PassedOver; 9] = [
    PassedOver {
        calls: &[
            Call::About,
            Call::Canonicalize,
            Call::CreateFolder,
            Call::Lock,
        ],
        parts: &[Part::Lock, Part::File, Part::Folder],
        operations: |operation| operation.is_save(),
        when: When::NotNamed,
        why: "a save goes on without a lock: what it compares keeps others' work safe",
    },
    PassedOver {
        calls: &[
            Call::About,
            Call::Canonicalize,
            Call::CreateFolder,
            Call::CreateNew,
            Call::List,
            Call::ReadLink,
            Call::Rename,
            Call::Sync,
            Call::Write,
        ],
        parts: &[
            Part::Version,
            Part::VersionTwin,
            Part::VersionsFolder,
            Part::VersionsNote,
        ],
        operations: |operation| operation.is_save(),
        when: When::Always,
        why: "a version of one's own that could not be kept is told as a warning",
    },
    PassedOver {
        calls: &[Call::Remove],
        parts: &[Part::Version],
        operations: |operation| operation == Operation::Rotate,
        when: When::Named,
        why: "a version too many is no loss",
    },
    PassedOver {
        calls: &[Call::About, Call::SyncFolder],
        parts: &[
            Part::Folder,
            Part::Lock,
            Part::StateFolder,
            Part::VersionsFolder,
        ],
        operations: |_| true,
        when: When::Always,
        why: "some network file systems refuse to sync folders, and a folder that may be there is made \
              anyway",
    },
    PassedOver {
        calls: &[Call::Remove],
        parts: &[Part::Twin],
        operations: |_| true,
        when: When::Named,
        why: "what is left of a twin goes with a later save",
    },
    PassedOver {
        calls: &[Call::About, Call::Canonicalize, Call::List],
        parts: &[Part::File, Part::Folder],
        operations: |operation| operation.is_save(),
        when: When::Named,
        why: "what killed saves left is looked for at the next save again",
    },
    PassedOver {
        calls: &[Call::Canonicalize],
        parts: &[Part::File, Part::Folder],
        operations: |operation| operation == Operation::Lock,
        when: When::NotNamed,
        why: "a path that cannot be followed is taken as it is",
    },
    PassedOver {
        calls: &[Call::About],
        parts: &[Part::File],
        operations: |operation| matches!(operation, Operation::FirstCopy | Operation::Copy),
        when: When::Always,
        why: "the lock alone says whose place it is",
    },
    PassedOver {
        calls: &[
            Call::About,
            Call::FileAbout,
            Call::Lock,
            Call::Open,
            Call::Read,
        ],
        parts: &[Part::File, Part::CopyLock],
        operations: |operation| operation == Operation::Recover,
        when: When::Always,
        why: "a copy that cannot be taken now is kept, and offered at the next start",
    },
];

fn is_passed_over(operation: Operation, site: &Site) -> bool {
    PASSED_OVER.iter().any(|it| {
        let is_then = match it.when {
            When::Always => true,
            When::Named => site.is_named,
            When::NotNamed => !site.is_named,
        };
        let is_site = it.calls.contains(&site.call) && it.parts.contains(&site.part);
        is_site && is_then && (it.operations)(operation)
    })
}

/// What a run with a fault in it came to.
struct Run<'a> {
    place: &'a Place,
    fault: Fault,
    context: String,
}

impl Run<'_> {
    /// Runs it and looks at everything; returns what it came to.
    fn judge(&self) -> Result<Outcome, String> {
        let place = self.place;
        place.restore();
        let result = place.run(&|| place.disk.set(Some(self.fault)));
        let made = place.disk.made();
        let failed = place.disk.failed();
        place.disk.set(None);
        assert!(
            failed.first().map(|it| it.0) == Some(self.fault.at),
            "{}: it did fail",
            self.context
        );
        let sites = place.sites(&made);
        self.assert_whole(&result, &sites);
        self.assert_nothing_lost(&result);
        if let Err(error) = &result {
            self.assert_told(error);
        }
        self.assert_tidy(&failed);
        self.assert_retry_works();
        result
    }

    /// The old bytes or the new ones: the new ones where that was told.
    fn assert_whole(&self, result: &Result<Outcome, String>, sites: &[Site]) {
        let (place, context) = (self.place, &self.context);
        let held = place.bytes();
        // A copy that could not be taken, or was said to be gone, is offered again.
        let may_stay = place.operation == Operation::Recover;
        if result.is_ok() && !may_stay {
            assert!(held == place.after, "{context}: what it should hold");
            return;
        }
        let is_as_before = held == place.before;
        assert!(is_as_before || held == place.after, "{context}: a mixture");
        // Where an answer is lost, or nothing works any more once the bytes have
        // their name, they may be there without anybody knowing.
        let site = sites[self.fault.at];
        let names = matches!(site.call, Call::Exchange | Call::Rename | Call::RenameNew);
        let removes = site.call == Call::Remove;
        let may_be_done = match self.fault.how {
            How::AnswerLost => names || removes,
            How::ForGood | How::ForGoodButRemoving => site.is_named,
            How::Once | How::ShortOnce | How::ShortForGood => false,
        } || place.operation == Operation::Recover;
        assert!(
            is_as_before || may_be_done,
            "{context}: changed, but not told so"
        );
    }

    /// Versions that were kept are there, and so is what somebody else wrote.
    fn assert_nothing_lost(&self, result: &Result<Outcome, String>) {
        let (place, context) = (self.place, &self.context);
        let kept = place.kept();
        let is_kept = kept.contains(&new());
        let least = place.kept_before.len().min(9 + usize::from(!is_kept));
        for (age, version) in place.kept_before.iter().take(least).enumerate() {
            assert!(kept.contains(version), "{context}: version {age} is there");
        }
        if !place.operation.is_save() {
            return;
        }
        if matches!(result, Ok(Outcome { has_warned: false })) {
            assert!(kept.first() == Some(&new()), "{context}: a version of it");
        }
        if let Some(before) = &place.before {
            let held = place.all_files();
            assert!(
                held.values().any(|bytes| bytes == before),
                "{context}: what was replaced is somewhere"
            );
        }
    }

    /// The error says where, at its end, and what to do.
    fn assert_told(&self, error: &str) {
        let (place, context) = (self.place, &self.context);
        let path = error.rsplit(": ").next().expect("a path");
        let folder = place.path();
        let folder = folder.parent().expect("a folder").display().to_string();
        assert!(
            path.starts_with(&folder) || folder.starts_with(path),
            "{context}: the path comes last: {error}"
        );
        assert!(
            !error.contains(".part"),
            "{context}: a person's file: {error}"
        );
        const WAYS_OUT: [&str; 8] = [
            "try again",
            "choose another",
            "choose a place on another",
            "create it",
            "check the name",
            "say whose",
            "save under another name",
            "save on another disk",
        ];
        assert!(
            WAYS_OUT.iter().any(|way| error.contains(way)),
            "{context}: a way out: {error}"
        );
        if place.operation.is_save() {
            assert!(error.contains("still open"), "{context}: {error}");
        }
    }

    /// A single failure leaves no twin, but where that is what failed.
    fn assert_tidy(&self, failed: &[(usize, Call)]) {
        let (place, context) = (self.place, &self.context);
        let twins = place.twins().len();
        let is_once = matches!(
            self.fault.how,
            How::Once | How::ShortOnce | How::ShortForGood
        );
        let could_not = failed.iter().any(|it| it.1 == Call::Remove);
        assert!(
            twins <= usize::from(!is_once || could_not) * 2,
            "{context}: {twins} twins"
        );
    }

    /// A retry on a disk that works does all of it, and a save later takes away
    /// whatever is left.
    fn assert_retry_works(&self) {
        let (place, context) = (self.place, &self.context);
        let done = place.operation == Operation::Recover && place.bytes().is_none();
        if !done && place.operation != Operation::Copy {
            let retry = place.run(&|| {});
            let retry = retry.unwrap_or_else(|error| panic!("{context}: the retry: {error}"));
            assert!(!retry.has_warned, "{context}: the retry");
            assert!(place.bytes() == place.after, "{context}: after the retry");
            // Of a file that is said not to be there nobody knows the rights.
            if !context.ends_with("ENOENT") {
                place.assert_kept_as_file(context);
            }
            self.assert_nothing_lost(&Ok(retry));
        }
        if !place.operation.is_save() || place.twins().is_empty() {
            return;
        }
        let ago = SystemTime::now() - Duration::from_mins(2);
        for twin in place.twins().keys() {
            let file = File::options().append(true).open(twin).expect("opened");
            file.set_times(FileTimes::new().set_modified(ago))
                .expect("set");
        }
        place.run(&|| {}).expect("saved again");
        assert_eq!(place.twins().len(), 0, "{context}: all is swept");
        self.assert_nothing_lost(&Ok(Outcome { has_warned: true }));
    }
}

/// Which ways a call of this sort can fail in, by this refusal.
fn can_fail(call: Call, how: How, refusal: usize) -> bool {
    let is_interruption = REFUSALS[refusal].0 == "EINTR";
    match how {
        How::Once => true,
        // There removing is what does not fail.
        How::ForGoodButRemoving if call == Call::Remove => false,
        How::ForGood | How::ForGoodButRemoving | How::AnswerLost => !is_interruption,
        // One refusal is as good as another where there is none.
        How::ShortOnce | How::ShortForGood => {
            matches!(call, Call::Read | Call::Write) && refusal == 0
        }
    }
}

/// Fails every call of this operation in every way.
fn fail_all(operation: Operation) {
    let place = Place::new(operation);
    place.run(&|| place.disk.set(None)).expect("nothing fails");
    assert!(place.bytes() == place.after, "nothing fails");
    place.assert_kept_as_file("nothing fails");
    let sites = place.sites(&place.disk.made());
    let mut failed = BTreeMap::new();
    let (mut runs, mut done) = (0, BTreeSet::new());
    for (at, site) in sites.iter().enumerate() {
        for how in WAYS {
            for (number, (name, error)) in REFUSALS.iter().enumerate() {
                if !can_fail(site.call, how, number) {
                    continue;
                }
                let run = Run {
                    place: &place,
                    fault: Fault {
                        at,
                        how,
                        error: *error,
                    },
                    context: format!("{operation:?}, {site:?} as call {at}, {how:?}, {name}"),
                };
                let result = run.judge();
                runs += 1;
                *failed.entry(at).or_insert(0) += 1;
                if how == How::Once && *name == "EIO" && result.is_ok() {
                    done.insert(*site);
                    assert!(
                        is_passed_over(operation, site),
                        "{}: done all the same",
                        run.context
                    );
                }
                if matches!(how, How::ShortOnce | How::ShortForGood) {
                    let outcome = result.expect(&run.context);
                    assert!(!outcome.has_warned, "{}", run.context);
                }
            }
        }
    }
    // Eight once, seven in each other way; short ones where bytes move.
    for (at, site) in sites.iter().enumerate() {
        let ways = match site.call {
            Call::Read | Call::Write => 8 + 3 * 7 + 2,
            Call::Remove => 8 + 2 * 7,
            _ => 8 + 3 * 7,
        };
        assert_eq!(failed.get(&at), Some(&ways), "{site:?}");
    }
    tell(&format!(
        "{operation:?}: {} of {} calls failed in turn with 8 errors, once, for good, for good but \
         for removing, and with only the answer lost: {runs} runs; {} sites are passed over",
        failed.len(),
        sites.len(),
        done.len()
    ));
}

#[test]
fn whatever_fails_of_a_first_save_nothing_or_all_is_there() {
    fail_all(Operation::FirstSave);
    fail_all(Operation::FirstSaveThroughLink);
}

#[test]
fn whatever_fails_of_a_save_the_file_is_whole_and_a_retry_works() {
    fail_all(Operation::Save);
}

#[test]
fn whatever_fails_of_a_save_through_a_link_the_file_is_whole() {
    fail_all(Operation::SaveThroughLink);
}

#[test]
fn whatever_fails_of_a_save_over_others_work_that_is_kept() {
    fail_all(Operation::SaveAsOver);
}

#[test]
fn whatever_fails_of_the_eleventh_version_ten_are_there() {
    fail_all(Operation::Rotate);
}

#[test]
fn whatever_fails_of_a_recovery_copy_it_is_whole() {
    fail_all(Operation::FirstCopy);
    fail_all(Operation::Copy);
}

#[test]
fn whatever_fails_of_recovering_the_copy_is_kept() {
    fail_all(Operation::Recover);
}

#[test]
fn whatever_fails_of_an_export_the_file_is_whole() {
    fail_all(Operation::Export);
    fail_all(Operation::ExportOver);
}

#[test]
fn whatever_fails_of_a_lock_it_is_told() {
    fail_all(Operation::Lock);
}
