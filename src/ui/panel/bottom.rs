//! The panel below the map: actors, ties and claims as tables, and charts. A part
//! is an arm here and a file or folder of its own.

mod actors;
mod ties;

use egui::containers::scroll_area::ScrollBarVisibility;
use egui::{
    CornerRadius, EventFilter, FocusDirection, Id, Key, Modifiers, Response, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, Vec2,
};

use crate::edit::NAME_CHARS;
use crate::session::{
    ActorColumn, BrowseCommand, BrowseTab, Command, RecordColumn, RecordTable, Session, TieColumn,
};
use crate::ui::desk::ClaimsTab;
use crate::ui::slides::{SlidesUi, Strip};
use crate::ui::style;
use crate::ui::table::{Grid, Source};
use crate::ui::text::{self, Hover as _, Look, Looks};
use crate::ui::widget::{TextField, named};
use crate::ui::words::counted;

use super::charts::{self, Charts};
use super::timeline::{remark, timeline_ui};

use actors::ActorSource;
use ties::TieSource;

/// Height of the row of tabs, in points.
const TABS: f32 = 26.0;
/// Width of a search field, at most and at least, in points.
const SEARCH: [f32; 2] = [220.0, 90.0];
/// Panels narrower than this have a second row for what stands beside the tabs.
const ONE_ROW: f32 = 700.0;
/// Panels wider than this have room for tabs with air around them.
const AIRY: f32 = 900.0;
/// Panels narrower than this have their tabs close together.
const TIGHT: f32 = 430.0;
/// Room at either side of the words of a tab in panels that are wide, usual and narrow,
/// in points.
const PADS: [f32; 3] = [10.0, 7.0, 4.0];

/// The panel, with what it keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct BottomPanel {
    actors: Grid<ActorColumn>,
    ties: Grid<TieColumn>,
    claims: ClaimsTab,
    charts: Charts,
    /// How often the keyboard was sent here when last looked at.
    entered: u64,
    /// In so many frames it is still to come: the palette that sent it gives it back
    /// to what had it before.
    entering: u8,
}

impl BottomPanel {
    /// On Escape, puts a list of a table away before anything else hears of it.
    pub(in crate::ui) fn escape(&mut self, ctx: &egui::Context) {
        self.actors.escape(ctx);
        self.ties.escape(ctx);
    }

    /// Shows it in all of the room there is.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        slides: &mut SlidesUi,
        commands: &mut Vec<Command>,
    ) {
        // It neither shrinks nor grows with what it shows: one that grew would push its
        // upper edge under the canvas.
        let room = ui.available_rect_before_wrap();
        ui.expand_to_include_rect(room);
        let ui = &mut ui.new_child(egui::UiBuilder::new().max_rect(room));
        let tab = session.browse().tab();
        if self.entered != session.browse().entered() {
            self.entered = session.browse().entered();
            self.entering = 2;
        }
        let is_entered = self.entering > 0;
        if is_entered {
            self.entering -= 1;
            ui.ctx().request_repaint();
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        let is_wide = ui.available_width() >= ONE_ROW;
        let goes_on = head_ui(ui, session, tab, slides, commands);
        match tab {
            BrowseTab::Time => timeline_ui(ui, session, commands),
            BrowseTab::Actors => {
                let source = ActorSource { session };
                let table = session.browse().actors();
                if let Some(words) = empty_words(session, table, "actors") {
                    empty_ui(
                        ui,
                        &words,
                        "Show all actors",
                        table.search(),
                        commands,
                        || BrowseCommand::SearchActors(String::new()),
                    );
                } else {
                    if is_entered || goes_on {
                        self.actors.enter(&source);
                    }
                    self.actors.ui(ui, session, &source, commands);
                }
            }
            BrowseTab::Ties => {
                let source = TieSource { session };
                let table = session.browse().ties();
                if let Some(words) = empty_words(session, table, "ties") {
                    empty_ui(
                        ui,
                        &words,
                        "Show all ties",
                        table.search(),
                        commands,
                        || BrowseCommand::SearchTies(String::new()),
                    );
                } else {
                    if is_entered || goes_on {
                        self.ties.enter(&source);
                    }
                    self.ties.ui(ui, session, &source, commands);
                }
            }
            BrowseTab::Slides => {
                let SlidesUi {
                    pictures,
                    findings,
                    strip,
                } = slides;
                if is_entered {
                    strip.enter(session);
                }
                strip.ui(ui, session, pictures, findings, !is_wide, commands);
            }
            BrowseTab::Claims => self.claims.below_ui(ui, session, is_entered, commands),
            BrowseTab::Strength | BrowseTab::Kinds | BrowseTab::Judged => {
                self.charts.ui(ui, session, tab, is_entered, commands);
            }
        }
    }
}

