//! The whole program in a window without a screen: what a person does and what
//! they then see, by role and spoken name. Nothing here needs a display, a
//! renderer or a clock.

mod arranging;
mod bindings;
mod browsing;
mod canvas;
mod claim_form;
mod claims;
mod clipboard;
mod command_cases;
mod commands;
mod comparing;
mod coverage;
mod desk;
mod earlier;
mod editing_panels;
mod everyone;
mod exchange;
mod finding;
mod from_blank;
mod hands;
mod journeys;
mod keyboard;
mod keys;
mod large_letters;
mod looking_back;
mod menus;
mod new_from_list;
mod notes;
mod opening;
mod outside;
mod positions;
mod present;
mod problems;
mod recovery;
mod rest;
mod saving;
mod scripts_typed;
mod sizes;
mod slides;
mod table;
mod typed_ahead;
mod versions;
mod window;
