WITH counted AS (
    SELECT entity, units(text, publisher) AS count, sum(occurrences)::BIGINT AS occurrences
    FROM passing_names($start, $end, $languages, $outlets, $topics, $names, $words)
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
        SELECT units(text, publisher)
        FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    ) AS base
FROM ranked
JOIN names USING (entity)
ORDER BY count DESC, occurrences DESC, entity;
