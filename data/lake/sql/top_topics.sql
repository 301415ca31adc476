WITH counted AS (
    SELECT coalesce(head, counted_in($level, $unit, passed)) AS topic, units($unit, passed) AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    LEFT JOIN heads($tongues) ON part = counted_in($level, $unit, passed)
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
        SELECT units($unit, passed)
        FROM passing($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words) AS passed
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
