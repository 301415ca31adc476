-- How an article was placed, and the names of what it was measured against.
WITH topics_alone AS (
    SELECT topic_id, label, keywords FROM known_topics WHERE level = 'topic'
)
SELECT
    article_id,
    placed.language,
    placed.theme_id,
    placed.topic_id,
    placed.reason,
    placed.score::DOUBLE AS score,
    placed.reach::DOUBLE AS reach,
    placed.next_topic_id,
    placed.next_score::DOUBLE AS next_score,
    own.label AS topic,
    own.keywords,
    following.label AS next_topic
FROM article_topics AS placed
LEFT JOIN topics_alone AS own ON own.topic_id = placed.topic_id
LEFT JOIN topics_alone AS following ON following.topic_id = placed.next_topic_id
WHERE article_id = $article_id;
