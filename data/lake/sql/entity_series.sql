WITH base AS (
    SELECT period_of($by, passed) AS period, units($unit, passed) AS base
    FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    WHERE day IS NOT NULL
    GROUP BY period
), counted AS (
    SELECT period_of($by, passed) AS period, entity AS drawn, units($unit, passed) AS count
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    WHERE day IS NOT NULL AND list_contains($drawn_keys, entity)
    GROUP BY period, drawn
)
SELECT period::TIMESTAMP AS period, entity_id, coalesce(count, 0) AS count, base
FROM base
CROSS JOIN (SELECT unnest($drawn_keys) AS drawn, unnest($drawn_ids) AS entity_id, generate_subscripts($drawn_ids, 1) AS place)
LEFT JOIN counted USING (period, drawn)
ORDER BY place, period;
