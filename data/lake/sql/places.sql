SELECT topic_id, level, parent_id FROM known_topics;
