//! The form of a claim, in the place of the list while it is open.

mod about;
mod bearings;
mod dates;
mod estimate;
mod evidence;
mod links;
mod new_tie;
mod numbers;
mod rest;

use egui::{Frame, Key, Margin, Modifiers, ScrollArea, Ui};
use lucide_icons::Icon;

use crate::model::{BearingOn, Scene, Subject};
use crate::session::{
    ClaimDraft, ClaimField, ClaimForm, Command, Content, Draft, Form, FormCommand, Session,
};
use crate::ui::form::{
    self, Fields, FocusInView, FormState, plain_button, shared_widths, side_by_side,
};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{icon_button, row_with_end};
use crate::ui::words::{tie_title, tie_title_by};

pub(in crate::ui) use evidence::letters;

/// Height of the row of buttons, in points.
const BUTTONS: f32 = 66.0;
/// From this width on, in points, status and asserter stand side by side.
const WIDE: f32 = 520.0;

/// The form, with what it keeps between frames.
#[derive(Default)]
pub(in crate::ui) struct ClaimFormUi {
    shown: Option<ClaimForm>,
    /// The field that was asked for last, by its number.
    asked: u64,
    state: FormState<ClaimField>,
    focus: FocusInView,
    kinds: about::KindsState,
}

/// What the parts of the form work on.
struct Parts<'a, 'b> {
    session: &'a Session,
    fields: &'a mut Fields<'b, ClaimField>,
    kinds: &'a mut about::KindsState,
    commands: &'a mut Vec<Command>,
}

impl ClaimFormUi {
    /// Whether the form is shown; then the next call of [`Self::close`] says so.
    pub(in crate::ui) fn is_shown(&self) -> bool {
        self.shown.is_some()
    }

    /// The form is not shown any more.
    pub(in crate::ui) fn close(&mut self) {
        self.shown = None;
    }

    /// Shows the form with this draft in all of the room there is; it is laid out
    /// by how wide that is.
    pub(in crate::ui) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        draft: &Draft<ClaimForm, ClaimDraft>,
        commands: &mut Vec<Command>,
    ) {
        if self.shown.as_ref() != Some(&draft.form) {
            self.shown = Some(draft.form.clone());
            self.state = FormState::opened_at(ClaimField::Statement);
            self.asked = 0;
            self.kinds = about::KindsState::default();
        }
        if let (Some(field), asked) = session.drafts().asked_of_claim()
            && self.asked != asked
        {
            self.asked = asked;
            self.state = FormState::opened_at(field);
        }
        let scene = &session.document().scene;
        let is_save_key = session.dialog().is_none()
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let mut content = draft.content.clone();
        let mut fields = Fields {
            salt: "claim form",
            errors: content.errors(&draft.form, scene),
            is_tried: draft.is_tried,
            state: &mut self.state,
        };
        let rect = ui.max_rect();
        head_ui(ui, draft, scene, commands);
        let estimate_height = estimate::height(session, ui.available_width());
        let room = (ui.available_height() - BUTTONS - estimate_height).max(40.0);
        Frame::new()
            .inner_margin(Margin {
                left: style::PANEL_MARGIN,
                right: style::PANEL_MARGIN - 8,
                top: 0,
                bottom: 0,
            })
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .id_salt("claim form")
                    .auto_shrink([false, false])
                    .max_height(room)
                    .show(ui, |ui| {
                        ui.set_max_width(ui.available_width() - 10.0);
                        ui.spacing_mut().item_spacing.y = 11.0;
                        let mut parts = Parts {
                            session,
                            fields: &mut fields,
                            kinds: &mut self.kinds,
                            commands,
                        };
                        fields_ui(ui, &mut content, draft, &mut parts);
                        ui.add_space(6.0);
                        self.focus.follow(ui);
                    });
            });
        let line = style::color(style::theme(ui.ctx()).window.line);
        let edge = egui::Stroke::new(1.0, line);
        ui.painter()
            .hline(ui.max_rect().x_range(), ui.cursor().top(), edge);
        Frame::new()
            .inner_margin(Margin {
                left: style::PANEL_MARGIN,
                right: style::PANEL_MARGIN,
                top: 8,
                bottom: 0,
            })
            .show(ui, |ui| estimate::estimate_ui(ui, session, commands));
        let is_pressed = buttons_ui(ui, draft, commands);
        if content != draft.content {
            let content = Content::Claim(draft.form.clone(), content);
            commands.push(Command::Form(FormCommand::Change(Box::new(content))));
        }
        if is_save_key || is_pressed {
            fields.jump_to_error();
            let form = Form::Claim(draft.form.clone());
            commands.push(Command::Form(FormCommand::Save(form)));
        }
        form::note_focus(ui, rect);
    }
}

fn fields_ui(
    ui: &mut Ui,
    content: &mut ClaimDraft,
    draft: &Draft<ClaimForm, ClaimDraft>,
    parts: &mut Parts<'_, '_>,
) {
    parts.fields.error_ui(ui, ClaimField::Whole);
    changed_meanwhile_ui(ui, draft, &parts.session.document().scene);
    about::statement_ui(ui, content, parts);
    bearings::bearings_ui(ui, content, parts);
    new_tie::new_tie_ui(ui, parts);
    about::kinds_ui(ui, content, parts);
    if ui.available_width() >= WIDE {
        let widths = shared_widths(ui.available_width(), &[346.0, 0.0]);
        side_by_side(ui, &widths, |ui, at| {
            if at == 0 {
                about::status_ui(ui, content, parts);
            } else {
                evidence::asserter_ui(ui, content, parts);
            }
        });
    } else {
        about::status_ui(ui, content, parts);
        evidence::asserter_ui(ui, content, parts);
    }
    evidence::part_played_ui(ui, content, parts);
    numbers::quantities_ui(ui, content, parts);
    dates::date_ui(ui, content, parts);
    evidence::grade_ui(ui, content, parts);
    evidence::quotations_ui(ui, content, parts);
    rest::rank_ui(ui, content, parts);
    links::links_ui(ui, content, &draft.form, parts);
    rest::note_ui(ui, content, parts);
}

