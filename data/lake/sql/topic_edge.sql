-- Articles that another topic is as near to as their own, or nearer, one of each text.
SELECT
    article_id,
    title,
    known_outlets.name AS outlet,
    timezone('UTC', published) AS published_at,
    next_topic_id,
    score::DOUBLE AS score,
    next_score::DOUBLE AS next_score
FROM (
    SELECT article, article_id, outlet, published, text, placed.score, placed.next_score, placed.next_topic_id
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    JOIN article_keys USING (article)
    JOIN article_topics AS placed USING (article_id)
    JOIN known_topics ON known_topics.topic_id = placed.next_topic_id
    WHERE coalesce(parent_id, '') <> $own AND placed.topic_id IS NOT NULL AND placed.score - placed.next_score < $near
    QUALIFY row_number() OVER (PARTITION BY text ORDER BY published NULLS LAST, article) = 1
    ORDER BY placed.score - placed.next_score, article_id
    LIMIT $limit
)
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
ORDER BY score - next_score, article_id;
