//! The strip of slides: small pictures in their order, to choose, move and name.
//!
//! Only what is in sight is laid out and drawn, and what the keyboard or the pointer
//! holds.

mod cell;
mod keys;

use egui::{Context, Id, Key, Modifiers, Rect, ScrollArea, Sense, Stroke, Ui, UiBuilder, Vec2};
use lucide_icons::Icon;

use crate::edit::Edit;
use crate::model::{Scene, Slide, SlideId};
use crate::session::{Command, Session, SlidesCommand};
use crate::ui::commands;
use crate::ui::context::{OF_SLIDES, context_menu, entries};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{EditField, icon_button, named};
use crate::ui::words::counted;

use super::findings::SlideFindings;
use super::pictures::SlidePictures;

use cell::{Cell, LABEL, PAD};
pub(in crate::ui) use keys::{has_focus, is_for_the_strip};

/// Space between two slides, in points.
const GAP: f32 = 6.0;
/// Room for the bar that scrolls, in points.
const BAR: f32 = 10.0;
/// Heights of a picture, at least and at most, in points.
const HEIGHTS: [f32; 2] = [36.0, 420.0];
/// So near to an edge a drag scrolls, and so far a frame, in points.
const EDGE: f32 = 36.0;
const SCROLL: f32 = 14.0;
/// Width of the buttons that stand before the slides in a narrow panel, in points.
const BUTTONS: f32 = 34.0;

/// A slide that is dragged.
struct Drag {
    slide: SlideId,
    /// Between which slides it would come, from 0 for before the first.
    gap: usize,
}

/// The strip, with what it keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct Strip {
    /// The slide whose headline is edited in place, and whether the field was shown.
    naming: Option<(SlideId, bool)>,
    drag: Option<Drag>,
    /// The slide that was chosen when last looked at: another one is scrolled to.
    seen: Option<SlideId>,
    /// The slide that has the keyboard.
    focused: Option<SlideId>,
    /// The slide that is to have it.
    wanted: Option<SlideId>,
    /// Whether the button of the empty strip is.
    is_entered: bool,
}

/// Where the slides stand.
#[derive(Clone, Copy)]
struct Lay {
    /// The left top of the first.
    origin: egui::Pos2,
    cell: Vec2,
    count: usize,
}

impl Lay {
    fn step(self) -> f32 {
        self.cell.x + GAP
    }

    fn rect(self, at: usize) -> Rect {
        let left = self.origin.x + at as f32 * self.step();
        Rect::from_min_size(egui::Pos2::new(left, self.origin.y), self.cell)
    }

    /// Between which slides this is.
    fn gap(self, x: f32) -> usize {
        let at = (x - self.origin.x + GAP / 2.0) / self.step();
        (at.round().max(0.0) as usize).min(self.count)
    }
}

/// The change that a new headline comes to.
pub(in crate::ui) fn edit_headline(
    id: SlideId,
) -> impl Fn(&Scene, &str) -> Result<Edit, String> + Send + Sync + 'static {
    move |scene, text| {
        let slide = scene.slides.get(&id).ok_or("The slide is gone.")?;
        Ok(Edit::ChangeSlide(Box::new(Slide {
            headline: text.to_owned(),
            ..slide.clone()
        })))
    }
}

impl Strip {
    /// Sends the keyboard to the chosen slide, or to the first.
    pub(in crate::ui) fn enter(&mut self, session: &Session) {
        let first = session.document().scene.slides.at(0);
        let wanted = session.chosen_slide().or(first);
        self.wanted = wanted.map(|slide| slide.id.clone());
        self.is_entered = true;
    }

