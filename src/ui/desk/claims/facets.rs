//! What the table is filtered by: a button for each property, with a list that
//! drops down.

use egui::{ComboBox, Id, PopupCloseBehavior, TextEdit, Ui};

use crate::model::{Grade, Status};
use crate::session::{ClaimColumn, Command, QuoteState, RankChoice, Session, TableCommand};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{check, named};
use crate::ui::words::capital;

/// Grades that can be asked for, best first.
const FLOORS: [&str; 4] = ["B2", "C3", "D4", "E5"];
/// At most so many entries are laid out; a longer list is looked through by words.
const MOST: usize = 200;
/// Lists with more entries than this have a field to look through them by words.
const FEW: usize = 12;
/// The widest button, in points.
const WIDEST: f32 = 180.0;

/// One thing that claims are filtered by.
struct Facet<'a> {
    name: &'a str,
    entries: Vec<Entry>,
    clear: TableCommand,
}

/// What can be let pass.
struct Entry {
    words: String,
    meaning: &'static str,
    is_on: bool,
    /// What a press asks for.
    command: TableCommand,
}

/// Shows a button for each.
pub(super) fn facets_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    for facet in [
        kinds(session),
        statuses(session),
        sources(session),
        asserters(session),
        dyads(session),
        grades(session),
        ranks(session),
        quotes(session),
    ] {
        if facet.entries.len() > 1 || facet.entries.iter().any(|entry| entry.is_on) {
            facet_ui(ui, &facet, commands);
        }
    }
    if session.claim_table().view().is_narrow() && ui.button("Clear filters").clicked() {
        commands.push(Command::Table(TableCommand::ClearAll));
    }
}

/// A button with what is chosen, and a list that drops down.
pub(super) fn menu_ui(
    ui: &mut Ui,
    name: &str,
    shown: &str,
    is_on: bool,
    content: impl FnOnce(&mut Ui),
) {
    let window = &style::theme(ui.ctx()).window;
    let mut look = Looks::of(ui).body();
    if is_on {
        look.color = style::color(window.accent);
    }
    let short = crate::text::ellipsize(shown, look.text_style(), f64::from(WIDEST));
    let width = crate::text::width(&short, look.text_style()) as f32;
    let combo = ComboBox::from_id_salt(("table", name))
        .width(width + 38.0)
        .height(320.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .selected_text(text::job(&short, &look, f32::INFINITY))
        .show_ui(ui, content);
    named(&combo.response, &format!("{name}: {shown}"));
}

fn facet_ui(ui: &mut Ui, facet: &Facet<'_>, commands: &mut Vec<Command>) {
    let chosen: Vec<&Entry> = facet.entries.iter().filter(|it| it.is_on).collect();
    let shown = match chosen.as_slice() {
        [] => facet.name.to_owned(),
        [only] => only.words.clone(),
        several => format!("{} {}", several.len(), facet.name.to_lowercase()),
    };
    menu_ui(ui, facet.name, &shown, !chosen.is_empty(), |ui| {
        ui.set_min_width(200.0);
        let words = look_through_ui(ui, facet);
        let query = crate::text::fold(&words);
        let fits = |entry: &&Entry| crate::text::fold(&entry.words).contains(query.trim());
        let fitting: Vec<&Entry> = facet.entries.iter().filter(fits).collect();
        for entry in fitting.iter().take(MOST) {
            let mut is_on = entry.is_on;
            let response = check(ui, &mut is_on, &entry.words, &entry.words);
            if response.changed() {
                commands.push(Command::Table(entry.command.clone()));
            }
            if !entry.meaning.is_empty() {
                response.on_hover_words(entry.meaning);
            }
        }
        let small = Looks::of(ui).small();
        if fitting.is_empty() {
            text::label(ui, "Nothing is called so.", &small);
        }
        if let Some(more) = fitting.len().checked_sub(MOST).filter(|more| *more > 0) {
            text::label(ui, &format!("and {more} more: type part of a name"), &small);
        }
        if !chosen.is_empty() {
            ui.separator();
            if ui.button(format!("All {}", plural(facet.name))).clicked() {
                commands.push(Command::Table(facet.clear.clone()));
                ui.close();
            }
        }
    });
}

/// A field to look through a long list by words; what is in it.
fn look_through_ui(ui: &mut Ui, facet: &Facet<'_>) -> String {
    if facet.entries.len() <= FEW {
        return String::new();
    }
    let id = Id::unique(("words for the list", facet.name));
    let mut words: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let field = TextEdit::singleline(&mut words).hint_text("Part of a name");
    let response = ui.add(field.desired_width(ui.available_width()));
    named(&response, &format!("{}: part of a name", facet.name));
    if response.changed() {
        ui.data_mut(|data| data.insert_temp(id, words.clone()));
    }
    words
}

fn plural(name: &str) -> String {
    match name {
        "Status" => "statuses".to_owned(),
        name => format!("{}s", name.to_lowercase()),
    }
}

fn kinds(session: &Session) -> Facet<'static> {
    let chosen = session.claim_table().view().filter().kinds();
    let entry = |kind: &crate::model::Kind| {
        let is_on = chosen.contains(&kind.id);
        Entry {
            words: kind.label.clone(),
            meaning: "",
            is_on,
            command: TableCommand::Kind(kind.id.clone(), !is_on),
        }
    };
    Facet {
        name: "Kind",
        entries: session.document().scene.kinds.iter().map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::Kinds),
    }
}

