WITH base AS (
    SELECT outlet, units($unit, passed) AS base
    FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
    GROUP BY outlet
), counted AS (
    SELECT outlet, units($unit, passed) AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    GROUP BY outlet
)
SELECT known_outlets.name AS outlet, count, base
FROM counted
JOIN base USING (outlet)
JOIN known_outlets USING (outlet)
WHERE count > 0
ORDER BY count DESC, known_outlets.name;
