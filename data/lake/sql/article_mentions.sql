SELECT mentions.* REPLACE (timezone('UTC', mentions.published_at) AS published_at), entities.name AS name
FROM mentions
JOIN entities USING (entity_id)
WHERE article_id = $article_id
ORDER BY part DESC, start;
