//! How the scene is packed for a colleague.

use egui::Ui;

use crate::session::{Command, Session};
use crate::ui::text::{self, Looks};
use crate::ui::words::{counted, size};

use super::{focused_first, head_ui, main_button};

/// What the dialog keeps.
#[derive(Default)]
pub(super) struct SendUi {
    /// Whether the texts stay here.
    is_without: bool,
}

impl SendUi {
    /// Shows the dialog.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
        head_ui(ui, "Send to a colleague", commands);
        let looks = Looks::of(ui);
        let words = "One file to mail or to put on a stick. Unpacked, it opens as it is here, changes that \
                     are not saved included.";
        text::label(ui, words, &looks.body());
        ui.add_space(8.0);
        let texts = session.texts_to_send(true);
        let bytes: usize = texts.values().map(|text| text.len()).sum();
        let held = counted(texts.len(), "text", "texts");
        let with = match texts.len() {
            0 => "With the texts of the sources (none is held)".to_owned(),
            _ => format!(
                "With the texts of the sources ({held}, {})",
                size(bytes as u64)
            ),
        };
        ui.radio_value(&mut self.is_without, false, with);
        ui.radio_value(&mut self.is_without, true, "Without them");
        ui.add_space(4.0);
        let named = session.document().scene.sources.iter();
        let named = named.filter(|source| source.sha256.is_some()).count();
        text::label(
            ui,
            &what_it_means(self.is_without, named, texts.len()),
            &looks.small(),
        );
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let choose = main_button(ui, "Choose a file\u{2026}");
            if focused_first(ui, choose).clicked() {
                commands.push(Command::PickArchive {
                    with_texts: !self.is_without,
                });
            }
            if ui.button("Cancel").clicked() {
                commands.push(Command::CloseDialog);
            }
        });
    }
}

/// What the colleague can do with it.
fn what_it_means(is_without: bool, named: usize, held: usize) -> String {
    if is_without || held == 0 {
        return "Quotations stand in the scene itself; without the texts they cannot be checked there. \
                The texts may be under copyright: who gets them is for you to judge."
            .to_owned();
    }
    let missing = if held < named {
        let more = counted(named - held, "more text is", "more texts are");
        format!(" {more} named and not held here.")
    } else {
        String::new()
    };
    format!(
        "With them your colleague can check every quotation.{missing} \
         The texts may be under copyright: who gets them is for you to judge."
    )
}
