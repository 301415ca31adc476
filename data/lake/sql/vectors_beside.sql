-- Vectors of an article and of the texts that share its topic, one a text; of very many those nearest in time.
WITH own AS (
    SELECT narrow.* FROM narrow JOIN article_keys USING (article) WHERE article_id = $article_id
), beside AS (
    SELECT arg_min(narrow.article, (coalesce(narrow.published, 'infinity'::TIMESTAMPTZ), narrow.article)) AS article
    FROM narrow
    JOIN own ON own.topic = narrow.topic
    WHERE narrow.text <> own.text
    GROUP BY narrow.text
    ORDER BY min(abs(epoch(narrow.published) - epoch(own.published))) NULLS LAST, article
    LIMIT $limit
)
SELECT article_id, model, vector
FROM (SELECT article FROM beside UNION ALL SELECT article FROM own)
JOIN article_keys USING (article)
JOIN article_vectors USING (article_id)
WHERE topic_id = $topic_id;
