-- A name's occurrences among all occurrences of its kind.
WITH drawn AS (
    SELECT entity, entity_id, kind, place
    FROM (SELECT unnest($drawn_keys) AS entity, generate_subscripts($drawn_keys, 1) AS place)
    JOIN names USING (entity)
), base AS (
    SELECT period_of($by, passed) AS period, kind, sum(occurrences)::BIGINT AS base
    FROM passing_names($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    WHERE day IS NOT NULL
    GROUP BY period, kind
), counted AS (
    SELECT period_of($by, passed) AS period, entity, sum(occurrences)::BIGINT AS count
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    WHERE day IS NOT NULL AND list_contains($drawn_keys, entity)
    GROUP BY period, entity
)
SELECT period::TIMESTAMP AS period, entity_id, coalesce(count, 0) AS count, base
FROM base
JOIN drawn USING (kind)
LEFT JOIN counted USING (period, entity)
ORDER BY place, period;
