WITH base AS (
    SELECT period_of($by, passed) AS period, units($unit, passed) AS base
    FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    WHERE day IS NOT NULL
    GROUP BY period
), counted AS (
    SELECT period_of($by, passed) AS period, units($unit, passed) AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    WHERE day IS NOT NULL
    GROUP BY period
)
SELECT period::TIMESTAMP AS period, coalesce(count, 0) AS count, base
FROM base
LEFT JOIN counted USING (period)
ORDER BY period;
