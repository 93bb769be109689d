//! The form of the slide that is chosen, beside the map while nothing is selected;
//! and a bar above what is selected, to put it on the slide.

mod footnotes;
mod lists;

use egui::{CornerRadius, Frame, Id, Margin, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2};
use lucide_icons::Icon;

use crate::edit::Edit;
use crate::model::{Scene, Slide, SlideId, Subject, ViewState};
use crate::session::{BrowseTab, Command, Session, SlideList, SlidesCommand};
use crate::ui::dialog::{finding_ui, fix_words};
use crate::ui::slides::pictures::SlidePictures;
use crate::ui::slides::{SlideFindings, SlidesUi, edit_headline, page};
use crate::ui::style;
use crate::ui::text::{self, Hover as _, Looks};
use crate::ui::widget::{EditField, check, heading, icon_button, named, number, row_with_end};

use super::head::{labelled, titled_ui};

/// Height of the row above what is selected, in points.
const BAR: f32 = 34.0;
/// Width of a number in the form, in points.
const NUMBER: f32 = 80.0;

/// The form, with what it keeps between frames.
#[derive(Default)]
pub(super) struct SlideForm {
    /// How often the headline was asked for, when last looked at.
    asked: u64,
    /// Whether it is still to get the keyboard: whoever asked has it in this frame.
    is_asked: bool,
}

/// Above what is selected: back to the slide, and what of the selection is on it.
pub(super) fn slide_bar_ui(
    ui: &mut Ui,
    session: &Session,
    slide: &Slide,
    commands: &mut Vec<Command>,
) {
    let window = &style::theme(ui.ctx()).window;
    let frame = Frame::new()
        .fill(style::color(window.raised))
        .inner_margin(Margin::symmetric(style::PANEL_MARGIN - 6, 2));
    let mut is_back = false;
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width().max(1.0));
        row_with_end(
            ui,
            BAR - 6.0,
            |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if session.selected_elements().is_empty() {
                    return;
                }
                let choices = [
                    (SlideList::Reveals, "Reveal"),
                    (SlideList::Dimmed, "Dim"),
                    (SlideList::Emphasis, "Emphasise"),
                ];
                for (list, words) in choices {
                    let is_on = session.has_selected_on_slide(list);
                    let toggle = ui.selectable_label(is_on, words);
                    named(&toggle, &format!("{words} on the slide"));
                    if toggle.clicked() {
                        let toggle = SlidesCommand::ToggleSelected(list);
                        commands.push(Command::Slides(toggle));
                    }
                }
            },
            |ui| {
                let back = icon_button(ui, Icon::ChevronLeft, "Back to the slide", None, false);
                is_back = back.clicked();
                ui.spacing_mut().item_spacing.x = 2.0;
                let words = format!("Slide {}", place_of(session, &slide.id));
                text::line(ui, &words, &Looks::of(ui).body().bold()).on_hover_words(called(slide));
            },
        );
    });
    if is_back {
        commands.push(Command::Select(Subject::Scene));
    }
}

/// The place of a slide among all, from 1.
fn place_of(session: &Session, id: &SlideId) -> usize {
    let slides = &session.document().scene.slides;
    slides.position(id).map_or(0, |at| at + 1)
}

fn called(slide: &Slide) -> &str {
    match slide.headline.trim() {
        "" => "No headline yet",
        headline => headline,
    }
}

impl SlideForm {
    /// Shows the form of this slide.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        slide: &Slide,
        slides: &mut SlidesUi,
        commands: &mut Vec<Command>,
    ) {
        if self.asked != session.headline_asked() {
            self.asked = session.headline_asked();
            self.is_asked = true;
        }
        let margin = style::PANEL_MARGIN;
        Frame::new()
            .inner_margin(Margin {
                left: margin,
                right: margin,
                top: 14,
                bottom: 4,
            })
            .show(ui, |ui| title_row_ui(ui, session, slide, commands));
        ScrollArea::vertical()
            .id_salt(("slide", slide.id.as_str()))
            .auto_shrink([false, false])
            .show(ui, |ui| {
                Frame::new()
                    .inner_margin(Margin {
                        left: margin,
                        right: margin,
                        top: 0,
                        bottom: 16,
                    })
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width().max(1.0));
                        ui.spacing_mut().item_spacing.y = 4.0;
                        self.headline_ui(ui, session, slide, commands);
                        if session.browsed() != Some(BrowseTab::Slides) {
                            picture_ui(ui, slide, &mut slides.pictures);
                        }
                        findings_ui(ui, slide, &slides.findings, commands);
                        view_ui(ui, session, slide, commands);
                        texts_ui(ui, session, slide, commands);
                    });
            });
    }

    fn headline_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        slide: &Slide,
        commands: &mut Vec<Command>,
    ) {
        let id = Id::unique(("slide", slide.id.as_str(), "headline"));
        if std::mem::take(&mut self.is_asked) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        EditField::few_lines(ui, id, "Headline", &slide.headline)
            .hint("The finding, in a line")
            .look(Looks::of(ui).title())
            .ui(ui, session, commands, edit_headline(slide.id.clone()));
    }
}

