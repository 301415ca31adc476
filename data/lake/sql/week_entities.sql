-- `earlier` and `quiet` are judged under the context filters alone, as "new" and "came back" are.
WITH weeks AS (
    SELECT entity, count(*) FILTER (day >= $week) AS now, count(*) FILTER (day < $week) AS before, count(DISTINCT text) FILTER (day >= $week) AS texts
    FROM passing_names($week - 7, $week + 6, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    GROUP BY entity
), bases AS (
    SELECT count(*) FILTER (day >= $week) AS now_base, count(*) FILTER (day < $week) AS before_base
    FROM passing($week - 7, $week + 6, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words)
), history AS (
    SELECT entity, count(*) FILTER (day >= $week - 28) AS quiet, count(*) AS earlier, max(day) AS last
    FROM passing_names(NULL, $week - 1, $languages, $outlets, NULL, NULL, NULL, NULL, NULL)
    GROUP BY entity
)
SELECT
    entity_id AS id,
    name,
    now,
    before,
    now_base,
    before_base,
    texts,
    coalesce(quiet, 0) AS quiet,
    coalesce(earlier, 0) AS earlier,
    last
FROM weeks
JOIN names USING (entity)
CROSS JOIN bases
LEFT JOIN history USING (entity)
ORDER BY now DESC, before DESC, id
LIMIT 50000;
