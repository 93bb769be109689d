//! What there is to do in a sequence, and how often it was done.

use entente::edit::{Edit, EditError};

/// An enum without payloads and the list of all its variants.
macro_rules! listed {
    ($(#[$doc:meta])* $name:ident { $($variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum $name { $($variant),* }

        impl $name {
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];
        }
    };
}

listed! {
    /// A kind of change, drawn like a card: each kind of edit, deleting by what is
    /// deleted, and gestures by how they end.
    Card {
        AddActor,
        RenameActor,
        SetActorNames,
        SetActorKind,
        SetActorIso,
        SetActorPlace,
        SetActorOffset,
        SetActorPinned,
        ChangeActorId,
        AddTie,
        SetTieWeight,
        SetTieState,
        SetTieLabel,
        SetTieDirection,
        ReverseTie,
        SetTieEnds,
        SetTieConfidence,
        SetTieConfidenceBasis,
        SetTieLikelihood,
        SetTieRationale,
        SetTieValid,
        AddClaim,
        ChangeClaim,
        MoveClaim,
        AddBearing,
        Reanchor,
        AddSource,
        ChangeSource,
        MoveSource,
        AddKind,
        RenameKind,
        MoveKind,
        AddNote,
        ChangeNote,
        AddView,
        ChangeView,
        MoveView,
        AddSlide,
        ChangeSlide,
        MoveSlide,
        SetSourceSummary,
        SetProperties,
        ReplaceScene,
        DeleteActors,
        DeleteTies,
        DeleteClaims,
        DeleteSources,
        DeleteKinds,
        DeleteNotes,
        DeleteViews,
        DeleteSlides,
        DeleteSeveral,
        Batch,
        GestureKept,
        GestureTakenBack,
    }
}

impl Card {
    /// The card of an edit. A new kind of edit has no card until this names one,
    /// and a card that nothing makes fails the count.
    pub(crate) fn of(edit: &Edit) -> Self {
        match edit {
            Edit::AddActor(_) => Self::AddActor,
            Edit::RenameActor { .. } => Self::RenameActor,
            Edit::SetActorNames { .. } => Self::SetActorNames,
            Edit::SetActorKind { .. } => Self::SetActorKind,
            Edit::SetActorIso { .. } => Self::SetActorIso,
            Edit::SetActorPlace { .. } => Self::SetActorPlace,
            Edit::SetActorOffset { .. } => Self::SetActorOffset,
            Edit::SetActorPinned { .. } => Self::SetActorPinned,
            Edit::ChangeActorId { .. } => Self::ChangeActorId,
            Edit::AddTie(_) => Self::AddTie,
            Edit::SetTieWeight { .. } => Self::SetTieWeight,
            Edit::SetTieState { .. } => Self::SetTieState,
            Edit::SetTieLabel { .. } => Self::SetTieLabel,
            Edit::SetTieDirection { .. } => Self::SetTieDirection,
            Edit::ReverseTie { .. } => Self::ReverseTie,
            Edit::SetTieEnds { .. } => Self::SetTieEnds,
            Edit::SetTieConfidence { .. } => Self::SetTieConfidence,
            Edit::SetTieConfidenceBasis { .. } => Self::SetTieConfidenceBasis,
            Edit::SetTieLikelihood { .. } => Self::SetTieLikelihood,
            Edit::SetTieRationale { .. } => Self::SetTieRationale,
            Edit::SetTieValid { .. } => Self::SetTieValid,
            Edit::AddClaim { .. } => Self::AddClaim,
            Edit::ChangeClaim(_) => Self::ChangeClaim,
            Edit::MoveClaim { .. } => Self::MoveClaim,
            Edit::AddBearing { .. } => Self::AddBearing,
            Edit::Reanchor(_) => Self::Reanchor,
            Edit::AddSource(_) => Self::AddSource,
            Edit::ChangeSource(_) => Self::ChangeSource,
            Edit::MoveSource { .. } => Self::MoveSource,
            Edit::AddKind(_) => Self::AddKind,
            Edit::RenameKind { .. } => Self::RenameKind,
            Edit::MoveKind { .. } => Self::MoveKind,
            Edit::AddNote(_) => Self::AddNote,
            Edit::ChangeNote(_) => Self::ChangeNote,
            Edit::AddView(_) => Self::AddView,
            Edit::ChangeView(_) => Self::ChangeView,
            Edit::MoveView { .. } => Self::MoveView,
            Edit::AddSlide { .. } => Self::AddSlide,
            Edit::ChangeSlide(_) => Self::ChangeSlide,
            Edit::MoveSlide { .. } => Self::MoveSlide,
            Edit::SetSourceSummary(_) => Self::SetSourceSummary,
            Edit::SetProperties(_) => Self::SetProperties,
            Edit::ReplaceScene(_) => Self::ReplaceScene,
            Edit::Delete {
                actors,
                ties,
                claims,
                sources,
                kinds,
                notes,
                views,
                slides,
            } => match [
                actors.len(),
                ties.len(),
                claims.len(),
                sources.len(),
                kinds.len(),
                notes.len(),
                views.len(),
                slides.len(),
            ] {
                [_, 0, 0, 0, 0, 0, 0, 0] => Self::DeleteActors,
                [0, _, 0, 0, 0, 0, 0, 0] => Self::DeleteTies,
                [0, 0, _, 0, 0, 0, 0, 0] => Self::DeleteClaims,
                [0, 0, 0, _, 0, 0, 0, 0] => Self::DeleteSources,
                [0, 0, 0, 0, _, 0, 0, 0] => Self::DeleteKinds,
                [0, 0, 0, 0, 0, _, 0, 0] => Self::DeleteNotes,
                [0, 0, 0, 0, 0, 0, _, 0] => Self::DeleteViews,
                [0, 0, 0, 0, 0, 0, 0, _] => Self::DeleteSlides,
                _ => Self::DeleteSeveral,
            },
            Edit::Batch(_) => Self::Batch,
        }
    }
}

