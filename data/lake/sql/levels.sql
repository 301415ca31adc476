SELECT level, count(*) AS count FROM known_topics GROUP BY level;
