SELECT topics.*, coalesce(own.pinned, FALSE) AS pinned, own.note, own.edited
FROM topics
LEFT JOIN edited_topics AS own USING (topic_id)
ORDER BY topic_id;
