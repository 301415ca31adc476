-- Whom one article credits.
SELECT DISTINCT source FROM credited JOIN article_keys USING (article) WHERE article_id = $article_id ORDER BY source;
