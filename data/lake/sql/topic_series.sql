-- Periods before `$since` (NULL: none) are counted in it.
WITH base AS (
    SELECT greatest(period_of($by, passed), $since::DATE) AS period, units($unit, passed) AS base
    FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    WHERE day IS NOT NULL
    GROUP BY period
), counted AS (
    SELECT
        greatest(period_of($by, passed), $since::DATE) AS period,
        coalesce(head, counted_in($level, $unit, passed)) AS drawn,
        units($unit, passed) AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    LEFT JOIN heads($tongues) ON part = counted_in($level, $unit, passed)
    WHERE day IS NOT NULL AND list_contains($drawn_keys, coalesce(head, counted_in($level, $unit, passed)))
    GROUP BY period, drawn
)
SELECT period::TIMESTAMP AS period, topic_id, coalesce(count, 0) AS count, base
FROM base
CROSS JOIN (SELECT unnest($drawn_keys) AS drawn, unnest($drawn_ids) AS topic_id, generate_subscripts($drawn_ids, 1) AS place)
LEFT JOIN counted USING (period, drawn)
ORDER BY place, period;