    /// On Escape a slide that is dragged stays where it was, and nothing else sees the
    /// key.
    pub(super) fn escape(&mut self, ctx: &Context) {
        if self.drag.is_some()
            && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            self.drag = None;
            ctx.stop_dragging();
        }
    }

    /// What stands beside the tabs of a wide panel: a button for a new slide, and what
    /// the check says.
    pub(in crate::ui) fn beside_ui(
        ui: &mut Ui,
        session: &Session,
        findings: &SlideFindings,
        commands: &mut Vec<Command>,
    ) {
        let slides = &session.document().scene.slides;
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            if slides.is_empty() {
                return;
            }
            let add = ui.small_button("New slide from this view");
            if add.clicked() {
                commands::push("new-slide", session, commands);
            }
            let words = check_words(findings);
            let check = ui.small_button(&words);
            named(&check, &format!("Check slides: {words}"));
            if check.clicked() {
                commands::push("check-slides", session, commands);
            }
            let hidden = slides.iter().filter(|slide| slide.is_hidden).count();
            let mut words = counted(slides.len(), "slide", "slides");
            if hidden > 0 {
                words = format!("{words}, {hidden} hidden");
            }
            text::line(ui, &words, &Looks::of(ui).small());
        });
    }

    /// Shows the strip in all of the room there is.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        pictures: &mut SlidePictures,
        findings: &SlideFindings,
        has_buttons: bool,
        commands: &mut Vec<Command>,
    ) {
        let slides = &session.document().scene.slides;
        if slides.is_empty() {
            self.empty_ui(ui, session, commands);
            return;
        }
        self.is_entered = false;
        self.naming.take_if(|(id, _)| !slides.contains(id));
        self.drag.take_if(|drag| !slides.contains(&drag.slide));
        let mut rect = ui.available_rect_before_wrap();
        if has_buttons {
            let column = rect.with_max_x(rect.left() + BUTTONS);
            buttons_ui(ui, column, session, findings, commands);
            rect.min.x += BUTTONS + 4.0;
        }
        self.keys(ui, session, commands);
        let [least, most] = HEIGHTS;
        let height = (rect.height() - BAR - LABEL - 2.0 * PAD).clamp(least, most);
        let page = super::page();
        let width = height * (page.width / page.height) as f32;
        let cell = Vec2::new(width + 2.0 * PAD, height + LABEL + 2.0 * PAD);
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            // The wheel alone scrolls it too.
            ui.style_mut().always_scroll_the_only_direction = true;
            ScrollArea::horizontal()
                .id_salt("strip of slides")
                .auto_shrink([false, false])
                .show_viewport(ui, |ui, viewport| {
                    let lay = Lay {
                        origin: ui.max_rect().min,
                        cell,
                        count: slides.len(),
                    };
                    ui.set_min_size(Vec2::new(slides.len() as f32 * lay.step() + GAP, cell.y));
                    let mut shown = Shown {
                        session,
                        pictures,
                        findings,
                        lay,
                        commands,
                    };
                    self.cells_ui(ui, viewport, &mut shown);
                    self.drag_ui(ui, &mut shown);
                });
        });
    }

    fn cells_ui(&mut self, ui: &mut Ui, viewport: Rect, shown: &mut Shown<'_>) {
        let session = shown.session;
        let slides = &session.document().scene.slides;
        let chosen = session.chosen_slide().map(|slide| &slide.id);
        let stop = chosen.or_else(|| slides.at(0).map(|slide| &slide.id));
        let step = shown.lay.step();
        let first = (viewport.left() / step).floor().max(0.0) as usize;
        let last = (viewport.right() / step).ceil().max(0.0) as usize;
        self.focused = None;
        let mut number = 0;
        for (at, slide) in slides.iter().enumerate() {
            number += usize::from(!slide.is_hidden);
            let is_held = Some(&slide.id) == stop
                || self.drag.as_ref().is_some_and(|it| it.slide == slide.id);
            if !(first..=last).contains(&at) && !is_held {
                continue;
            }
            let cell = Cell {
                slide,
                at,
                number: (!slide.is_hidden).then_some(number),
                rect: shown.lay.rect(at),
                is_chosen: chosen == Some(&slide.id),
                is_stop: stop == Some(&slide.id),
            };
            self.cell_ui(ui, &cell, shown);
        }
        if self.seen.as_ref() != chosen {
            self.seen = chosen.cloned();
            let at = chosen.and_then(|id| slides.position(id));
            if let Some(at) = at {
                ui.scroll_to_rect(shown.lay.rect(at).expand2(Vec2::new(step / 2.0, 0.0)), None);
            }
        }
    }

    /// One slide, and what is done with it.
    fn cell_ui(&mut self, ui: &mut Ui, cell: &Cell<'_>, shown: &mut Shown<'_>) {
        let slide = cell.slide;
        let id = cell_id(&slide.id);
        // One of them is where Tab stops; arrows lead to the others.
        let sense = if cell.is_stop {
            Sense::click_and_drag()
        } else {
            Sense::CLICK | Sense::DRAG
        };
        let response = ui.interact(cell.rect, id, sense);
        if self.wanted.as_ref() == Some(&slide.id) && cell.is_stop {
            self.wanted = None;
            response.request_focus();
        }
        if response.has_focus() {
            self.focused = Some(slide.id.clone());
            keys::note_focus(ui, id);
        }
        let is_naming = self.naming.as_ref().is_some_and(|it| it.0 == slide.id);
        cell.paint(ui, &response, is_naming, shown);
        let opens = context_menu(&response, &[], |ui, takes_focus| {
            entries(ui, OF_SLIDES, shown.session, takes_focus, shown.commands);
        });
        let is_pressed = response.clicked() || opens && !cell.is_chosen;
        if is_pressed {
            self.wanted = Some(slide.id.clone());
            let choose = SlidesCommand::Choose(slide.id.clone());
            shown.commands.push(Command::Slides(choose));
        }
        if response.double_clicked() {
            self.name(slide.id.clone());
        }
        if response.drag_started_by(egui::PointerButton::Primary) {
            self.drag = Some(Drag {
                slide: slide.id.clone(),
                gap: cell.at,
            });
        }
        if response.drag_stopped() {
            self.drop(cell, shown);
        }
        if is_naming {
            self.naming_ui(ui, cell, shown);
        }
    }

    /// Lets go of the slide that was dragged, where it is to be.
    fn drop(&mut self, cell: &Cell<'_>, shown: &mut Shown<'_>) {
        let Some(drag) = self.drag.take_if(|it| it.slide == cell.slide.id) else {
            return;
        };
        // Counted without the slide itself.
        let to = drag.gap - usize::from(drag.gap > cell.at);
        if to != cell.at {
            let slide = drag.slide;
            let moved = SlidesCommand::Move { slide, to };
            shown.commands.push(Command::Slides(moved));
        }
    }

    /// Where the slide that is dragged would come, and its picture at the pointer.
    fn drag_ui(&mut self, ui: &Ui, shown: &mut Shown<'_>) {
        let (Some(drag), Some(pos)) = (&mut self.drag, ui.ctx().pointer_interact_pos()) else {
            return;
        };
        let lay = shown.lay;
        drag.gap = lay.gap(pos.x);
        let clip = ui.clip_rect();
        let by = if pos.x < clip.left() + EDGE {
            Some(SCROLL)
        } else {
            (pos.x > clip.right() - EDGE).then_some(-SCROLL)
        };
        if let Some(by) = by {
            ui.scroll_with_delta(Vec2::new(by, 0.0));
            ui.ctx().request_repaint();
        }
        let accent = style::color(style::theme(ui.ctx()).window.accent);
        let x = lay.origin.x + drag.gap as f32 * lay.step() - GAP / 2.0;
        let x = x.max(lay.origin.x + 1.5);
        let range = lay.rect(0).y_range();
        ui.painter().vline(x, range, Stroke::new(3.0, accent));
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        if let Some(picture) = shown.pictures.picture(ui.ctx(), &drag.slide, super::page()) {
            let size = cell::picture_of(lay.rect(0)).size() * 0.8;
            let rect = Rect::from_center_size(pos, size);
            let layer = egui::LayerId::new(egui::Order::Tooltip, Id::unique("dragged slide"));
            let painter = ui.ctx().layer_painter(layer);
            shown
                .pictures
                .paint(&painter, rect, &picture, usize::MAX, 0.85);
            let edge = Stroke::new(1.0, accent);
            painter.rect_stroke(rect, 2, edge, egui::StrokeKind::Inside);
        }
    }

    /// Edits the headline in place.
    fn name(&mut self, slide: SlideId) {
        self.naming = Some((slide, false));
    }

    fn naming_ui(&mut self, ui: &mut Ui, cell: &Cell<'_>, shown: &mut Shown<'_>) {
        let slide = cell.slide;
        let id = Id::unique(("headline in the strip", slide.id.as_str()));
        let was_shown = self.naming.replace((slide.id.clone(), true));
        let is_first = was_shown.is_none_or(|(_, was_shown)| !was_shown);
        if is_first {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let builder = UiBuilder::new().max_rect(cell.headline_rect().expand2(Vec2::new(0.0, 1.0)));
        let field = ui.scope_builder(builder, |ui| {
            EditField::line(ui, id, "Headline in the strip", &slide.headline)
                .hint("The finding, in a line")
                .look(Looks::of(ui).small())
                .error_elsewhere()
                .ui(
                    ui,
                    shown.session,
                    shown.commands,
                    edit_headline(slide.id.clone()),
                )
        });
        let edited = field.inner;
        let is_left = !edited.response.has_focus() && !is_first;
        if let Some(error) = &edited.error {
            edited.response.on_hover_words(error);
        } else if is_left {
            self.naming = None;
            if ui.memory(|memory| memory.focused().is_none()) {
                self.wanted = Some(slide.id.clone());
            }
        }
    }

    /// Says what slides are, and begins the first.
    fn empty_ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        ui.add_space(8.0);
        let words = "No slides yet. A slide keeps what you look at, with a headline that says what \
                     it shows: choose filters, focus and part of the map, select what is to stand \
                     out, and make a slide of it.";
        text::label(ui, words, &Looks::of(ui).body());
        ui.add_space(6.0);
        let add = ui.button("New slide from this view");
        if std::mem::take(&mut self.is_entered) {
            add.request_focus();
        }
        if add.clicked() {
            commands::push("new-slide", session, commands);
        }
    }
}

