-- Themes and topics of which the last refit of their language left it open which is the one that was: another took at
-- least half as many of the articles as stayed, and the two have most of them.
WITH told AS (
    SELECT *
    FROM topic_lineage
    WHERE level <> 'story'
    QUALIFY "at" = max("at") OVER (PARTITION BY language)
)
SELECT
    timezone('UTC', kept."at") AS happened_at,
    level,
    topic_id,
    other.into_id AS other_id,
    kept.label,
    kept.share::DOUBLE AS stayed,
    (kept.share * other.shared / nullif(kept.shared, 0))::DOUBLE AS went
FROM told AS kept
JOIN told AS other USING (level, topic_id)
WHERE kept.event = 'kept' AND other.event IN ('left', 'split') AND 2 * other.shared >= kept.shared AND kept.share + went > 0.5
QUALIFY row_number() OVER (PARTITION BY topic_id ORDER BY other.shared DESC, other.into_id) = 1
ORDER BY went DESC, topic_id;
