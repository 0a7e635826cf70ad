//! The program's state and every change to it: [`update`] takes an [`Action`], changes the [`Model`], and says in
//! [`Effect`]s what the shell has to do in the world.

pub mod action;
pub mod model;

pub use action::{Action, Effect, Facts, Opening};
pub use model::Model;

/// Carries out one action. The only place where the model changes.
pub fn update(model: &mut Model, action: Action) -> Vec<Effect> {
    let _ = (model, action);
    Vec::new()
}
