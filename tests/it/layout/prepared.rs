//! What is kept for the next measure gives the lines that setting at once gives, in any order of measures.

use super::broken::bodies;
use yundu::document;
use yundu::layout::{Gutter, Spec, Typography, lay_out, prepare, set};
use yundu::strings::Lang;

#[test]
fn a_prepared_post_is_set_at_every_measure_in_any_order() {
    for body in bodies() {
        let document = document::parse(&body);
        let prepared = prepare(&document, &Spec::new(1));
        for measure in [80, 12, 120, 3, 40, 1, 60, 24, 100, 80, 7] {
            let spec = Spec { gutter: Gutter { start: 0, end: measure % 2 }, ..Spec::new(measure) };
            assert_eq!(set(&document, &prepared, &spec), lay_out(&document, &spec), "{measure} {body:?}");
        }
    }
}

#[test]
fn what_was_prepared_for_another_way_of_setting_is_not_used() {
    let document = document::parse("Pod启动\n\n![](a.png)\n\n| 名称 | 数 |\n| - | - |\n| 甲 | 2 |\n");
    let prepared = prepare(&document, &Spec::new(40));
    let chinese = Spec { lang: Lang::Zh, ..Spec::new(30) };
    let dense = Spec { typography: Typography { autospace: false, ..Typography::default() }, ..Spec::new(30) };
    for spec in [chinese, dense] {
        assert_ne!(lay_out(&document, &spec), lay_out(&document, &Spec::new(30)));
        assert_eq!(set(&document, &prepared, &spec), lay_out(&document, &spec));
    }
}
