-- Themes, topics and stories by id, each with its topic and theme as far as it has them above it.
SELECT
    own.topic_id,
    own.level,
    own.parent_id,
    above.parent_id AS theme_id,
    own.label,
    own.language,
    own.keywords,
    own.size,
    own.trust,
    own.stability,
    own.borderline,
    own.pinned,
    own.note
FROM known_topics AS own
LEFT JOIN known_topics AS above ON above.topic_id = own.parent_id
WHERE list_contains($topic_ids, own.topic_id);
