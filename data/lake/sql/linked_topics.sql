-- The other topics of the groups that some topics are in. What two share is known where they are linked themselves.
SELECT
    own.topic_id,
    other.topic_id AS other_id,
    known_topics.label,
    known_topics.language,
    known_topics.size,
    topic_links.similarity,
    coalesce(topic_links.entities, []) AS entities
FROM linked AS own
JOIN linked AS other ON other.joined = own.joined AND other.topic <> own.topic
JOIN known_topics ON known_topics.topic = other.topic
LEFT JOIN topic_links ON topic_links.topic_id = own.topic_id AND topic_links.other_id = other.topic_id
WHERE list_contains($topic_ids, own.topic_id)
ORDER BY own.topic_id, other.size DESC, other.topic_id;