/// Which slide it is, and what is done with it as a whole.
fn title_row_ui(ui: &mut Ui, session: &Session, slide: &Slide, commands: &mut Vec<Command>) {
    let leave = Command::Slides(SlidesCommand::Leave);
    let delete = Command::Slides(SlidesCommand::Delete(slide.id.clone()));
    let delete = Some(("Delete this slide", delete));
    titled_ui(ui, leave, delete, commands, |ui, _| {
        let count = session.document().scene.slides.len();
        let words = format!("Slide {} of {count}", place_of(session, &slide.id));
        text::line(ui, &words, &Looks::of(ui).small());
    });
}

/// The slide as it is shown, where no strip shows it: what stands out on it is not seen
/// on the map, which is of the whole scene.
fn picture_ui(ui: &mut Ui, slide: &Slide, pictures: &mut SlidePictures) {
    let page = page();
    let width = ui.available_width().max(1.0);
    let height = width * (page.height / page.width) as f32;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    if !ui.is_rect_visible(rect) {
        return;
    }
    let window = &style::theme(ui.ctx()).window;
    let painter = ui.painter_at(rect);
    painter.rect_filled(rect, 0.0, style::color(window.raised));
    if let Some(picture) = pictures.picture(ui.ctx(), &slide.id, page) {
        pictures.paint(&painter, rect, &picture, picture.reveals(), 1.0);
    }
    let edge = Stroke::new(1.0, style::color(window.edge));
    painter.rect_stroke(rect, CornerRadius::ZERO, edge, StrokeKind::Inside);
    let spoken = format!("The slide: {}", called(slide));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Image, true, &spoken));
}

/// What the check says of this slide.
fn findings_ui(ui: &mut Ui, slide: &Slide, findings: &SlideFindings, commands: &mut Vec<Command>) {
    let found = findings.of(&slide.id);
    let told = found.iter().filter(|finding| finding.flaw.is_warning());
    let told: Vec<_> = told.collect();
    for (at, finding) in told.iter().enumerate() {
        finding_ui(ui, finding);
        let fix = finding.flaw.fix();
        let next = told.get(at + 1).and_then(|next| next.flaw.fix());
        if let Some(fix) = fix.filter(|fix| next != Some(*fix)) {
            let (words, meaning) = fix_words(fix);
            if ui.small_button(words).on_hover_text(meaning).clicked() {
                let fix = SlidesCommand::Fix(slide.id.clone(), fix);
                commands.push(Command::Slides(fix));
            }
        }
    }
}

/// What it shows, and whether that is what is seen.
fn view_ui(ui: &mut Ui, session: &Session, slide: &Slide, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    ui.add_space(6.0);
    heading(ui, "View");
    text::label(ui, &view_in_words(session, &slide.view), &looks.small());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let update = ui
            .button("Update to what is seen")
            .on_hover_text("Lets the slide show what is looked at now, and from where");
        if update.clicked() {
            commands.push(Command::Slides(SlidesCommand::Update(slide.id.clone())));
        }
        let again = ui
            .button("Show its view")
            .on_hover_text("Looks at what the slide shows");
        if again.clicked() {
            commands.push(Command::Slides(SlidesCommand::Choose(slide.id.clone())));
        }
    });
    if !session.is_at_slide() {
        text::label(ui, "Something else is looked at now.", &looks.small());
    }
}

/// A view in a sentence or two.
fn view_in_words(session: &Session, view: &ViewState) -> String {
    let scene = &session.document().scene;
    let mut parts = vec![match view.frame {
        Some(_) => "A part of the map".to_owned(),
        None => "All of the map".to_owned(),
    }];
    if let Some(path) = &view.path {
        let ends = [&path.from, &path.to].map(|id| scene.actor_name(id));
        parts.push(format!(
            "the path {} ({})",
            ends.join(" \u{2013} "),
            path.over.words()
        ));
    }
    if let Some(focus) = &view.focus {
        let rest = if focus.is_hiding { "hidden" } else { "dimmed" };
        let count = focus.actors.len() + focus.ties.len();
        parts.push(format!("a focus around {count}, the rest {rest}"));
    }
    if !view.filter.is_clear() {
        parts.push("filtered".to_owned());
    }
    if !view.is_showing_unknown {
        parts.push("without unknown ties".to_owned());
    }
    if view.is_showing_evidence {
        parts.push("with evidence on ties".to_owned());
    }
    let parts = parts.join(", ");
    match view.as_of {
        Some(as_of) => format!("{parts}; looking back, {}.", as_of.in_words()),
        None => format!("{parts}; in the present."),
    }
}

