-- Themes and topics, each theme before its topics; stories are too many to be offered.
SELECT own.topic_id, own.level, own.parent_id, own.label, own.language, own.size
FROM known_topics AS own
LEFT JOIN known_topics AS theme ON theme.topic_id = own.parent_id
WHERE own.level <> 'story'
ORDER BY
    coalesce(theme.size, own.size) DESC,
    coalesce(theme.topic_id, own.topic_id),
    own.level = 'topic',
    own.size DESC,
    own.topic_id;
