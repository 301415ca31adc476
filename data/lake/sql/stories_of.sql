-- The stories of what passes, in order of time, the largest of them where they are many; undated ones last.
WITH told AS (
    SELECT
        story AS topic,
        count(*) AS count,
        count(DISTINCT publisher) AS outlets,
        min(day) AS first_day,
        max(day) AS last_day
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    GROUP BY story
), largest AS (
    SELECT topic_id, label, parent_id, language, told.* EXCLUDE (topic), count(*) OVER () AS total
    FROM told
    JOIN known_topics USING (topic)
    ORDER BY count DESC, topic_id
    LIMIT $limit
)
SELECT topic_id, label, parent_id, language, count, outlets, first_day::TIMESTAMP AS first_day, last_day::TIMESTAMP AS last_day, total
FROM largest
ORDER BY first_day NULLS LAST, last_day, topic_id;