fn texts_ui(ui: &mut Ui, session: &Session, slide: &Slide, commands: &mut Vec<Command>) {
    ui.add_space(8.0);
    heading(ui, "Caption");
    text_ui(ui, session, slide, Part::Caption, commands);
    for list in SlideList::ALL {
        ui.add_space(8.0);
        lists::list_ui(ui, session, slide, list, commands);
    }
    ui.add_space(8.0);
    footnotes::footnotes_ui(ui, session, slide, commands);
    ui.add_space(8.0);
    heading(ui, "Speaker notes");
    text_ui(ui, session, slide, Part::Notes, commands);
    ui.add_space(8.0);
    heading(ui, "In the show");
    labelled(ui, "Transition", |ui| {
        transition_ui(ui, session, slide, commands);
    });
    let mut is_hidden = slide.is_hidden;
    let words = "Hidden: left out of the show";
    if check(ui, &mut is_hidden, words, "Hidden slide").clicked() {
        let hide = SlidesCommand::Hide(slide.id.clone(), !slide.is_hidden);
        commands.push(Command::Slides(hide));
    }
}

/// A longer text of a slide.
#[derive(Clone, Copy)]
enum Part {
    Caption,
    Notes,
}

fn text_ui(ui: &mut Ui, session: &Session, slide: &Slide, part: Part, commands: &mut Vec<Command>) {
    let (name, hint, value) = match part {
        Part::Caption => (
            "Text of the caption",
            "What is to be known about it. *Slanted*, **bold**, lists and [links](https://\u{2026}) \
             as in CommonMark",
            &slide.caption,
        ),
        Part::Notes => (
            "Text of the notes",
            "What to say, and what speaks against it. Only you see it",
            &slide.notes,
        ),
    };
    let field = Id::unique(("slide", slide.id.as_str(), name));
    let id = slide.id.clone();
    EditField::many_lines(ui, field, name, value).hint(hint).ui(
        ui,
        session,
        commands,
        move |scene, text| {
            changed(scene, &id, |slide| match part {
                Part::Caption => text.clone_into(&mut slide.caption),
                Part::Notes => text.clone_into(&mut slide.notes),
            })
        },
    );
}

fn transition_ui(ui: &mut Ui, session: &Session, slide: &Slide, commands: &mut Vec<Command>) {
    let value = slide
        .transition_ms
        .map_or_else(String::new, |ms| ms.to_string());
    let usual = Slide::TRANSITION_MS.to_string();
    let field = Id::unique(("slide", slide.id.as_str(), "transition"));
    let id = slide.id.clone();
    ui.horizontal(|ui| {
        EditField::line(ui, field, "Transition in milliseconds", &value)
            .hint(&usual)
            .width(NUMBER)
            .ui(ui, session, commands, move |scene, text| {
                let ms = milliseconds(text)?;
                changed(scene, &id, |slide| slide.transition_ms = ms)
            });
        text::line(ui, "ms", &Looks::of(ui).small());
    });
}

/// What a transition is given as; nothing for the usual.
fn milliseconds(text: &str) -> Result<Option<u32>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let most = f64::from(Slide::MOST_TRANSITION_MS);
    match number(text) {
        Some(ms) if (0.0..=most).contains(&ms) => Ok(Some(ms.round() as u32)),
        _ => Err(format!("a transition takes 0 to {most} milliseconds")),
    }
}

/// The change of a slide that is still there.
fn changed(scene: &Scene, id: &SlideId, change: impl FnOnce(&mut Slide)) -> Result<Edit, String> {
    let mut slide = scene.slides.get(id).ok_or("the slide is gone")?.clone();
    change(&mut slide);
    Ok(Edit::ChangeSlide(Box::new(slide)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transition_is_a_number_of_milliseconds_or_nothing() {
        assert_eq!(milliseconds("  "), Ok(None));
        assert_eq!(milliseconds("0"), Ok(Some(0)));
        assert_eq!(milliseconds("250"), Ok(Some(250)));
        assert_eq!(milliseconds("5000"), Ok(Some(5_000)));
        for text in ["5001", "-1", "soon", "1e3"] {
            assert!(milliseconds(text).is_err(), "{text}");
        }
    }
}
