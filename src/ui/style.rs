//! Entente's own look: fonts, type scale, spacing and colours for egui.

use std::sync::Arc;

use egui::epaint::text::{FontData, FontDefinitions, FontTweak};
use egui::{Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, TextStyle, Vec2};

use crate::drawing::{Color, Theme, ThemeName};
use crate::text::Face;

/// Sizes of text in the window, in points.
pub mod size {
    /// Title of a panel.
    pub const TITLE: f32 = 17.0;
    /// Running text.
    pub const BODY: f32 = 13.0;
    /// Secondary text.
    pub const SMALL: f32 = 11.5;
    /// Text of chips.
    pub const CHIP: f32 = 11.0;
    /// Headings in capitals.
    pub const HEADING: f32 = 11.0;
    /// Icons.
    pub const ICON: f32 = 16.0;
}

/// Height of the top bar, in points.
pub const TOP_BAR: f32 = 46.0;
/// Height of the status bar, in points.
pub const STATUS_BAR: f32 = 28.0;
/// Space between the edge of a panel and what is in it, in points.
pub const PANEL_MARGIN: i8 = 16;
/// How long things slide and fade.
const ANIMATION_SECS: f32 = 0.12;
/// Radius of buttons, fields and cards, in points.
pub const RADIUS: u8 = 6;

/// The family of the semi-bold face.
pub fn bold() -> FontFamily {
    FontFamily::Name("semi-bold".into())
}

/// The family of the icons.
pub fn icons() -> FontFamily {
    FontFamily::Name("icons".into())
}

/// The family that begins with this face. Runs of other scripts need their own,
/// or else the spaces between their words come from another face and the words
/// change places.
pub fn family(face: Face) -> FontFamily {
    match face {
        Face::Inter => FontFamily::Proportional,
        Face::InterSemiBold => bold(),
        Face::Hebrew | Face::Arabic | Face::Armenian | Face::Georgian => {
            FontFamily::Name(face.family().into())
        }
    }
}

/// Lets things slide, fade and blink, or does not.
pub fn set_motion(ctx: &egui::Context, is_reduced: bool) {
    ctx.all_styles_mut(|style| {
        style.animation_time = if is_reduced { 0.0 } else { ANIMATION_SECS };
        style.scroll_animation = if is_reduced {
            egui::style::ScrollAnimation::none()
        } else {
            egui::style::ScrollAnimation::default()
        };
        style.visuals.text_cursor.blink = !is_reduced;
    });
}

/// An egui colour from one of ours.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where our colours become egui's"
)]
pub fn color(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// Which of our themes goes with the theme that egui shows now.
pub fn theme_name(ctx: &egui::Context) -> ThemeName {
    match ctx.theme() {
        egui::Theme::Dark => ThemeName::Dark,
        egui::Theme::Light => ThemeName::Light,
    }
}

/// The theme that is shown now.
pub fn theme(ctx: &egui::Context) -> &'static Theme {
    theme_name(ctx).theme()
}