/// Tabs, and what stands beside them or, in a narrow panel, beneath. Says whether
/// the keyboard goes on from the search to the table.
fn head_ui(
    ui: &mut Ui,
    session: &Session,
    tab: BrowseTab,
    slides: &SlidesUi,
    commands: &mut Vec<Command>,
) -> bool {
    let is_wide = ui.available_width() >= ONE_ROW;
    let [airy, usual, tight] = PADS;
    let pad = match ui.available_width() {
        width if width >= AIRY => airy,
        width if width >= TIGHT => usual,
        _ => tight,
    };
    let mut goes_on = false;
    ui.allocate_ui_with_layout(
        Vec2::new(ui.available_width(), TABS),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            if is_wide {
                tabs_ui(ui, tab, pad, commands);
                ui.add_space(12.0);
                goes_on = beside_ui(ui, session, tab, slides, commands);
            } else {
                // In a very narrow panel the last tabs are scrolled to: a panel that grew
                // with them would lie beneath its neighbour.
                ScrollArea::horizontal()
                    .id_salt("tabs below the map")
                    .scroll_bar_visibility(ScrollBarVisibility::AlwaysHidden)
                    .show(ui, |ui| tabs_ui(ui, tab, pad, commands));
            }
        },
    );
    if !is_wide && !matches!(tab, BrowseTab::Claims | BrowseTab::Slides) {
        ui.allocate_ui_with_layout(
            Vec2::new(ui.available_width(), TABS),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| goes_on = beside_ui(ui, session, tab, slides, commands),
        );
    }
    goes_on
}

/// A search and counts for tables, a remark for charts.
fn beside_ui(
    ui: &mut Ui,
    session: &Session,
    tab: BrowseTab,
    slides: &SlidesUi,
    commands: &mut Vec<Command>,
) -> bool {
    let browse = session.browse();
    match tab {
        BrowseTab::Actors => {
            let table = browse.actors();
            let (search, goes_on) = search_ui(ui, table, "actors");
            commands.extend(search.map(|it| Command::Browse(BrowseCommand::SearchActors(it))));
            let unsort = BrowseCommand::ActorsInFileOrder;
            counts_ui(ui, session, table, ["actor", "actors"], unsort, commands);
            goes_on
        }
        BrowseTab::Ties => {
            let table = browse.ties();
            let (search, goes_on) = search_ui(ui, table, "ties");
            commands.extend(search.map(|it| Command::Browse(BrowseCommand::SearchTies(it))));
            let unsort = BrowseCommand::TiesInFileOrder;
            counts_ui(ui, session, table, ["tie", "ties"], unsort, commands);
            goes_on
        }
        BrowseTab::Time => {
            remark_ui(ui, &remark(session));
            false
        }
        BrowseTab::Strength | BrowseTab::Kinds | BrowseTab::Judged => {
            charts::beside_ui(ui, session, tab);
            false
        }
        BrowseTab::Slides => {
            Strip::beside_ui(ui, session, &slides.findings, commands);
            false
        }
        BrowseTab::Claims => false,
    }
}

/// A few words at the right.
fn remark_ui(ui: &mut Ui, words: &str) {
    let look = Looks::of(ui).small();
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        whole(&text::line(ui, words, &look), words);
    });
}

/// Words that may be cut are spoken whole.
pub(super) fn whole(response: &Response, words: &str) {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, words));
}

