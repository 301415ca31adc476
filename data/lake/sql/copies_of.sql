-- The reprint group of an article, its first one first.
SELECT
    article_id,
    title,
    known_outlets.name AS outlet,
    timezone('UTC', narrow.published) AS published_at,
    timezone(days_of.zone, narrow.published) AS local_time,
    date_only,
    url,
    role,
    lag_hours::DOUBLE AS lag_hours,
    narrow.article = first_article AS is_first,
    source IS NOT NULL AS known
FROM reprinted
JOIN narrow USING (article)
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
CROSS JOIN days_of
WHERE first_article = (
    SELECT first_article FROM reprinted JOIN article_keys USING (article) WHERE article_id = $article_id
)
ORDER BY NOT is_first, narrow.published NULLS LAST, narrow.article
LIMIT 50000;
