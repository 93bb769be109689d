//! The whole program in a window without a screen: what a person does and what
//! they then see, by role and spoken name. Nothing here needs a display, a
//! renderer or a clock.

mod editing_panels;
mod journeys;
mod keyboard;
mod opening;
mod positions;
mod rest;
mod sizes;
mod window;
