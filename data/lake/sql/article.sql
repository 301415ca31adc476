SELECT
    articles.*,
    timezone(days_of.zone, articles.published_at) AS local_time,
    facts.language AS language,
    facts.reprint_group AS reprint_group,
    placed.topic_id AS topic_id,
    placed.reason AS reason,
    topics.label AS topic
FROM articles
JOIN article_facts AS facts USING (article_id)
LEFT JOIN article_topics AS placed USING (article_id)
LEFT JOIN topics USING (topic_id)
CROSS JOIN days_of
WHERE article_id = $article_id;