/// The claim was changed since its draft was begun.
fn changed_meanwhile_ui(ui: &mut Ui, draft: &Draft<ClaimForm, ClaimDraft>, scene: &Scene) {
    let ClaimForm::Change(id) = &draft.form else {
        return;
    };
    let is_stale = scene
        .claims
        .get(id)
        .is_some_and(|claim| !draft.began_as(&ClaimDraft::of(claim)));
    if is_stale {
        let ink = style::color(style::theme(ui.ctx()).window.warning);
        let words =
            "The claim was changed since this draft was begun; saving puts the draft in its place.";
        text::label(ui, words, &text::Look::new(style::size::SMALL, ink));
    }
}

fn head_ui(
    ui: &mut Ui,
    draft: &Draft<ClaimForm, ClaimDraft>,
    scene: &Scene,
    commands: &mut Vec<Command>,
) {
    let looks = Looks::of(ui);
    let margin = Margin {
        left: style::PANEL_MARGIN,
        right: style::PANEL_MARGIN,
        top: 14,
        bottom: 8,
    };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        row_with_end(
            ui,
            26.0,
            |ui| {
                let name = "Close, keep as draft";
                if icon_button(ui, Icon::X, name, Some("Esc"), false).clicked() {
                    let form = Form::Claim(draft.form.clone());
                    commands.push(Command::Form(FormCommand::Close(form)));
                }
                if draft.is_changed() {
                    text::line(ui, "draft kept", &looks.small());
                }
            },
            |ui| {
                let title = form_title(&draft.form, scene);
                let room = f64::from(ui.available_width());
                let look = looks.title().text_style();
                let fits = |words: &str| crate::text::width(words, look) <= room;
                let short = codes_title(&draft.form, scene).filter(|_| !fits(&title));
                let short = short.map(|it| {
                    if fits(&it) {
                        it
                    } else {
                        it.replacen("New claim", "Claim", 1)
                    }
                });
                match short {
                    Some(short) => text::line(ui, &short, &looks.title()).on_hover_words(title),
                    None => text::line(ui, &title, &looks.title()),
                }
            },
        );
    });
}

/// `New claim on Israel ↔ Azerbaijan`, `Claim c12`.
pub(super) fn form_title(form: &ClaimForm, scene: &Scene) -> String {
    match form {
        ClaimForm::Change(id) => format!("Claim {id}"),
        ClaimForm::New(on) => match on {
            Some(Subject::Tie(id)) => match scene.ties.get(id) {
                Some(tie) => format!("New claim on {}", tie_title(scene, tie)),
                None => format!("New claim on tie {id}"),
            },
            Some(Subject::Actor(id)) => format!("New claim on {}", scene.actor_name(id)),
            _ => "New claim".to_owned(),
        },
    }
}

/// The same by the codes of the actors, for where names find no room: `New claim on
/// ISR ↔ AZE`.
fn codes_title(form: &ClaimForm, scene: &Scene) -> Option<String> {
    let ClaimForm::New(Some(Subject::Tie(id))) = form else {
        return None;
    };
    let title = tie_title_by(scene.ties.get(id)?, |actor| actor.as_str());
    Some(format!("New claim on {title}"))
}

/// What a bearing is on, in words.
fn bearing_title(on: &BearingOn, scene: &Scene) -> String {
    match on {
        BearingOn::Tie(id) => scene
            .ties
            .get(id)
            .map_or_else(|| format!("tie {id}"), |tie| tie_title(scene, tie)),
        BearingOn::Actor(id) => scene.actor_name(id).to_owned(),
    }
}

/// Shows the buttons; says whether "Save" was pressed.
fn buttons_ui(
    ui: &mut Ui,
    draft: &Draft<ClaimForm, ClaimDraft>,
    commands: &mut Vec<Command>,
) -> bool {
    let form = Form::Claim(draft.form.clone());
    let margin = Margin::symmetric(style::PANEL_MARGIN, 9);
    let mut is_saved = false;
    Frame::new().inner_margin(margin).show(ui, |ui| {
        row_with_end(
            ui,
            28.0,
            |ui| {
                let words = match draft.form {
                    ClaimForm::New(_) => "Add claim",
                    ClaimForm::Change(_) => "Save claim",
                };
                is_saved = form::save_button(ui, &format!("{words}  Ctrl+\u{23ce}")).clicked();
                if ui.button("Discard").clicked() {
                    commands.push(Command::Form(FormCommand::Discard(form.clone())));
                }
            },
            |_| {},
        );
    });
    is_saved
}

/// A frame around what belongs together, with a button that removes it. Says
/// whether that was pressed.
fn group_ui(ui: &mut Ui, remove: &str, content: impl FnOnce(&mut Ui)) -> bool {
    let window = &style::theme(ui.ctx()).window;
    Frame::new()
        .stroke(egui::Stroke::new(1.0, style::color(window.line)))
        .corner_radius(egui::CornerRadius::same(8))
        .inner_margin(Margin::symmetric(9, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 7.0;
            content(ui);
            let words = egui::RichText::new(remove)
                .size(style::size::SMALL)
                .color(style::color(window.text_muted));
            plain_button(ui, words).clicked()
        })
        .inner
}