listed! {
    /// Why an edit was refused.
    Refusal {
        NotThere,
        Taken,
        Empty,
        TooLong,
        SelfTie,
        BearsAlready,
        Number,
        LinksToItself,
        Sha256,
        Anchor,
        Nothing,
    }
}

impl Refusal {
    /// The refusal that an error stands for; `None` for those of texts that an
    /// edit, being made of ids and weights, cannot hold.
    pub(crate) fn of(error: &EditError) -> Option<Self> {
        Some(match error {
            EditError::NotThere { .. } => Self::NotThere,
            EditError::Taken { .. } => Self::Taken,
            EditError::Empty { .. } => Self::Empty,
            EditError::TooLong { .. } => Self::TooLong,
            EditError::SelfTie => Self::SelfTie,
            EditError::BearsAlready { .. } => Self::BearsAlready,
            EditError::Number { .. } => Self::Number,
            EditError::LinksToItself { .. } => Self::LinksToItself,
            EditError::Sha256 => Self::Sha256,
            EditError::Anchor { .. } => Self::Anchor,
            EditError::Nothing => Self::Nothing,
            EditError::Id(_) | EditError::Weight(_) | EditError::Rule { .. } => return None,
        })
    }
}

/// How often each thing was done.
#[derive(Clone, Debug)]
pub(crate) struct Tally {
    done: Vec<usize>,
    refused: Vec<usize>,
}

impl Tally {
    pub(crate) fn new() -> Self {
        Self {
            done: vec![0; Card::ALL.len()],
            refused: vec![0; Refusal::ALL.len()],
        }
    }

    pub(crate) fn note_done(&mut self, card: Card) {
        self.done[card as usize] += 1;
    }

    pub(crate) fn note_refused(&mut self, error: &EditError) {
        let refusal = Refusal::of(error).unwrap_or_else(|| panic!("no edit holds this: {error}"));
        self.refused[refusal as usize] += 1;
    }

    /// What two threads did.
    pub(crate) fn and(mut self, other: &Self) -> Self {
        for (own, more) in self.done.iter_mut().zip(&other.done) {
            *own += more;
        }
        for (own, more) in self.refused.iter_mut().zip(&other.refused) {
            *own += more;
        }
        self
    }

    pub(crate) fn done(&self) -> impl Iterator<Item = (Card, usize)> {
        Card::ALL.iter().copied().zip(self.done.iter().copied())
    }

    pub(crate) fn refused(&self) -> impl Iterator<Item = (Refusal, usize)> {
        Refusal::ALL
            .iter()
            .copied()
            .zip(self.refused.iter().copied())
    }
}
