//! The left panel: actors with their strengths, claims by kind, filters.

use std::ops::Range;

use egui::style::ScrollAnimation;
use egui::{
    Button, CornerRadius, Frame, Id, Margin, Pos2, Rect, Response, Sense, Stroke, Ui, UiBuilder,
    Vec2,
};

use crate::analysis::strength::Strength;
use crate::drawing::Theme;
use crate::model::{Actor, Subject};
use crate::session::{Command, Session};
use crate::ui::context::{context_menu, entries, focus_first, subject_ui};
use crate::ui::hover;
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{check, heading, named, row_with_end};

use super::filters::filters_ui;
use super::views::views_ui;

const ROW: f32 = 26.0;
/// Narrower rows, in points, have no room for names and numbers both.
const WIDE_ROW: f32 = 164.0;
/// So many rows are all there, seen or not.
const FEW_ROWS: usize = 200;
/// How many rows there are beyond what is seen, above and below.
const ROWS_BEYOND: usize = 20;

/// Shows the panel's content.
pub(crate) fn left_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    egui::ScrollArea::vertical()
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // The bar for scrolling stands in the margin.
            let margin = Margin::symmetric(style::PANEL_MARGIN, 14);
            Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                views_ui(ui, session, commands);
                actors_ui(ui, session, commands);
                ui.add_space(18.0);
                kinds_ui(ui, session, commands);
                ui.add_space(18.0);
                filters_ui(ui, session, commands);
            });
        });
}

fn actors_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    heading(ui, "Actors");
    ui.add_space(4.0);
    let document = session.document();
    if document.scene.actors.is_empty() {
        text::label(ui, "This scene has no actors.", &Looks::of(ui).small());
        return;
    }
    let is_menu_open = egui::Popup::is_any_open(ui.ctx());
    let rows = rows_there(ui, document.scene.actors.len(), is_menu_open);
    let mut left_out = 0;
    let actors = document.scene.actors.iter().zip(session.strengths());
    for (at, (actor, strength)) in actors.enumerate() {
        if !rows.iter().any(|rows| rows.contains(&at)) {
            left_out += 1;
            continue;
        }
        leave_out(ui, std::mem::take(&mut left_out));
        let response = actor_row(ui, session, (actor, *strength), is_menu_open, commands);
        if response.has_focus() {
            ui.data_mut(|data| data.insert_temp(focus_place(), (response.id, at)));
        }
    }
    leave_out(ui, left_out);
}

/// The rows of a list of `count` that are there, a little beyond what is seen: to make
/// thousands takes longer than all else of a frame. All are there for those who hear
/// them, and while a menu is open at one. The row with the keyboard's focus stays with
/// those beside it, so that Tab goes on from there.
fn rows_there(ui: &Ui, count: usize, is_menu_open: bool) -> Vec<Range<usize>> {
    let is_heard = || {
        let node = ui.ctx().accesskit_node_builder(ui.unique_id(), |_| ());
        node.is_some()
    };
    if count <= FEW_ROWS || is_menu_open || is_heard() {
        return std::iter::once(0..count).collect();
    }
    let (top, seen) = (ui.cursor().top(), ui.clip_rect());
    let at = |y: f32| ((y - top) / ROW).max(0.0) as usize;
    let seen = at(seen.top()).saturating_sub(ROWS_BEYOND)..at(seen.bottom()) + ROWS_BEYOND;
    let focus = ui.memory(|memory| memory.focused());
    let focused: Option<(Id, usize)> = ui.data(|data| data.get_temp(focus_place()));
    let focused = focused.filter(|(id, _)| Some(*id) == focus);
    let around = focused.map(|(_, at)| at.saturating_sub(1)..at + 2);
    [Some(seen), around].into_iter().flatten().collect()
}

/// Where it is kept which row has the keyboard's focus.
fn focus_place() -> Id {
    Id::unique("row of the list of actors with the focus")
}

/// The room of so many rows that are not there; those after them stay who they are.
fn leave_out(ui: &mut Ui, rows: usize) {
    if rows > 0 {
        ui.add_space(rows as f32 * ROW);
        ui.skip_ahead_auto_ids(rows);
    }
}

fn actor_row(
    ui: &mut Ui,
    session: &Session,
    (actor, strength): (&Actor, Strength),
    is_menu_open: bool,
    commands: &mut Vec<Command>,
) -> Response {
    let subject = Subject::Actor(actor.id.clone());
    let is_selected = session.selection().has(&subject);
    let (rect, response) = row(ui, is_selected);
    if response.gained_focus() {
        ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
    }
    response.widget_info(|| {
        let spoken = format!(
            "{}, positive strength {:.2}, negative strength {:.2}",
            actor.name, strength.positive, strength.negative
        );
        egui::WidgetInfo::selected(egui::accesskit::Role::ListItem, true, is_selected, &spoken)
    });
    // Of thousands of actors only those in view are laid out. The others have no menu
    // and tell nothing, unless the keyboard is there or a menu was open already.
    if ui.is_rect_visible(rect) {
        actor_row_look(ui, rect, actor, strength);
    } else if !is_menu_open && !response.has_focus() {
        return response;
    }
    let opens = context_menu(&response, &[], |ui, takes_focus| {
        subject_ui(ui, &subject, session, takes_focus, commands);
    });
    if response.clicked() || opens && !is_selected {
        commands.push(Command::Select(subject));
    }
    let subject = Subject::Actor(actor.id.clone());
    response.on_hover_ui(|ui| {
        hover::hover_ui(ui, session, &subject);
        let words =
            "Strength: the weights of its supportive ties, summed up, and of its hostile ones";
        text::label(ui, words, &Looks::of(ui).small());
    })
}

