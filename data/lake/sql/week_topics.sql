-- `earlier` and `quiet` are judged under the context filters alone, as "new" and "came back" are.
WITH weeks AS (
    SELECT coalesce(head, placed_in($level, passed)) AS topic, count(*) FILTER (day >= $week) AS now, count(*) FILTER (day < $week) AS before, count(DISTINCT text) FILTER (day >= $week) AS texts
    FROM passing($week - 7, $week + 6, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    LEFT JOIN heads($tongues) ON part = placed_in($level, passed)
    GROUP BY 1
), bases AS (
    SELECT count(*) FILTER (day >= $week) AS now_base, count(*) FILTER (day < $week) AS before_base
    FROM passing($week - 7, $week + 6, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words)
), history AS (
    SELECT coalesce(head, placed_in($level, passed)) AS topic, count(*) FILTER (day >= $week - 28) AS quiet, count(*) AS earlier, max(day) AS last
    FROM passing(NULL, $week - 1, $languages, $outlets, NULL, NULL, NULL, NULL, NULL) AS passed
    LEFT JOIN heads($tongues) ON part = placed_in($level, passed)
    GROUP BY 1
)
SELECT
    topic_id AS id,
    label AS name,
    now,
    before,
    now_base,
    before_base,
    texts,
    coalesce(quiet, 0) AS quiet,
    coalesce(earlier, 0) AS earlier,
    last
FROM weeks
JOIN known_topics USING (topic)
CROSS JOIN bases
LEFT JOIN history USING (topic)
ORDER BY now DESC, before DESC, id
LIMIT 50000;
