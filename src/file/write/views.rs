//! Notes and saved views as they stand in a file.

use super::{offset_file, optional, place_file, shown, text};
use crate::file::format::{
    AsOfFile, FilterFile, FocusFile, FrameFile, NoteFile, PathViewFile, StateFile, ViewFile,
};
use crate::file::words::{Choice, ConfidenceWord};
use crate::model::{Filter, Focus, Note, NoteWidth, SavedView, ViewState};

pub(super) fn note_file(note: &Note) -> NoteFile<'_> {
    NoteFile {
        id: text(note.id.as_str()),
        text: text(&note.text),
        place: note.place.map(place_file),
        offset: note.offset.map(offset_file),
        width: note.width.map(NoteWidth::points),
    }
}

pub(super) fn view_file(view: &SavedView) -> ViewFile<'_> {
    let StateFile {
        frame,
        filter,
        focus,
        path,
        as_of,
        show_unknown,
        show_evidence,
    } = state_file(&view.state);
    ViewFile {
        id: text(view.id.as_str()),
        name: text(&view.name),
        key: view.key,
        frame,
        filter,
        focus,
        path,
        as_of,
        show_unknown,
        show_evidence,
    }
}

pub(super) fn state_file(state: &ViewState) -> StateFile<'_> {
    StateFile {
        frame: state.frame.map(|frame| FrameFile {
            lon: frame.center().lon_deg(),
            lat: frame.center().lat_deg(),
            width: frame.width_deg(),
            height: frame.height_deg(),
        }),
        filter: (state.filter != Filter::default()).then(|| filter_file(&state.filter)),
        focus: state.focus.as_ref().map(focus_file),
        path: state.path.as_ref().map(|path| PathViewFile {
            from: text(path.from.as_str()),
            to: text(path.to.as_str()),
            over: Choice::Known(path.over),
        }),
        as_of: state.as_of.map(|as_of| AsOfFile {
            clock: Choice::Known(as_of.clock),
            day: shown(as_of.day),
        }),
        show_unknown: state.is_showing_unknown,
        show_evidence: state.is_showing_evidence,
    }
}

fn filter_file(filter: &Filter) -> FilterFile<'_> {
    let least = filter.least_weight();
    let named = filter.asserters().iter().flatten();
    FilterFile {
        hidden_classes: filter
            .hidden_classes()
            .iter()
            .copied()
            .map(Choice::Known)
            .collect(),
        least_weight: (least > 0.0).then_some(least),
        hidden_confidences: filter
            .hidden_confidences()
            .iter()
            .map(|it| Choice::Known(ConfidenceWord::of(*it)))
            .collect(),
        hidden_kinds: filter
            .hidden_kinds()
            .iter()
            .map(|id| text(id.as_str()))
            .collect(),
        least_grade: filter.least_grade().map(shown),
        hidden_statuses: filter
            .hidden_statuses()
            .iter()
            .copied()
            .map(Choice::Known)
            .collect(),
        sources: filter
            .sources()
            .iter()
            .map(|id| text(id.as_str()))
            .collect(),
        asserters: named.map(|name| text(name)).collect(),
        unattributed: filter.asserters().contains(&None),
        search: optional((!filter.search().is_empty()).then_some(filter.search())),
        dimming: filter.is_dimming(),
    }
}

fn focus_file(focus: &Focus) -> FocusFile<'_> {
    FocusFile {
        actors: focus.actors.iter().map(|id| text(id.as_str())).collect(),
        ties: focus.ties.iter().map(|id| text(id.as_str())).collect(),
        depth: focus.depth,
        hiding: focus.is_hiding,
    }
}