/// Paints ring, name and numbers of an actor into its row.
fn actor_row_look(ui: &Ui, rect: Rect, actor: &Actor, strength: Strength) {
    let theme = style::theme(ui.ctx());
    let middle = rect.center().y;
    ring(ui, Pos2::new(rect.left() + 8.0, middle), strength, theme);

    let (small, body) = (Looks::of(ui).small(), Looks::of(ui).body());
    let numbers = format!("+{:.2} \u{2212}{:.2}", strength.positive, strength.negative);
    let numbers = ui
        .painter()
        .layout_job(text::job(&numbers, &small, f32::INFINITY));
    let name_left = rect.left() + 24.0;
    let numbers_left = rect.right() - numbers.size().x;
    // In a narrow panel the name comes first; the numbers stand in the hover text.
    let has_numbers = rect.width() >= WIDE_ROW;
    if has_numbers {
        let place = Pos2::new(numbers_left, middle - numbers.size().y / 2.0);
        ui.painter().galley(place, numbers, small.color);
    }

    let end = if has_numbers {
        numbers_left - 8.0
    } else {
        rect.right()
    };
    let room = f64::from((end - name_left).max(10.0));
    let name = crate::text::ellipsize(&actor.name, body.text_style(), room);
    let name = ui
        .painter()
        .layout_job(text::job(&name, &body, f32::INFINITY));
    let place = Pos2::new(name_left, middle - name.size().y / 2.0);
    ui.painter().galley(place, name, body.color);
}

/// A row that can be clicked, with its ground where it is selected or under
/// the pointer. The ground reaches a little beyond the text on both sides.
pub(super) fn row(ui: &mut Ui, is_selected: bool) -> (Rect, Response) {
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click());
    let ground = rect.expand2(Vec2::new(6.0, 0.0));
    let window = &style::theme(ui.ctx()).window;
    let radius = CornerRadius::same(style::RADIUS);
    if is_selected {
        ui.painter()
            .rect_filled(ground, radius, style::color(window.accent_faint));
    } else if response.hovered() {
        ui.painter()
            .rect_filled(ground, radius, style::color(window.hover));
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, style::color(window.accent));
        ui.painter()
            .rect_stroke(ground, radius, stroke, egui::StrokeKind::Inside);
    }
    (rect, response)
}

/// The ring of an actor in small: blue and orange in the shares of its
/// positive and negative strength.
fn ring(ui: &Ui, center: Pos2, strength: Strength, theme: &Theme) {
    let radius = 5.5;
    let total = strength.total();
    if total <= 0.0 {
        let stroke = Stroke::new(2.2, style::color(theme.figure.ring_empty));
        ui.painter().circle_stroke(center, radius, stroke);
        return;
    }
    let share = (strength.positive / total) as f32;
    for (from, to, color) in [
        (0.0, share, theme.figure.supportive),
        (share, 1.0, theme.figure.hostile),
    ] {
        if to - from > 0.001 {
            let points = (0..=24)
                .map(|step| {
                    let turn = from + (to - from) * step as f32 / 24.0;
                    let angle = std::f32::consts::TAU * (turn - 0.25);
                    center + Vec2::angled(angle) * radius
                })
                .collect();
            ui.painter().add(egui::Shape::line(
                points,
                Stroke::new(2.2, style::color(color)),
            ));
        }
    }
}

