WITH base AS (
    SELECT period_of($by) AS period, units(text, publisher) AS base
    FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    WHERE day IS NOT NULL
    GROUP BY period
), counted AS (
    SELECT period_of($by) AS period, units(text, publisher) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    WHERE day IS NOT NULL
    GROUP BY period
)
SELECT period::TIMESTAMP AS period, coalesce(count, 0) AS count, base
FROM base
LEFT JOIN counted USING (period)
ORDER BY period;
