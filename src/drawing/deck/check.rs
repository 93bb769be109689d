//! The check before presenting: what a slide refers to that is gone, that it does
//! not show, or that has changed since it was made.

use std::collections::HashSet;

use sha2::{Digest as _, Sha256};

use super::Deck;
use crate::drawing::Scope;
use crate::model::{
    AsMade, Claim, Element, Filter, Frame, Scene, Slide, SlideId, Subject, Tie, TieState,
    asserter_name,
};

/// What is wrong with a slide, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flaw {
    /// It refers to what the scene does not have any more.
    Gone,
    /// What it is to show is not seen on it.
    Unseen,
    /// What it refers to is not what it was when the slide was made.
    Changed,
    /// It is hidden: left out of the show.
    Hidden,
    /// It says nothing.
    NoHeadline,
    /// A judged tie stands out that no footnote bears on.
    NoFootnote,
}

impl Flaw {
    /// Whether it is worth a word before presenting; the others are remarks.
    pub fn is_warning(self) -> bool {
        match self {
            Self::Gone | Self::Unseen | Self::Changed => true,
            Self::Hidden | Self::NoHeadline | Self::NoFootnote => false,
        }
    }

    /// What can be done about it besides looking at the slide.
    pub fn fix(self) -> Option<SlideFix> {
        match self {
            Self::Gone => Some(SlideFix::TakeOutGone),
            Self::Changed => Some(SlideFix::Renew),
            Self::Hidden => Some(SlideFix::Unhide),
            Self::Unseen | Self::NoHeadline | Self::NoFootnote => None,
        }
    }
}

/// What can be done about a flaw of a slide. One goes for all flaws of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SlideFix {
    /// Take out what is gone.
    TakeOutGone,
    /// It is still right: what it refers to counts as it is now.
    Renew,
    /// Let the show have it again.
    Unhide,
}

/// Something that the check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlideFinding {
    /// The slide.
    pub slide: SlideId,
    /// What is wrong.
    pub flaw: Flaw,
    /// The actor, tie or claim that it is about, where it is about one.
    pub of: Option<Subject>,
    /// The sentence for people, without the slide's name.
    pub message: String,
}

/// For everything that a slide refers to and the scene has: what it is like, in few
/// words. In the order of [`Slide::refers_to`].
pub fn as_made(scene: &Scene, slide: &Slide) -> Vec<AsMade> {
    let subjects = slide.refers_to().into_iter();
    subjects
        .filter_map(|of| {
            let was = like(scene, &of)?;
            Some(AsMade { of, was })
        })
        .collect()
}

/// What the check says of all slides, slide by slide in their order, and of each
/// the gravest first.
pub fn check_slides(deck: &Deck) -> Vec<SlideFinding> {
    let slides = deck.scene().slides.iter();
    slides.flat_map(|slide| check_slide(deck, slide)).collect()
}

/// What the check says of one slide, the gravest first.
pub fn check_slide(deck: &Deck, slide: &Slide) -> Vec<SlideFinding> {
    let mut check = Check {
        deck,
        scene: deck.scene(),
        slide,
        findings: Vec::new(),
    };
    check.gone();
    check.unseen();
    check.changed();
    check.remarks();
    check.findings
}

/// The slide without what the scene does not have: in its lists, its footnotes and
/// its view. A path without an end and a focus around nothing end.
pub fn without_gone(scene: &Scene, slide: &Slide) -> Slide {
    let mut kept = slide.clone();
    for list in kept.elements_mut() {
        list.retain(|element| is_there(scene, &element.subject()));
    }
    kept.footnotes.retain(|id| scene.claims.contains(id));
    kept.as_made.retain(|made| is_there(scene, &made.of));
    let view = &mut kept.view;
    if let Some(focus) = &mut view.focus {
        focus.actors.retain(|id| scene.actors.contains(id));
        focus.ties.retain(|id| scene.ties.contains(id));
    }
    if view
        .focus
        .as_ref()
        .is_some_and(|focus| focus.actors.is_empty() && focus.ties.is_empty())
    {
        view.focus = None;
    }
    if view
        .path
        .as_ref()
        .is_some_and(|path| !(scene.actors.contains(&path.from) && scene.actors.contains(&path.to)))
    {
        view.path = None;
    }
    clear_filter_of_gone(scene, &mut view.filter);
    kept
}

