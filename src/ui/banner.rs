//! What others did with the open file, in a strip below the top bar: it asks for
//! nothing at once and covers nothing.

use egui::{Align, Align2, FontId, Frame, Layout, Margin, Panel, Sense, Ui, Vec2};
use lucide_icons::Icon;

use crate::session::{Command, Outside, OutsideChoice, Session};

use super::style;
use super::text::{self, Hover as _, Looks};
use super::widget::icon_button;
use super::words::file_name;

/// The longest name that is shown whole, in points.
const NAME: f32 = 300.0;
/// Room for the button at the end, in points.
const BUTTON: f32 = 34.0;

/// A button of the strip.
struct Offer {
    name: &'static str,
    /// What it does, in a sentence.
    hover: &'static str,
    command: Command,
}

impl Offer {
    fn new(name: &'static str, hover: &'static str, choice: OutsideChoice) -> Self {
        Self {
            name,
            hover,
            command: Command::Outside(choice),
        }
    }
}

/// Shows the strip while there is something to tell.
pub(super) fn banner_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let Some((what, offers)) = news(session) else {
        return;
    };
    let window = &style::theme(ui.ctx()).window;
    let frame = Frame::new()
        .fill(style::color(window.raised))
        .inner_margin(Margin::symmetric(16, 6));
    Panel::top("banner").frame(frame).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let room = (ui.available_width() - BUTTON).max(40.0);
            ui.allocate_ui_with_layout(
                Vec2::new(room, 28.0),
                Layout::left_to_right(Align::Center).with_main_wrap(true),
                |ui| {
                    ui.set_width(room);
                    ui.spacing_mut().item_spacing = Vec2::new(8.0, 4.0);
                    words_ui(ui, session, what);
                    for offer in offers {
                        let button = ui.button(offer.name).on_hover_words(offer.hover);
                        if button.clicked() {
                            commands.push(offer.command);
                        }
                    }
                },
            );
            ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
                if icon_button(ui, Icon::X, "Not now", None, false).clicked() {
                    commands.push(Command::Outside(OutsideChoice::Dismiss));
                }
            });
        });
    });
}

/// What is to be told, after the name of the file, and what can be done.
fn news(session: &Session) -> Option<(&'static str, Vec<Offer>)> {
    match session.outside() {
        Some(Outside::Changed(_)) => {
            let mut offers = vec![
                Offer::new(
                    "Reload",
                    "Shows what the file holds now. Undo brings yours back.",
                    OutsideChoice::Reload,
                ),
                Offer::new(
                    "Keep mine",
                    "Saves yours in its place. Theirs is kept under File > Versions.",
                    OutsideChoice::KeepMine,
                ),
                Offer::new(
                    "Save mine as a copy\u{2026}",
                    "Saves yours under another name and leaves theirs alone.",
                    OutsideChoice::SaveCopy,
                ),
                Offer::new(
                    "Compare",
                    "Shows what differs, on the map and as a list.",
                    OutsideChoice::Compare,
                ),
            ];
            if session.has_unsaved() {
                offers.push(Offer::new(
                    "Take both",
                    "Takes in what they changed. Where both changed the same, yours stays. Undo takes it back.",
                    OutsideChoice::Merge,
                ));
            }
            Some(("was changed by another program.", offers))
        }
        Some(Outside::Gone) => {
            let again = Offer::new(
                "Save it again",
                "Writes the scene to its file, where that was.",
                OutsideChoice::KeepMine,
            );
            let elsewhere = Offer {
                name: "Save as\u{2026}",
                hover: "Saves the scene under another name.",
                command: Command::SaveAs,
            };
            let words = "was deleted, moved or renamed.";
            Some((words, vec![again, elsewhere]))
        }
        None if session.is_open_elsewhere() => {
            let copy = Offer::new(
                "Work on a copy\u{2026}",
                "Saves the scene under another name, and goes on there.",
                OutsideChoice::SaveCopy,
            );
            let words =
                "is open in another window of Entente. Whoever saves second is asked first.";
            Some((words, vec![copy]))
        }
        None => None,
    }
}

/// A sign, the name of the file, cut where it is long, and what became of it.
fn words_ui(ui: &mut Ui, session: &Session, what: &str) {
    let window = &style::theme(ui.ctx()).window;
    let body = Looks::of(ui).body();
    let path = session.document().file();
    let name = path.map_or_else(|| session.document().name(), file_name);
    let bold = body.clone().bold();
    let short = crate::text::ellipsize(&name, bold.text_style(), f64::from(NAME));
    let (rect, _) = ui.allocate_exact_size(Vec2::new(20.0, 28.0), Sense::hover());
    ui.painter().text(
        rect.left_center(),
        Align2::LEFT_CENTER,
        char::from(Icon::TriangleAlert),
        FontId::new(style::size::ICON, style::icons()),
        style::color(window.warning),
    );
    let mut job = text::job(&short, &bold, f32::INFINITY);
    text::append(&mut job, &format!(" {what}"), &body);
    let shown = ui.add(egui::Label::new(job).extend());
    let spoken = format!("{name} {what}");
    shown.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &spoken));
    if let Some(path) = path {
        shown.on_hover_words(path.display().to_string());
    }
    ui.add_space(8.0);
}
