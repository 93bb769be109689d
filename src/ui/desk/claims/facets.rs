//! What the table is filtered by: a button for each property, with a list that
//! drops down.

use egui::{ComboBox, Id, PopupCloseBehavior, Ui};

use crate::model::{Dyad, Grade, SourceId, Status};
use crate::session::{ClaimColumn, Command, QuoteState, RankChoice, Session, TableCommand};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{TextField, check, named};
use crate::ui::words::capital;

/// Grades that can be asked for, best first.
const FLOORS: [&str; 4] = ["B2", "C3", "D4", LOWEST];
/// The lowest grade that has a basis.
const LOWEST: &str = "E5";
/// At most so many entries are laid out; a longer list is looked through by words.
const MOST: usize = 200;
/// Lists with more entries than this have a field to look through them by words.
const FEW: usize = 12;
/// The widest button, in points.
const WIDEST: f32 = 180.0;

/// One thing that claims are filtered by.
struct Facet<'a> {
    name: &'static str,
    /// The words of what is let pass now; nothing where all is.
    chosen: Vec<String>,
    /// How many entries there are.
    count: usize,
    /// What can be let pass. Made only while the list is open: there may be
    /// thousands.
    entries: Box<dyn Iterator<Item = Entry> + 'a>,
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

impl Entry {
    /// An entry that needs no more words.
    fn new(words: impl Into<String>, is_on: bool, command: TableCommand) -> Self {
        Self {
            words: words.into(),
            meaning: "",
            is_on,
            command,
        }
    }
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
        if facet.count > 1 || !facet.chosen.is_empty() {
            facet_ui(ui, facet, commands);
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

fn facet_ui(ui: &mut Ui, facet: Facet<'_>, commands: &mut Vec<Command>) {
    let name = facet.name;
    let is_on = !facet.chosen.is_empty();
    let shown = match facet.chosen.as_slice() {
        [] => name.to_owned(),
        [only] => only.clone(),
        several => format!("{} {}", several.len(), plural(name)),
    };
    menu_ui(ui, name, &shown, is_on, |ui| {
        ui.set_min_width(200.0);
        let left_out = entries_ui(ui, facet.entries, name, facet.count, commands);
        if left_out > 0 {
            let words = format!("and {left_out} more: type part of a name");
            text::label(ui, &words, &Looks::of(ui).small());
        }
        if is_on {
            ui.separator();
            if ui.button(format!("All {}", plural(name))).clicked() {
                commands.push(Command::Table(facet.clear));
                ui.close();
            }
        }
    });
}

/// Shows the entries, or those that are looked for; gives how many found no room.
fn entries_ui(
    ui: &mut Ui,
    entries: Box<dyn Iterator<Item = Entry> + '_>,
    name: &str,
    count: usize,
    commands: &mut Vec<Command>,
) -> usize {
    let words = look_through_ui(ui, name, count);
    let query = crate::text::fold(&words);
    let query = query.trim();
    let mut entries: Box<dyn Iterator<Item = Entry> + '_> = if query.is_empty() {
        entries
    } else {
        Box::new(entries.filter(|entry| crate::text::fold(&entry.words).contains(query)))
    };
    let mut shown = 0;
    for entry in entries.by_ref().take(MOST) {
        let mut is_on = entry.is_on;
        let response = check(ui, &mut is_on, &entry.words, &entry.words);
        if response.changed() {
            commands.push(Command::Table(entry.command));
        }
        if !entry.meaning.is_empty() {
            response.on_hover_words(entry.meaning);
        }
        shown += 1;
    }
    if shown == 0 {
        text::label(ui, "Nothing is called so.", &Looks::of(ui).small());
    }
    if query.is_empty() {
        count - shown.min(count)
    } else {
        entries.count()
    }
}

/// A field to look through a long list by words; what is in it.
fn look_through_ui(ui: &mut Ui, name: &str, count: usize) -> String {
    if count <= FEW {
        return String::new();
    }
    let id = Id::unique(("words for the list", name));
    let mut words: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let field = TextField::singleline(&mut words).hint_text("Part of a name");
    let response = ui.add(field.desired_width(ui.available_width()));
    named(&response, &format!("{name}: part of a name"));
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

fn kinds(session: &Session) -> Facet<'_> {
    let chosen = session.claim_table().view().filter().kinds();
    let scene = &session.document().scene;
    Facet {
        name: "Kind",
        chosen: chosen
            .iter()
            .map(|id| scene.kind_label(id).to_owned())
            .collect(),
        count: scene.kinds.len(),
        entries: Box::new(scene.kinds.iter().map(|kind| {
            let is_on = chosen.contains(&kind.id);
            let command = TableCommand::Kind(kind.id.clone(), !is_on);
            Entry::new(&kind.label, is_on, command)
        })),
        clear: TableCommand::Clear(ClaimColumn::Kinds),
    }
}

fn statuses(session: &Session) -> Facet<'_> {
    let chosen = session.claim_table().view().filter().statuses();
    Facet {
        name: "Status",
        chosen: chosen.iter().map(|it| capital(it.word())).collect(),
        count: Status::ALL.len(),
        entries: Box::new(Status::ALL.into_iter().map(|status| {
            let is_on = chosen.contains(&status);
            let command = TableCommand::Status(status, !is_on);
            Entry::new(capital(status.word()), is_on, command)
        })),
        clear: TableCommand::Clear(ClaimColumn::Status),
    }
}

