INSERT INTO chosen
SELECT $choice, article
FROM article_names
WHERE list_contains($entities, entity)
GROUP BY article
HAVING NOT $together OR count(*) = $of;
