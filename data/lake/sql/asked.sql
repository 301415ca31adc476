-- The articles that are asked about: whether they are of a topic that a user described or parted.
SELECT
    article_id,
    title,
    known_outlets.name AS outlet,
    timezone('UTC', narrow.published) AS published_at,
    guided.topic_id,
    guided.score::DOUBLE AS score,
    guided.belongs,
    guided.why
FROM guided_topics AS guided
JOIN article_keys USING (article_id)
JOIN narrow USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
WHERE guided.edit = $edit AND guided.rank IS NOT NULL
ORDER BY abs(guided.score - 0.5), guided.rank, article_id
LIMIT $limit;
