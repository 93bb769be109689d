//! About: version, data credits, licences.

use egui::{ScrollArea, Ui};

use crate::drawing::basemap::CREDIT;
use crate::session::{Command, Session};
use crate::ui::text::{self, Looks};

use super::head_ui;

/// Paragraphs of credits: a heading and what it credits.
const CREDITS: [(&str, &str); 6] = [
    (
        "Map data",
        "Natural Earth, 1:50m Admin 0 countries, version 4.1.0: public domain. By way of world-atlas 2.0.2 \
         by Michael Bostock, ISC licence. The borders are the data set's own; which are drawn dashed as \
         disputed is this program's list, each with its source.",
    ),
    (
        "Names and places of states",
        "Unicode CLDR 48.2, Unicode License V3, Copyright 2004-2026 Unicode, Inc.; places from Natural Earth, public \
         domain. Entries follow ISO 3166-1 and say nothing about the status of any territory.",
    ),
    (
        "Flags",
        "flag-icons 7.5.0, MIT licence, Copyright 2013 Panayiotis Lipiridis. A flag is a drawing and says nothing \
         about the status of any territory or government.",
    ),
    (
        "Fonts",
        "Inter, by The Inter Project Authors, and Noto Sans Hebrew, Arabic, Armenian and Georgian, by The Noto \
         Project Authors: SIL Open Font License 1.1. Icons from Lucide: ISC licence.",
    ),
    (
        "Evidence",
        "Grades follow the NATO Admiralty code (AJP-2.1). Excerpts are quoted from the sources named with them.",
    ),
    (
        "Licence",
        "Entente is free software under the MIT licence or the Apache License 2.0, as you choose. It is built with \
         egui, eframe and egui_plot by Emil Ernerfeldt and others, and with the crates that Cargo.lock lists.",
    ),
];

/// Shows the dialog.
pub(super) fn about_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    head_ui(ui, "About Entente", commands);
    let looks = Looks::of(ui);
    text::label(
        ui,
        concat!("Version ", env!("CARGO_PKG_VERSION")),
        &looks.body(),
    );
    text::label(
        ui,
        "Maps of regional influence: actors, signed and weighted ties, and the sourced claims behind every tie. \
         Weights are judgements from \u{2212}1 (hostile) to +1 (allied).",
        &looks.body(),
    );
    ui.add_space(8.0);
    ScrollArea::vertical().show(ui, |ui| {
        for (heading, words) in CREDITS {
            text::label(ui, heading, &looks.body().bold());
            text::label(ui, words, &looks.small());
            ui.add_space(6.0);
        }
        text::label(ui, "Basemap line on every picture", &looks.body().bold());
        text::label(ui, CREDIT, &looks.small());
        sources_ui(ui, session, commands);
    });
}

/// The sources of the scene that is open, with their addresses.
fn sources_ui(ui: &mut Ui, session: &Session, commands: &mut Vec<Command>) {
    let looks = Looks::of(ui);
    let sources = &session.document().scene.sources;
    if sources.is_empty() {
        return;
    }
    ui.add_space(6.0);
    text::label(ui, "Sources of this scene", &looks.body().bold());
    for source in sources.iter() {
        text::label(ui, &source.citation(), &looks.small());
        if let Some(url) = &source.url
            && ui.link(url).clicked()
        {
            commands.push(Command::AskToOpenUrl(url.clone()));
        }
    }
}