/// What the parts of the strip work on.
struct Shown<'a> {
    session: &'a Session,
    pictures: &'a mut SlidePictures,
    findings: &'a SlideFindings,
    lay: Lay,
    commands: &'a mut Vec<Command>,
}

fn cell_id(slide: &SlideId) -> Id {
    Id::unique(("slide in the strip", slide.as_str()))
}

/// The same as beside the tabs, where there is no room for words.
fn buttons_ui(
    ui: &mut Ui,
    column: Rect,
    session: &Session,
    findings: &SlideFindings,
    commands: &mut Vec<Command>,
) {
    ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let keys = commands::keys_of(ui.ctx(), "new-slide");
        let name = "New slide from this view";
        if icon_button(ui, Icon::Plus, name, keys.as_deref(), false).clicked() {
            commands::push("new-slide", session, commands);
        }
        let warnings = findings.warnings();
        let (icon, is_on) = if warnings > 0 {
            (Icon::TriangleAlert, true)
        } else {
            (Icon::ListChecks, false)
        };
        let name = format!("Check slides: {}", check_words(findings));
        if icon_button(ui, icon, &name, None, is_on).clicked() {
            commands::push("check-slides", session, commands);
        }
    });
}

/// What the button of the check says.
fn check_words(findings: &SlideFindings) -> String {
    match findings.warnings() {
        _ if !findings.is_begun() => "Checking\u{2026}".to_owned(),
        0 => "Check".to_owned(),
        count => format!("{count} to check"),
    }
}
