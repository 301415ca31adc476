WITH base AS (
    SELECT period_of($by) AS period, units(text, publisher) AS base
    FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    WHERE day IS NOT NULL
    GROUP BY period
)
SELECT period::TIMESTAMP AS period, base FROM base ORDER BY period;
