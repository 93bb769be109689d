//! The picture of a whole scene on a page of a given size, ready to be written.

use std::collections::HashSet;
use std::sync::Arc;

use kurbo::Size;

use crate::analysis::strength::strengths;
use crate::drawing::{
    Drawing, DrawingInput, Ground, HOME_ZOOM, NamesShown, OnDiscs, Part, ThemeName, arrange, build,
    fit,
};
use crate::evidence::{self, AsOf, Chronicle, Past};
use crate::geom::space::Camera;
use crate::model::{ClaimIndex, Scene};

use super::svg::{PageOptions, svg};

/// The picture of `scene` on a page of `size` points, with the camera that
/// shows all of it. Unknown ties, and what speaks for and against ties, are drawn
/// as the scene says.
pub fn picture(scene: &Scene, theme: ThemeName, size: Size) -> (Drawing, Camera) {
    let estimates = evidence::estimates(scene);
    drawn(scene, &estimates, theme, size, None, OnDiscs::Code)
}

/// The same as it was by a day: ties that were not there yet are unknown.
pub fn picture_as_of(
    scene: &Scene,
    theme: ThemeName,
    size: Size,
    as_of: AsOf,
) -> (Drawing, Camera) {
    drawn_as_of(scene, theme, size, as_of, OnDiscs::Code)
}

fn drawn_as_of(
    scene: &Scene,
    theme: ThemeName,
    size: Size,
    as_of: AsOf,
    discs: OnDiscs,
) -> (Drawing, Camera) {
    let past = Past::of(&Chronicle::new(Arc::new(scene.clone())), as_of);
    drawn(
        &past.seen(scene),
        past.estimates(),
        theme,
        size,
        Some(as_of),
        discs,
    )
}

fn drawn(
    scene: &Scene,
    estimates: &[evidence::Estimate],
    theme: ThemeName,
    size: Size,
    as_of: Option<AsOf>,
    discs: OnDiscs,
) -> (Drawing, Camera) {
    let layout = arrange(scene, theme.theme());
    let ground = Ground::for_scene(scene, &layout.projection, theme.theme());
    let strengths = strengths(scene);
    let claims = ClaimIndex::new(scene);
    let none = HashSet::new();
    let input = DrawingInput {
        scene,
        theme: theme.theme(),
        page: size,
        tools: None,
        zoom: HOME_ZOOM,
        layout: &layout,
        strengths: &strengths,
        hidden: &none,
        faded: &none,
        aside: None,
        is_showing_unknown: scene.is_showing_unknown,
        claims: &claims,
        estimates,
        is_showing_evidence: scene.is_showing_evidence,
        as_of,
        part: Part::Whole,
        is_moving: false,
        names: NamesShown::Both,
        discs,
        ground: &ground,
        changes: None,
    };
    let camera = fit(&input).unwrap_or_default();
    // Lines of the basemap as wide as they should be at this zoom.
    let ground = ground.at_zoom(camera.zoom());
    let drawing = build(&DrawingInput {
        zoom: camera.zoom(),
        ground: &ground,
        ..input
    });
    (drawing, camera)
}

/// The picture as SVG, as it was by a day where one is given.
pub fn picture_svg(scene: &Scene, theme: ThemeName, size: Size, as_of: Option<AsOf>) -> String {
    picture_svg_with(scene, theme, size, as_of, OnDiscs::Code)
}

/// The same with this inside the discs.
pub fn picture_svg_with(
    scene: &Scene,
    theme: ThemeName,
    size: Size,
    as_of: Option<AsOf>,
    discs: OnDiscs,
) -> String {
    let (drawing, camera) = if let Some(as_of) = as_of {
        drawn_as_of(scene, theme, size, as_of, discs)
    } else {
        let estimates = evidence::estimates(scene);
        drawn(scene, &estimates, theme, size, None, discs)
    };
    let page = PageOptions {
        width: size.width,
        height: size.height,
        camera,
    };
    svg(
        &drawing,
        &page,
        &scene.title,
        scene.description.as_deref().unwrap_or_default(),
    )
}
