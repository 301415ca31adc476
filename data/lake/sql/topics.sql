SELECT topic_id, label, language, size FROM known_topics ORDER BY size DESC, topic_id;
