-- One name's occurrences in each outlet among that outlet's occurrences of the same kind.
WITH base AS (
    SELECT outlet, sum(occurrences)::BIGINT AS base
    FROM passing_names($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words)
    WHERE kind = (SELECT kind FROM names WHERE entity = $entity)
    GROUP BY outlet
), counted AS (
    SELECT outlet, sum(occurrences)::BIGINT AS count
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    WHERE entity = $entity
    GROUP BY outlet
)
SELECT known_outlets.name AS outlet, count, base
FROM counted
JOIN base USING (outlet)
JOIN known_outlets USING (outlet)
ORDER BY count DESC, known_outlets.name;
