SELECT article_id
FROM articles
JOIN article_facts USING (article_id)
WHERE list_contains($ids, article_id) OR url = $url
ORDER BY list_position($ids, article_id) NULLS LAST, article_id
LIMIT 1;
