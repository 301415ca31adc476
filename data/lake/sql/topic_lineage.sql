-- What refits made of some themes, topics and stories, and which of these they made of others; the latest last.
SELECT timezone('UTC', "at") AS happened_at, level, event, topic_id, into_id, label, shared, share::DOUBLE AS share
FROM topic_lineage
WHERE event NOT IN ('kept', 'left') AND (list_contains($topic_ids, topic_id) OR list_contains($topic_ids, into_id))
ORDER BY happened_at, shared DESC, topic_id, into_id;
