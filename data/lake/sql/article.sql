SELECT
    articles.*,
    timezone(days_of.zone, articles.published_at) AS local_time,
    facts.language AS language,
    facts.reprint_group AS reprint_group,
    placed.theme_id AS theme_id,
    placed.topic_id AS topic_id,
    placed.story_id AS story_id,
    placed.reason AS reason,
    placed.story_reason AS story_reason,
    themes.label AS theme,
    topics.label AS topic,
    stories.label AS story
FROM articles
JOIN article_facts AS facts USING (article_id)
LEFT JOIN (FROM article_topics WHERE article_id = $article_id) AS placed USING (article_id)
LEFT JOIN known_topics AS themes ON themes.topic_id = placed.theme_id
LEFT JOIN known_topics AS topics ON topics.topic_id = placed.topic_id
LEFT JOIN known_topics AS stories ON stories.topic_id = placed.story_id
CROSS JOIN days_of
WHERE article_id = $article_id;