fn sources(session: &Session) -> Facet<'_> {
    let chosen = session.claim_table().view().filter().sources();
    let scene = &session.document().scene;
    let title = |id: &SourceId| {
        let source = scene.sources.get(id);
        source.map_or_else(|| id.to_string(), |source| source.title.clone())
    };
    Facet {
        name: "Source",
        chosen: chosen.iter().map(title).collect(),
        count: scene.sources.len(),
        entries: Box::new(scene.sources.iter().map(|source| {
            let is_on = chosen.contains(&source.id);
            let command = TableCommand::Source(source.id.clone(), !is_on);
            Entry::new(&source.title, is_on, command)
        })),
        clear: TableCommand::Clear(ClaimColumn::Source),
    }
}

fn asserters(session: &Session) -> Facet<'_> {
    let table = session.claim_table();
    let chosen = table.view().filter().asserters();
    Facet {
        name: "Asserter",
        chosen: chosen.iter().cloned().collect(),
        count: table.asserters().len(),
        entries: Box::new(table.asserters().iter().map(|name| {
            let is_on = chosen.contains(name);
            let command = TableCommand::Asserter(name.clone(), !is_on);
            Entry::new(name, is_on, command)
        })),
        clear: TableCommand::Clear(ClaimColumn::Asserter),
    }
}

fn dyads(session: &Session) -> Facet<'_> {
    let table = session.claim_table();
    let chosen = table.view().filter().dyad();
    let name = |chosen: &Dyad| {
        let known = table.dyads().iter().find(|(dyad, _)| dyad == chosen);
        known.map_or_else(|| chosen.to_string(), |(_, name)| name.clone())
    };
    Facet {
        name: "Dyad",
        chosen: chosen.iter().map(|dyad| name(dyad)).collect(),
        count: table.dyads().len(),
        entries: Box::new(table.dyads().iter().map(move |(dyad, name)| {
            let is_on = chosen == Some(dyad);
            let command = TableCommand::Dyad((!is_on).then(|| dyad.clone()));
            Entry::new(name, is_on, command)
        })),
        clear: TableCommand::Clear(ClaimColumn::BearsOn),
    }
}

fn grades(session: &Session) -> Facet<'_> {
    let chosen = session.claim_table().view().filter().least_grade();
    let words = |grade: Grade| match grade.to_string() {
        code if code == LOWEST => "Any with a basis".to_owned(),
        code => format!("{code} or better"),
    };
    let floors = FLOORS.iter().filter_map(|code| Grade::parse(code));
    Facet {
        name: "Grade",
        chosen: chosen.into_iter().map(words).collect(),
        count: FLOORS.len(),
        entries: Box::new(floors.map(move |grade| {
            let is_on = chosen == Some(grade);
            Entry {
                words: words(grade),
                meaning: "On both axes: reliability of the source, credibility of what it says",
                is_on,
                command: TableCommand::Grade((!is_on).then_some(grade)),
            }
        })),
        clear: TableCommand::Clear(ClaimColumn::Grade),
    }
}

fn ranks(session: &Session) -> Facet<'_> {
    let chosen = session.claim_table().view().filter().ranks();
    let words = |rank: RankChoice| match rank {
        RankChoice::Preferred => "Preferred",
        RankChoice::Normal => "Normal",
        RankChoice::Deprecated => "Deprecated",
    };
    let ranks = [
        RankChoice::Preferred,
        RankChoice::Normal,
        RankChoice::Deprecated,
    ];
    Facet {
        name: "Rank",
        chosen: chosen.iter().map(|rank| words(*rank).to_owned()).collect(),
        count: ranks.len(),
        entries: Box::new(ranks.into_iter().map(move |rank| {
            let is_on = chosen.contains(&rank);
            Entry::new(words(rank), is_on, TableCommand::Rank(rank, !is_on))
        })),
        clear: TableCommand::ClearRanks,
    }
}

fn quotes(session: &Session) -> Facet<'_> {
    let chosen = session.claim_table().view().filter().quotes();
    Facet {
        name: "Quote",
        chosen: chosen.iter().map(|it| capital(it.word())).collect(),
        count: QuoteState::ALL.len(),
        entries: Box::new(QuoteState::ALL.into_iter().map(|quote| {
            let is_on = chosen.contains(&quote);
            Entry {
                words: capital(quote.word()),
                meaning: quote.meaning(),
                is_on,
                command: TableCommand::Quote(quote, !is_on),
            }
        })),
        clear: TableCommand::Clear(ClaimColumn::Quote),
    }
}
