WITH counted AS (
    SELECT CASE $unit WHEN 'texts' THEN text_topic ELSE topic END AS topic, units(text, publisher) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    GROUP BY 1
)
SELECT
    topic_id,
    label,
    language,
    keywords,
    count,
    (
        SELECT units(text, publisher)
        FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    ) AS base
FROM counted
JOIN known_topics USING (topic)
WHERE count > 0
ORDER BY count DESC, topic_id
LIMIT $limit;