/// The search over all cells: what was typed into it, and whether the keyboard goes
/// on to the table.
fn search_ui<C: RecordColumn>(
    ui: &mut Ui,
    table: &RecordTable<C>,
    what: &str,
) -> (Option<String>, bool) {
    let mut search = table.search().to_owned();
    let id = Id::unique(("search of a table", what));
    let goes_on = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::NONE, Key::ArrowDown)
                || input.consume_key(Modifiers::NONE, Key::Enter)
        });
    let [most, least] = SEARCH;
    let field = TextField::singleline(&mut search)
        .id(id)
        .char_limit(NAME_CHARS)
        .hint_text(format!("Search {what}"))
        .desired_width((ui.available_width() * 0.4).clamp(least, most));
    let response = ui.add(field);
    named(&response, &format!("Search the table of {what}"));
    (response.changed().then_some(search), goes_on)
}

/// How many there are, what the filter leaves out, and the way back.
fn counts_ui<C: RecordColumn>(
    ui: &mut Ui,
    session: &Session,
    table: &RecordTable<C>,
    [one, many]: [&str; 2],
    unsort: BrowseCommand,
    commands: &mut Vec<Command>,
) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if !session.filter().is_clear() && table.left_out() > 0 {
            let clear = ui
                .button("Clear")
                .on_hover_words("Show every tie and claim again  (X)");
            named(&clear, "Clear the filters of the map");
            if clear.clicked() {
                commands.push(Command::ClearFilter);
            }
        }
        if !table.sorts().is_empty() {
            let order = ui
                .button("File order")
                .on_hover_words("Do not sort: the order in which the file has them");
            if order.clicked() {
                commands.push(Command::Browse(unsort));
            }
        }
        let (shown, all) = table.counts();
        let mut words = if shown == all {
            counted(all, one, many)
        } else {
            format!("{shown} of {}", counted(all, one, many))
        };
        let left_out = table.left_out();
        if left_out > 0 {
            // Few words where there is little room; the rest is told on hover.
            let shown = text::line(ui, &words, &Looks::of(ui).small());
            let words = format!("{words} \u{b7} the filters leave out {left_out}");
            whole(&shown, &words);
            shown.on_hover_words(format!(
                "The filters of the map leave out {}",
                counted(left_out, one, many)
            ));
            return;
        }
        if !session.filter().is_clear() {
            words = format!("{words} \u{b7} counted with the filters");
        }
        whole(&text::line(ui, &words, &Looks::of(ui).small()), &words);
    });
}

/// Why a table has no rows; `None` where it has.
fn empty_words<C: RecordColumn>(
    session: &Session,
    table: &RecordTable<C>,
    what: &str,
) -> Option<String> {
    let (shown, all) = table.counts();
    if shown > 0 {
        return None;
    }
    let search = table.search().trim();
    Some(if all == 0 {
        let how = match what {
            "actors" => "Double-click on the map where one belongs.",
            _ if session.document().scene.actors.len() < 2 => "It takes two actors to have one.",
            _ => "Drag from the rim of an actor to another one.",
        };
        format!("This scene has no {what} yet. {how}")
    } else if search.is_empty() {
        format!("The filters leave out all {what}. Clear them to see all (X).")
    } else {
        format!("Nothing found for \u{201c}{search}\u{201d}. Try other words.")
    })
}

/// Says why there is nothing, and takes the search away.
fn empty_ui(
    ui: &mut Ui,
    words: &str,
    all: &str,
    search: &str,
    commands: &mut Vec<Command>,
    clear: impl FnOnce() -> BrowseCommand,
) {
    ui.add_space(8.0);
    text::label(ui, words, &Looks::of(ui).body());
    if !search.trim().is_empty() && ui.button(all).clicked() {
        commands.push(Command::Browse(clear()));
    }
}

