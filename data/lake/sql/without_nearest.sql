-- Of what passes and is of no topic because it is near none: which topic is nearest all the same.
SELECT topic_id, label, parent_id, known_topics.language, count(*) AS count, count(*) OVER () AS total
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
JOIN nearest USING (article)
JOIN known_topics ON known_topics.topic = next_topic
WHERE topic_reason::VARCHAR = $reason
GROUP BY ALL
ORDER BY count DESC, topic_id
LIMIT $limit;
