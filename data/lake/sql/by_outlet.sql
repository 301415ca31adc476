WITH base AS (
    SELECT outlet, units(text, publisher) AS base
    FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    GROUP BY outlet
), counted AS (
    SELECT outlet, units(text, publisher) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    GROUP BY outlet
)
SELECT known_outlets.name AS outlet, count, base
FROM counted
JOIN base USING (outlet)
JOIN known_outlets USING (outlet)
WHERE count > 0
ORDER BY count DESC, known_outlets.name;