fn statuses(session: &Session) -> Facet<'static> {
    let chosen = session.claim_table().view().filter().statuses();
    let entry = |status: Status| {
        let is_on = chosen.contains(&status);
        Entry {
            words: capital(status.word()),
            meaning: "",
            is_on,
            command: TableCommand::Status(status, !is_on),
        }
    };
    Facet {
        name: "Status",
        entries: Status::ALL.into_iter().map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::Status),
    }
}

fn sources(session: &Session) -> Facet<'static> {
    let chosen = session.claim_table().view().filter().sources();
    let entry = |source: &crate::model::Source| {
        let is_on = chosen.contains(&source.id);
        Entry {
            words: source.title.clone(),
            meaning: "",
            is_on,
            command: TableCommand::Source(source.id.clone(), !is_on),
        }
    };
    Facet {
        name: "Source",
        entries: session.document().scene.sources.iter().map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::Source),
    }
}

fn asserters(session: &Session) -> Facet<'static> {
    let table = session.claim_table();
    let chosen = table.view().filter().asserters();
    let entry = |name: &String| {
        let is_on = chosen.contains(name);
        Entry {
            words: name.clone(),
            meaning: "",
            is_on,
            command: TableCommand::Asserter(name.clone(), !is_on),
        }
    };
    Facet {
        name: "Asserter",
        entries: table.asserters().iter().map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::Asserter),
    }
}

fn dyads(session: &Session) -> Facet<'static> {
    let table = session.claim_table();
    let chosen = table.view().filter().dyad();
    let entry = |(dyad, name): &(crate::model::Dyad, String)| {
        let is_on = chosen == Some(dyad);
        Entry {
            words: name.clone(),
            meaning: "",
            is_on,
            command: TableCommand::Dyad((!is_on).then(|| dyad.clone())),
        }
    };
    Facet {
        name: "Dyad",
        entries: table.dyads().iter().map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::BearsOn),
    }
}

fn grades(session: &Session) -> Facet<'static> {
    let chosen = session.claim_table().view().filter().least_grade();
    let entry = |grade: Grade| {
        let is_on = chosen == Some(grade);
        Entry {
            words: if grade.to_string() == "E5" {
                "Any with a basis".to_owned()
            } else {
                format!("{grade} or better")
            },
            meaning: "On both axes: reliability of the source, credibility of what it says",
            is_on,
            command: TableCommand::Grade((!is_on).then_some(grade)),
        }
    };
    let floors = FLOORS.iter().filter_map(|code| Grade::parse(code));
    Facet {
        name: "Grade",
        entries: floors.map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::Grade),
    }
}

fn ranks(session: &Session) -> Facet<'static> {
    let chosen = session.claim_table().view().filter().ranks();
    let entry = |(rank, words): (RankChoice, &str)| {
        let is_on = chosen.contains(&rank);
        Entry {
            words: words.to_owned(),
            meaning: "",
            is_on,
            command: TableCommand::Rank(rank, !is_on),
        }
    };
    let ranks = [
        (RankChoice::Preferred, "Preferred"),
        (RankChoice::Normal, "Normal"),
        (RankChoice::Deprecated, "Deprecated"),
    ];
    Facet {
        name: "Rank",
        entries: ranks.into_iter().map(entry).collect(),
        clear: TableCommand::ClearRanks,
    }
}

fn quotes(session: &Session) -> Facet<'static> {
    let chosen = session.claim_table().view().filter().quotes();
    let entry = |quote: QuoteState| {
        let is_on = chosen.contains(&quote);
        Entry {
            words: capital(quote.word()),
            meaning: quote.meaning(),
            is_on,
            command: TableCommand::Quote(quote, !is_on),
        }
    };
    Facet {
        name: "Quote",
        entries: QuoteState::ALL.into_iter().map(entry).collect(),
        clear: TableCommand::Clear(ClaimColumn::Quote),
    }
}
