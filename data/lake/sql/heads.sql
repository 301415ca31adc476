SELECT parts.topic_id, stands.topic_id AS head_id
FROM heads($tongues)
JOIN known_topics AS parts ON parts.topic = part
JOIN known_topics AS stands ON stands.topic = head
ORDER BY parts.size DESC, parts.topic_id;