fn kinds_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    heading(ui, "Claims by kind");
    ui.add_space(4.0);
    let scene = &session.document().scene;
    if scene.kinds.is_empty() {
        text::label(
            ui,
            "This scene has no kinds of claim.",
            &Looks::of(ui).small(),
        );
    }
    for (kind, count) in session.derived().claims_by_kind() {
        let label = scene.kind_label(kind).to_owned();
        let mut is_shown = session.filter().has_kind(kind);
        let small = Looks::of(ui).small();
        let builder = UiBuilder::new().sense(Sense::CLICK).id_salt(kind.as_str());
        let mut parts = Vec::new();
        let row = ui.scope_builder(builder, |ui| {
            row_with_end(
                ui,
                ROW,
                |ui| {
                    text::line(ui, &count.to_string(), &small);
                },
                |ui| {
                    let checkbox = check(ui, &mut is_shown, "", &label);
                    if checkbox.changed() {
                        commands.push(Command::FilterKind(kind.clone(), is_shown));
                    }
                    let ink = if is_shown {
                        Looks::of(ui).body().color
                    } else {
                        small.color
                    };
                    let look = text::Look::new(style::size::BODY, ink);
                    let only = Button::new(text::job(&label, &look, f32::INFINITY)).frame(false);
                    let meaning = hover::of_kind(session, kind);
                    let words = format!("{meaning}\nClick: show only this kind");
                    let only = ui.add(only).on_hover_words(words);
                    named(&only, &format!("Only {label}"));
                    if only.clicked() {
                        commands.push(Command::FilterOnlyKind(kind.clone()));
                    }
                    parts.extend([checkbox, only]);
                },
            );
        });
        let ids: Vec<Id> = parts.iter().map(|part| part.id).collect();
        // Its parts take the pointer before the row does.
        let whole = parts.into_iter().fold(row.response, |all, part| all | part);
        context_menu(&whole, &ids, |ui, takes_focus| {
            let is_only = ui.button("Show only this kind");
            focus_first(&is_only, ui, takes_focus);
            if is_only.clicked() {
                commands.push(Command::FilterOnlyKind(kind.clone()));
            }
            let words = if is_shown {
                "Hide this kind"
            } else {
                "Show this kind"
            };
            if ui.button(words).clicked() {
                commands.push(Command::FilterKind(kind.clone(), !is_shown));
            }
            ui.separator();
            entries(
                ui,
                &[&["clear-filters", "kinds"]],
                session,
                takes_focus,
                commands,
            );
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui::{Context, Event, Key, Modifiers, RawInput};

    use super::*;
    use crate::edit::Edit;
    use crate::file::settings::Settings;
    use crate::file::store::Store;
    use crate::model::fixtures;

    fn session(actors: usize) -> Session {
        let ids: Vec<String> = (0..actors).map(|at| format!("A{at}")).collect();
        let scene = fixtures::scene(&ids.iter().map(String::as_str).collect::<Vec<_>>());
        let mut session = Session::new(Settings::default(), Store::default(), Arc::new(|| {}));
        session.execute(Command::Edit(Edit::ReplaceScene(Arc::new(scene))));
        session.refresh();
        session
    }

    /// Shows a frame of the list; gives the rows that are there and how high it is.
    fn frame(ctx: &Context, session: &Session, key: Option<Key>) -> (Vec<Range<usize>>, f32) {
        let press = |key| Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        let input = RawInput {
            events: key.map(press).into_iter().collect(),
            focused: true,
            ..Default::default()
        };
        let (mut rows, mut height) = (Vec::new(), 0.0);
        let mut output = ctx.run_ui(input, |ui| {
            let area = egui::ScrollArea::vertical().max_height(400.0);
            let shown = area.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                rows = rows_there(ui, session.document().scene.actors.len(), false);
                actors_ui(ui, session, &mut Vec::new());
            });
            height = shown.content_size.y;
        });
        output.textures_delta.clear();
        (rows, height)
    }

    fn focused_row(ctx: &Context) -> Option<usize> {
        let kept: Option<(Id, usize)> = ctx.data(|data| data.get_temp(focus_place()));
        let focus = ctx.memory(|memory| memory.focused());
        kept.filter(|(id, _)| Some(*id) == focus).map(|(_, at)| at)
    }

    #[test]
    fn of_thousands_of_rows_those_near_are_there_and_tab_goes_through_them() {
        let (ctx, session) = (Context::default(), session(2_000));
        let (rows, height) = frame(&ctx, &session, None);
        let there: usize = rows.iter().map(Range::len).sum();
        assert!(there > 15 && there < 100, "{rows:?}");
        assert!(height > 2_000.0 * ROW, "as high as all of them: {height}");
        for at in 0..120 {
            frame(&ctx, &session, Some(Key::Tab));
            assert_eq!(focused_row(&ctx), Some(at));
            // It scrolls to where that is.
            frame(&ctx, &session, None);
            frame(&ctx, &session, None);
        }
        let (rows, _) = frame(&ctx, &session, None);
        let seen = rows.first().expect("rows");
        assert!(seen.start > 50 && seen.contains(&119), "{rows:?}");
        // It stays, and its neighbours, wherever the list is scrolled to.
        assert_eq!(rows.get(1), Some(&(118..121)));
    }

    #[test]
    fn those_who_hear_the_rows_have_them_all() {
        let (ctx, session) = (Context::default(), session(2_000));
        ctx.enable_accesskit();
        let (rows, _) = frame(&ctx, &session, None);
        assert_eq!(rows.first(), Some(&(0..2_000)));
        let few = self::session(FEW_ROWS);
        let (rows, _) = frame(&Context::default(), &few, None);
        assert_eq!(rows.first(), Some(&(0..FEW_ROWS)));
    }
}
