WITH base AS (
    SELECT period_of($by, passed) AS period, outlet AS drawn, units($unit, passed) AS base
    FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    WHERE day IS NOT NULL AND list_contains($drawn_keys, outlet)
    GROUP BY period, drawn
), counted AS (
    SELECT period_of($by, passed) AS period, outlet AS drawn, units($unit, passed) AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    WHERE day IS NOT NULL AND list_contains($drawn_keys, outlet)
    GROUP BY period, drawn
)
SELECT period::TIMESTAMP AS period, outlet, coalesce(count, 0) AS count, base
FROM base
JOIN (SELECT unnest($drawn_keys) AS drawn, unnest($drawn_ids) AS outlet, generate_subscripts($drawn_ids, 1) AS place) USING (drawn)
LEFT JOIN counted USING (period, drawn)
ORDER BY place, period;