/// Gives egui our fonts and, for both of its themes, our look.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.set_style_of(egui::Theme::Dark, style(ThemeName::Dark.theme()));
    ctx.set_style_of(egui::Theme::Light, style(ThemeName::Light.theme()));
    ctx.options_mut(|options| {
        // The canvas zooms; the interface does not.
        options.zoom_with_keyboard = false;
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let mut others = Vec::new();
    for face in Face::ALL {
        let name = format!("{} {}", face.family(), face.css_weight());
        let data = FontData::from_static(face.bytes()).tweak(FontTweak {
            // As wide as in the font itself, so that lines are as wide as exports have them.
            thin_space_width: 0.6465,
            ..Default::default()
        });
        fonts.font_data.insert(name.clone(), Arc::new(data));
        if !matches!(face, Face::Inter | Face::InterSemiBold) {
            others.push((face, name));
        }
    }
    let icon_name = "Lucide".to_owned();
    let icon_data = FontData::from_static(lucide_icons::LUCIDE_FONT_BYTES);
    fonts
        .font_data
        .insert(icon_name.clone(), Arc::new(icon_data));

    let name_of = |face: Face| format!("{} {}", face.family(), face.css_weight());
    let tail: Vec<String> = others.iter().map(|(_, name)| name.clone()).collect();
    let chain = |first: String, second: Option<String>| {
        let mut list = vec![first];
        list.extend(second);
        list.extend(tail.iter().cloned());
        list.push(icon_name.clone());
        list
    };
    let (inter, semi_bold) = (name_of(Face::Inter), name_of(Face::InterSemiBold));
    fonts
        .families
        .insert(FontFamily::Proportional, chain(inter.clone(), None));
    fonts
        .families
        .insert(FontFamily::Monospace, chain(inter.clone(), None));
    fonts
        .families
        .insert(bold(), chain(semi_bold, Some(inter.clone())));
    fonts
        .families
        .insert(icons(), vec![icon_name.clone(), inter.clone()]);
    for (face, name) in &others {
        fonts
            .families
            .insert(family(*face), chain(name.clone(), Some(inter.clone())));
    }
    fonts
}

fn style(theme: &Theme) -> egui::Style {
    let window = &theme.window;
    let mut style = egui::Style {
        text_styles: [
            (TextStyle::Heading, FontId::new(size::TITLE, bold())),
            (
                TextStyle::Body,
                FontId::new(size::BODY, FontFamily::Proportional),
            ),
            (
                TextStyle::Button,
                FontId::new(size::BODY, FontFamily::Proportional),
            ),
            (
                TextStyle::Small,
                FontId::new(size::SMALL, FontFamily::Proportional),
            ),
            (
                TextStyle::Monospace,
                FontId::new(size::BODY, FontFamily::Monospace),
            ),
        ]
        .into(),
        ..Default::default()
    };
    style.animation_time = ANIMATION_SECS;
    style.spacing.item_spacing = Vec2::new(8.0, 6.0);
    style.spacing.button_padding = Vec2::new(10.0, 5.0);
    style.spacing.interact_size = Vec2::new(24.0, 24.0);
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(20);
    style.spacing.slider_rail_height = 4.0;
    style.spacing.icon_width = 16.0;
    style.spacing.icon_width_inner = 10.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.spacing.tooltip_width = 360.0;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;
    style.interaction.resize_grab_radius_side = 7.0;
    style.visuals = visuals(theme);
    // Spelled out so that a change of egui's defaults does not change our look.
    style.visuals.panel_fill = color(window.panel);
    style
}

fn visuals(theme: &Theme) -> egui::Visuals {
    let window = &theme.window;
    let mut visuals = if theme.is_dark {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let radius = CornerRadius::same(RADIUS);
    let text = Stroke::new(1.0, color(window.text));
    let edge = Stroke::new(1.0, color(window.edge));
    let accent = Stroke::new(1.5, color(window.accent));
    let widget = |fill: Color, stroke: Stroke, text: Stroke| egui::style::WidgetVisuals {
        bg_fill: color(fill),
        weak_bg_fill: color(fill),
        bg_stroke: stroke,
        corner_radius: radius,
        fg_stroke: text,
        expansion: 0.0,
    };
    visuals.dark_mode = theme.is_dark;
    visuals.widgets.noninteractive =
        widget(window.panel, Stroke::new(1.0, color(window.line)), text);
    visuals.widgets.inactive = widget(window.raised, edge, text);
    visuals.widgets.hovered = widget(window.hover, edge, text);
    visuals.widgets.active = widget(window.hover, accent, text);
    visuals.widgets.open = widget(window.hover, edge, text);
    visuals.weak_text_color = Some(color(window.text_muted));
    visuals.selection.bg_fill = color(window.accent_faint);
    visuals.selection.stroke = Stroke::new(1.5, color(window.accent));
    visuals.hyperlink_color = color(window.accent);
    visuals.faint_bg_color = color(window.raised);
    visuals.extreme_bg_color = color(window.raised);
    visuals.text_edit_bg_color = Some(color(window.raised));
    visuals.code_bg_color = color(window.raised);
    visuals.warn_fg_color = color(window.warning);
    visuals.error_fg_color = color(window.error);
    visuals.window_fill = color(window.panel);
    visuals.window_stroke = edge;
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.panel_fill = color(window.panel);
    let shadow = egui::Shadow {
        offset: [0, 8],
        blur: 24,
        spread: 0,
        color: color(window.shadow),
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = egui::style::HandleShape::Circle;
    visuals.striped = false;
    visuals.indent_has_left_vline = false;
    visuals
}
