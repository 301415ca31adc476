-- The topics that more than half of a name's articles are of, in the week or in the one before; at most two a name.
WITH placed AS (
    SELECT
        entity,
        coalesce(head, placed_in($level, passed)) AS topic,
        count(*) FILTER (day >= $week) AS now,
        count(*) FILTER (day < $week) AS before
    FROM passing_names($week - 7, $week + 6, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    LEFT JOIN heads($tongues) ON part = placed_in($level, passed)
    WHERE list_contains($drawn_keys, entity)
    GROUP BY 1, 2
), most AS (
    SELECT * FROM placed
    QUALIFY 2 * now > sum(now) OVER (PARTITION BY entity) OR 2 * before > sum(before) OVER (PARTITION BY entity)
)
SELECT entity_id AS id, topic_id, now, before
FROM most
JOIN names USING (entity)
JOIN known_topics USING (topic)
ORDER BY id, topic_id
LIMIT 50000;
