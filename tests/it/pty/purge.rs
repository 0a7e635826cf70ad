//! `yundu purge` on a terminal: it shows what it is about to remove, and asks.

use super::{Session, binary};

/// Makes a state, answers the question about it, and expects this to be said and the state to be there or not.
fn check(answer: &str, said: &str, stays: bool) {
    let script = "\"$0\" state import < /dev/null && \"$0\" purge; code=$?; \"$0\" state export; exit $code";
    let mut session = Session::run(|_| ["/bin/sh", "-c", script, binary()].map(str::to_owned).to_vec());
    session.wait("this will be removed:");
    session.wait("state.db");
    session.wait("[y/N]");
    session.press(answer);
    session.wait(said);
    assert_eq!(session.end(), 0);
    // An export says where there is no state.
    assert_eq!(!session.contents().contains("nothing has been kept yet"), stays, "{}", session.contents());
    session.check_restored();
}

#[test]
fn only_a_yes_removes() {
    check("y\r", "removed ", false);
    check("是\r", "removed ", false);
    check("\r", "nothing was removed", true);
    check("yesterday\r", "nothing was removed", true);
}