fn clear_filter_of_gone(scene: &Scene, filter: &mut Filter) {
    let kinds = filter.hidden_kinds().iter();
    let kinds: Vec<_> = kinds.filter(|id| !scene.kinds.contains(id)).collect();
    let kinds: Vec<_> = kinds.into_iter().cloned().collect();
    let sources = filter.sources().iter();
    let sources: Vec<_> = sources.filter(|id| !scene.sources.contains(id)).collect();
    let sources: Vec<_> = sources.into_iter().cloned().collect();
    let asserters = gone_asserters(scene, filter);
    for kind in kinds {
        filter.set_kind(kind, true);
    }
    for source in sources {
        filter.set_source(source, false);
    }
    for asserter in asserters {
        filter.set_asserter(asserter, false);
    }
}

/// The asserters that a filter asks for and that no claim has any more.
fn gone_asserters(scene: &Scene, filter: &Filter) -> Vec<Option<String>> {
    if filter.asserters().is_empty() {
        return Vec::new();
    }
    let there: HashSet<Option<String>> = scene.claims.iter().map(asserter_name).collect();
    let asked = filter.asserters().iter();
    asked
        .filter(|name| !there.contains(*name))
        .cloned()
        .collect()
}

fn is_there(scene: &Scene, subject: &Subject) -> bool {
    match subject {
        Subject::Scene => true,
        Subject::Actor(id) => scene.actors.contains(id),
        Subject::Tie(id) => scene.ties.contains(id),
        Subject::Claim(id) => scene.claims.contains(id),
        Subject::Source(id) => scene.sources.contains(id),
        Subject::Note(id) => scene.notes.contains(id),
    }
}

/// What an actor, a tie or a claim is like; `None` where it is not there.
fn like(scene: &Scene, of: &Subject) -> Option<String> {
    match of {
        Subject::Actor(id) => Some(scene.actors.get(id)?.name.clone()),
        Subject::Tie(id) => Some(like_tie(scene.ties.get(id)?)),
        Subject::Claim(id) => Some(like_claim(scene.claims.get(id)?)),
        Subject::Scene | Subject::Source(_) | Subject::Note(_) => None,
    }
}

/// `+0.85, high`, `unknown`, `none`.
fn like_tie(tie: &Tie) -> String {
    match (&tie.state, tie.confidence) {
        (TieState::Valued(weight), Some(confidence)) => format!("{weight}, {}", confidence.word()),
        (TieState::Valued(weight), None) => weight.to_string(),
        (TieState::Unknown { .. }, _) => "unknown".to_owned(),
        (TieState::None { .. }, _) => "none".to_owned(),
    }
}

/// `C3, fact, 5f2a91bc`: the digits stand for the statement.
fn like_claim(claim: &Claim) -> String {
    let withdrawn = if claim.is_deprecated() {
        ", deprecated"
    } else {
        ""
    };
    let status = claim.status.word();
    let digest = digest(&claim.statement);
    format!("{}, {status}{withdrawn}, {digest}", claim.grade)
}

/// The first eight digits of the SHA-256 of a text, in hexadecimal: enough to tell one
/// statement from another, for it is not about forgery.
fn digest(text: &str) -> String {
    let sum: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let [first, second, third, fourth, ..] = sum;
    format!("{:08x}", u32::from_be_bytes([first, second, third, fourth]))
}

/// A tie by the names of its ends: `Israel – Azerbaijan`.
fn tie_called(scene: &Scene, tie: &Tie) -> String {
    format!(
        "{} \u{2013} {}",
        scene.actor_name(&tie.from),
        scene.actor_name(&tie.to)
    )
}

