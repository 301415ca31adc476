SELECT topic_id, level, label, language, size
FROM known_topics
WHERE lower(label) = lower($label)
ORDER BY size DESC, topic_id
LIMIT 10;
