//! What our own passes over a body cost grows in step with its size, counted in steps: twice the
//! marks, about twice the steps. A count does not depend on the machine, so the bound can be close.

use super::marks::{FOREIGN, MARKDOWN, Shape, plain};
use yundu::document::{parse_counted, scan};
use yundu::text::Steps;

/// How many times the steps twice the marks may cost.
const LIMIT: f64 = 2.3;

/// How many steps a byte may cost. A window that is looked through again for every mark stays in
/// step, and is slow.
const STEPS_PER_BYTE: u64 = 60;

/// What stands after each mark: nothing, or the end of its line.
const BETWEEN: [(&str, &str); 2] = [("on one line", ""), ("on lines of their own", "\n")];

/// The steps of a parse and of the guess at load.
fn steps(text: &str) -> u64 {
    let steps = Steps::default();
    parse_counted(text, &steps);
    scan::estimate_counted(text.as_bytes(), &steps);
    steps.taken()
}

/// Says which of these numbers of marks cost too much.
fn too_many(shape: &Shape, counts: &[usize]) -> Vec<String> {
    let mut found = Vec::new();
    for (form, between) in BETWEEN {
        let mut before = None;
        for &count in counts {
            let text = shape.text(count, between);
            let steps = steps(&text);
            let dear = steps > STEPS_PER_BYTE * text.len() as u64;
            if dear || before.is_some_and(|before: u64| steps as f64 > LIMIT * before as f64) {
                found.push(format!("{} {form}, {count}: {steps} steps after {before:?}", shape.name));
            }
            before = Some(steps);
        }
    }
    found
}

#[test]
fn marks_of_every_kind_cost_in_step() {
    let shapes = FOREIGN.iter().chain(MARKDOWN);
    let found: Vec<String> = shapes.flat_map(|shape| too_many(shape, &[400, 800])).collect();
    assert!(found.is_empty(), "{found:#?}");
}

/// Marks in turn, eight at a time, of other programs and of Markdown; and definitions with the links to them, which are
/// a mark each.
const IN_TURN: &[(Shape, usize)] = &[
    (plain("marks of other programs", "{{< a >}}{{a}}{% a %}{#a}{:.a}{{< note >}}{% raw %}{% endraw %}"), 8),
    (plain("marks of Markdown", "[a§] **b** <br> `c` &lt; http://d.e/ [f](g) [^1] "), 8),
    (plain("definitions", "[a§]: b\n[a§] "), 2),
];

/// Sizes at which a search that is fast on each byte shows, too: up to 160 thousand marks.
#[test]
fn many_marks_cost_in_step() {
    let found = IN_TURN
        .iter()
        .flat_map(|(shape, marks)| too_many(shape, &[20_000, 40_000, 80_000, 160_000].map(|count| count / marks)));
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{found:#?}");
}