/// What something is called in a sentence.
fn called(scene: &Scene, subject: &Subject) -> String {
    match subject {
        Subject::Actor(id) if scene.actors.contains(id) => scene.actor_name(id).to_owned(),
        Subject::Tie(id) => scene
            .ties
            .get(id)
            .map_or_else(|| subject.to_string(), |tie| tie_called(scene, tie)),
        _ => subject.to_string(),
    }
}

/// One slide while it is looked at.
struct Check<'a> {
    deck: &'a Deck,
    scene: &'a Scene,
    slide: &'a Slide,
    findings: Vec<SlideFinding>,
}

impl Check<'_> {
    fn say(&mut self, flaw: Flaw, of: Option<Subject>, message: impl Into<String>) {
        self.findings.push(SlideFinding {
            slide: self.slide.id.clone(),
            flaw,
            of,
            message: message.into(),
        });
    }

    fn say_gone(&mut self, where_from: &str, what: &str) {
        let message = format!("{where_from} {what}, which the scene does not have any more");
        self.say(Flaw::Gone, None, message);
    }

    /// What it refers to and the scene does not have.
    fn gone(&mut self) {
        for subject in self.slide.refers_to() {
            if !is_there(self.scene, &subject) {
                self.say_gone("It refers to", &subject.to_string());
            }
        }
        let view = &self.slide.view;
        let ends = view.path.iter().flat_map(|path| [&path.from, &path.to]);
        for id in ends.filter(|id| !self.scene.actors.contains(id)) {
            self.say_gone("Its path has the end", &format!("actor {id}"));
        }
        if let Some(focus) = &view.focus {
            let actors = focus.actors.iter().cloned().map(Subject::Actor);
            let ties = focus.ties.iter().cloned().map(Subject::Tie);
            for subject in actors.chain(ties) {
                if !is_there(self.scene, &subject) {
                    self.say_gone("Its focus lies around", &subject.to_string());
                }
            }
        }
        let filter = &view.filter;
        for id in filter.hidden_kinds() {
            if !self.scene.kinds.contains(id) {
                self.say_gone("Its filter leaves out", &format!("the kind {id}"));
            }
        }
        for id in filter.sources() {
            if !self.scene.sources.contains(id) {
                self.say_gone("Its filter asks for", &format!("source {id}"));
            }
        }
        for name in gone_asserters(self.scene, filter).into_iter().flatten() {
            self.say_gone("Its filter asks for", &format!("claims by {name}"));
        }
    }

    /// What is to stand out or to appear and cannot be seen.
    fn unseen(&mut self) {
        let shown = self.slide.emphasis.iter().chain(&self.slide.reveals);
        let mut elements: Vec<&Element> = Vec::new();
        for element in shown {
            if !elements.contains(&element) {
                elements.push(element);
            }
        }
        if elements.is_empty() {
            return;
        }
        let scope = self.deck.scope(self.slide);
        for element in elements {
            let subject = element.subject();
            if let Some(why) = self.why_unseen(element, &scope) {
                let name = called(self.scene, &subject);
                self.say(Flaw::Unseen, Some(subject), format!("{name} {why}"));
            }
        }
    }

    /// Why an actor or a tie of the scene is not seen; `None` where it is, or is gone.
    fn why_unseen(&self, element: &Element, scope: &Scope) -> Option<String> {
        let frame = self.slide.view.frame;
        let view = &self.slide.view;
        match element {
            Element::Actor(id) => {
                let at = self.scene.actors.position(id)?;
                if scope.aside.hidden_actors.contains(id) {
                    return Some("is hidden by the focus of the slide".to_owned());
                }
                let is_out = frame.is_some_and(|frame| self.is_out_of(frame, at));
                is_out.then(|| "lies outside of what the slide shows".to_owned())
            }
            Element::Tie(id) => {
                let tie = scope.scene.ties.get(id)?;
                let now = self.scene.ties.get(id)?;
                let is_unknown = matches!(tie.state, TieState::Unknown { .. });
                if is_unknown && !view.is_showing_unknown {
                    let was_known = !matches!(now.state, TieState::Unknown { .. });
                    return Some(match view.as_of.filter(|_| was_known) {
                        Some(as_of) => {
                            let day = as_of.day_in_words();
                            format!("is unknown as of {day}, and the slide leaves unknown ties out")
                        }
                        None => "is unknown, and the slide leaves unknown ties out".to_owned(),
                    });
                }
                if scope.hidden.contains(id) {
                    let by_filter = !view.filter.is_dimming() && !view.filter.shows_tie(tie);
                    let by = if by_filter { "filter" } else { "focus" };
                    return Some(format!("is hidden by the {by} of the slide"));
                }
                let ends = [&tie.from, &tie.to];
                if ends
                    .iter()
                    .any(|id| scope.aside.hidden_actors.contains(*id))
                {
                    return Some("is hidden by the focus of the slide".to_owned());
                }
                let frame = frame?;
                let mut ends = ends.into_iter();
                let is_out = ends.all(|id| {
                    let at = self.scene.actors.position(id);
                    at.is_some_and(|at| self.is_out_of(frame, at))
                });
                is_out.then(|| "lies outside of what the slide shows, with both ends".to_owned())
            }
        }
    }

    /// Whether the actor at this place of the scene stands out of a frame.
    fn is_out_of(&self, frame: Frame, actor: usize) -> bool {
        let place = self.deck.layout.positions.get(actor);
        let seen = self.deck.rect_of(frame);
        seen.zip(place).is_some_and(|(seen, place)| {
            let is_in =
                (seen.x0..=seen.x1).contains(&place.x) && (seen.y0..=seen.y1).contains(&place.y);
            !is_in
        })
    }

    /// What is not what it was.
    fn changed(&mut self) {
        let subjects = self.slide.refers_to();
        for made in &self.slide.as_made {
            let Some(is) = like(self.scene, &made.of) else {
                continue;
            };
            if is == made.was || !subjects.contains(&made.of) {
                continue;
            }
            let message = self.change_in_words(&made.of, &made.was, &is);
            self.say(Flaw::Changed, Some(made.of.clone()), message);
        }
    }

    fn change_in_words(&self, of: &Subject, was: &str, is: &str) -> String {
        let name = called(self.scene, of);
        match of {
            Subject::Actor(_) => format!("{name} was called {was} when the slide was made"),
            Subject::Claim(_) => {
                let [(was, was_digest), (is, is_digest)] = [was, is].map(|words| {
                    let parts = words.rsplit_once(", ");
                    parts.unwrap_or((words, ""))
                });
                let reworded = was_digest != is_digest;
                match (was == is, reworded) {
                    (true, _) => format!("{name} says something else since the slide was made"),
                    (false, false) => format!("{name} was {was}, and is {is}"),
                    (false, true) => {
                        format!("{name} was {was}, and is {is}; it also says something else")
                    }
                }
            }
            _ => format!("{name} was {was}, and is {is}"),
        }
    }

    /// What may be meant so.
    fn remarks(&mut self) {
        if self.slide.is_hidden {
            let words = "It is hidden, and left out of the show";
            self.say(Flaw::Hidden, None, words);
        }
        if self.slide.headline.trim().is_empty() {
            let words = "It has no headline that says what it shows";
            self.say(Flaw::NoHeadline, None, words);
        }
        for element in &self.slide.emphasis {
            let Element::Tie(id) = element else { continue };
            let Some(tie) = self.scene.ties.get(id) else {
                continue;
            };
            let mut notes = self.slide.footnotes.iter();
            let rests = notes.any(|claim| {
                let claim = self.scene.claims.get(claim);
                claim.is_some_and(|it| it.bearings_on(id).next().is_some())
            });
            if tie.weight().is_some() && !rests {
                let name = tie_called(self.scene, tie);
                let message = format!("{name} stands out, and no footnote says what it rests on");
                self.say(Flaw::NoFootnote, Some(element.subject()), message);
            }
        }
    }
}

#[cfg(test)]
mod tests;
