//! Exports: nothing in a text of a scene becomes active in what is written, claims
//! come back from CSV as they were, and a PDF shows what the Drawing has.

#[path = "../support/mod.rs"]
mod support;

mod hostile;
mod markdown;
mod payloads;
mod pdf;
mod pdf_reader;
mod slides;
mod sources;
mod table;

use entente::file::read;
use entente::model::{Asserter, Claim, ClaimId, Scene, Source, SourceId};

const SAMPLE: &str = include_str!("../files/sample.ron");

fn sample() -> Scene {
    let reading = read(SAMPLE.as_bytes()).expect("a scene");
    assert!(reading.is_complete, "the sample is good");
    reading.scene
}

/// The sample with a claim and a source of its own for each of these texts, in
/// every field that anybody can write.
fn laden(texts: &[String]) -> Scene {
    let mut scene = sample();
    let claim = scene.claims.at(0).expect("a claim").clone();
    let source = scene.sources.at(0).expect("a source").clone();
    for (number, text) in texts.iter().enumerate() {
        let source = laden_source(&source, number, text);
        let claim = laden_claim(&claim, number, text);
        scene.sources.push(source).expect("ids differ");
        scene.claims.push(claim).expect("ids differ");
    }
    scene
}

fn laden_claim(like: &Claim, number: usize, text: &str) -> Claim {
    let text = || text.to_owned();
    let mut claim = like.clone();
    claim.id = ClaimId::new(&format!("p{number}")).expect("an id");
    claim.statement = text();
    claim.grade_reason = text();
    claim.asserter = Asserter::Named {
        name: text(),
        role: Some(text()),
        affiliation: None,
    };
    claim.note = Some(text());
    for bearing in &mut claim.bearings {
        bearing.reason = text();
    }
    for anchor in &mut claim.anchors {
        anchor.source = SourceId::new(&format!("s{number}")).expect("an id");
        anchor.exact = text();
    }
    for quantity in &mut claim.quantities {
        quantity.measure = text();
        quantity.unit = text();
    }
    claim
}

fn laden_source(like: &Source, number: usize, text: &str) -> Source {
    let text = || text.to_owned();
    let mut source = like.clone();
    source.id = SourceId::new(&format!("s{number}")).expect("an id");
    source.title = text();
    source.author = Some(text());
    source.container_title = Some(text());
    source.url = Some(text());
    source.archive_url = Some(text());
    source.rating.reason = text();
    source.descriptor = Some(text());
    source
}
