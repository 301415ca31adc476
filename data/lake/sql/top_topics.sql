WITH counted AS (
    SELECT coalesce(head, placed_in($level)) AS topic, units(text, publisher) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    LEFT JOIN heads($tongues) ON part = placed_in($level)
    GROUP BY 1
)
SELECT
    topic_id,
    label,
    parent_id,
    language,
    keywords,
    count,
    (
        SELECT units(text, publisher)
        FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
    ) AS base,
    count(*) OVER () AS total,
    topic IN (
        SELECT coalesce(head, topic) FROM known_topics LEFT JOIN heads($tongues) ON part = topic WHERE pinned
    ) AS pinned
FROM counted
JOIN known_topics USING (topic)
WHERE count > 0
ORDER BY pinned DESC, count DESC, topic_id
LIMIT $limit;
