WITH base AS (
    SELECT period_of($by) AS period, outlet AS drawn, units(text, publisher) AS base
    FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    WHERE day IS NOT NULL AND list_contains($drawn_keys, outlet)
    GROUP BY period, drawn
), counted AS (
    SELECT period_of($by) AS period, outlet AS drawn, units(text, publisher) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    WHERE day IS NOT NULL AND list_contains($drawn_keys, outlet)
    GROUP BY period, drawn
)
SELECT period::TIMESTAMP AS period, outlet, coalesce(count, 0) AS count, base
FROM base
JOIN (SELECT unnest($drawn_keys) AS drawn, unnest($drawn_ids) AS outlet, generate_subscripts($drawn_ids, 1) AS place) USING (drawn)
LEFT JOIN counted USING (period, drawn)
ORDER BY place, period;
