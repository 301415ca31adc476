WITH counted AS (
    SELECT entity, units($unit, passed) AS count, sum(occurrences)::BIGINT AS occurrences
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    WHERE $kind IS NULL OR kind = $kind
    GROUP BY entity
), ranked AS (
    SELECT *
    FROM counted
    WHERE count > 0
    ORDER BY count DESC, occurrences DESC, entity
    LIMIT $limit
)
SELECT
    entity_id,
    name,
    kind::VARCHAR AS kind,
    count,
    occurrences,
    (
        SELECT units($unit, passed)
        FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    ) AS base
FROM ranked
JOIN names USING (entity)
ORDER BY count DESC, occurrences DESC, entity;
