-- Of what passes and has a topic: which topics come next (of a theme those outside of it), how many articles these are next to, and of how many as near
-- as their own.
SELECT
    next_topic_id AS topic_id,
    label,
    parent_id,
    known_topics.language,
    count(*) AS count,
    count(*) FILTER (WHERE score - next_score < $near) AS near
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
JOIN article_keys USING (article)
JOIN article_topics AS placed USING (article_id)
JOIN known_topics ON known_topics.topic_id = next_topic_id
WHERE placed.topic_id IS NOT NULL AND coalesce(parent_id, '') <> $own
GROUP BY ALL
ORDER BY near DESC, count DESC, topic_id
LIMIT $limit;