/// The tabs: one of them is where Tab stops, arrows turn to the others.
fn tabs_ui(ui: &mut Ui, now: BrowseTab, pad: f32, commands: &mut Vec<Command>) {
    ui.spacing_mut().item_spacing.x = 0.0;
    let shown = Id::unique("tab that was shown");
    let before = ui.data_mut(|data| data.get_temp_mut_or(shown, now).to_owned());
    ui.data_mut(|data| data.insert_temp(shown, now));
    let mut turned = None;
    for tab in BrowseTab::ALL {
        // A line between tables, charts and slides.
        if matches!(tab, BrowseTab::Strength | BrowseTab::Slides) {
            let line = Stroke::new(1.0, style::color(style::theme(ui.ctx()).window.edge));
            let (rect, _) = ui.allocate_exact_size(Vec2::new(9.0, TABS), Sense::hover());
            ui.painter()
                .vline(rect.center().x, rect.y_range().shrink(6.0), line);
        }
        let response = tab_ui(ui, tab, now, pad);
        if response.clicked() && tab != now {
            turned = Some(tab);
        }
        let is_new = tab == now && before != now;
        if response.gained_focus() || is_new {
            response.scroll_to_me(None);
        }
        if response.has_focus() {
            let step = arrows(ui, response.id);
            let at = BrowseTab::ALL.iter().position(|it| *it == tab).unwrap_or(0);
            let count = BrowseTab::ALL.len();
            let next = step.map(|step| (at + count).saturating_add_signed(step) % count);
            if let Some(next) = next.and_then(|next| BrowseTab::ALL.get(next)) {
                turned = Some(*next);
                ui.memory_mut(|memory| {
                    memory.request_focus(tab_id(*next));
                    memory.move_focus(FocusDirection::None);
                });
            }
        }
    }
    if let Some(tab) = turned {
        let is_entered = false;
        commands.push(Command::Browse(BrowseCommand::Show { tab, is_entered }));
    }
}

/// Left or right, where an arrow was pressed.
fn arrows(ui: &Ui, id: Id) -> Option<isize> {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowRight) {
        Some(1)
    } else if pressed(Key::ArrowLeft) {
        Some(-1)
    } else {
        None
    }
}

fn tab_id(tab: BrowseTab) -> Id {
    Id::unique(("tab of the bottom panel", tab))
}

fn tab_ui(ui: &mut Ui, tab: BrowseTab, now: BrowseTab, pad: f32) -> Response {
    let is_on = tab == now;
    let window = &style::theme(ui.ctx()).window;
    let ink = if is_on {
        window.text
    } else {
        window.text_muted
    };
    let look = Look::new(12.0, style::color(ink));
    let look = if is_on { look.bold() } else { look };
    let (words, pad) = match tab {
        BrowseTab::Judged if pad < PADS[0] => ("Judged", pad),
        _ => (tab.name(), pad),
    };
    // As wide as in bold, so that nothing moves when another is on.
    let width = crate::text::width(words, look.clone().bold().text_style()) as f32;
    let size = Vec2::new(width + 2.0 * pad, TABS);
    let (_, rect) = ui.allocate_space(size);
    let sense = if is_on { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, tab_id(tab), sense);
    let spoken = tab.spoken();
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::accesskit::Role::Tab, true, is_on, spoken)
    });
    let ground = rect.shrink2(Vec2::new(1.0, 1.0));
    let radius = CornerRadius::same(style::RADIUS);
    let fill = if is_on {
        Some(window.accent_faint)
    } else {
        response.hovered().then_some(window.hover)
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(ground, radius, style::color(fill));
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        ui.painter()
            .rect_stroke(ground, radius, stroke, StrokeKind::Inside);
    }
    let galley = ui
        .painter()
        .layout_job(text::job(words, &look, f32::INFINITY));
    let place = rect.center() - galley.size() / 2.0;
    ui.painter().galley(place, galley, look.color);
    response.on_hover_words(tab.meaning())
}

/// What both tables tell alike.
trait Columned: Source {
    /// Looks of numbers and words.
    fn plain(ui: &Ui) -> Look {
        Look::new(12.5, Looks::of(ui).body().color)
    }

    /// Looks of what matters less.
    fn muted(ui: &Ui) -> Look {
        Look::new(12.5, Looks::of(ui).small().color)
    }
}

impl<S: Source> Columned for S {}
