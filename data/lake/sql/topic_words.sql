SELECT month, word, rank, score::DOUBLE AS score FROM topic_words WHERE topic_id = $topic_id ORDER BY month, rank;
