-- Periods before `$since` (NULL: none) are counted in it.
WITH base AS (
    SELECT greatest(period_of($by), $since::DATE) AS period, units(text, publisher) AS base
    FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    WHERE day IS NOT NULL
    GROUP BY period
), counted AS (
    SELECT
        greatest(period_of($by), $since::DATE) AS period,
        coalesce(head, placed_in($level)) AS drawn,
        units(text, publisher) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    LEFT JOIN heads($tongues) ON part = placed_in($level)
    WHERE day IS NOT NULL AND list_contains($drawn_keys, coalesce(head, placed_in($level)))
    GROUP BY period, drawn
)
SELECT period::TIMESTAMP AS period, topic_id, coalesce(count, 0) AS count, base
FROM base
CROSS JOIN (SELECT unnest($drawn_keys) AS drawn, unnest($drawn_ids) AS topic_id, generate_subscripts($drawn_ids, 1) AS place)
LEFT JOIN counted USING (period, drawn)
ORDER BY place, period;
