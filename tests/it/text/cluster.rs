//! Clusters: the quick way through plain text gives what Unicode's segmentation gives.

use super::mixes::any_mix;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;
use yundu::text::cluster::clusters;

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_has_the_clusters_of_unicode(text in any_mix()) {
        let quick: Vec<_> = clusters(&text).collect();
        // A cluster of more than two cells comes in parts; the same ones as where it stands alone.
        let parts = |(at, cluster)| clusters(cluster).map(move |(inner, part)| (at + inner, part));
        let general: Vec<_> = text.grapheme_indices(true).flat_map(parts).collect();
        prop_assert_eq!(quick, general);
    }
}
