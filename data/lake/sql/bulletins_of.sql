-- The series of an article, oldest first.
SELECT
    article_id,
    title,
    known_outlets.name AS outlet,
    timezone('UTC', narrow.published) AS published_at,
    timezone(days_of.zone, narrow.published) AS local_time,
    date_only,
    url
FROM bulletins
JOIN narrow USING (article)
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
CROSS JOIN days_of
WHERE series = (SELECT series FROM bulletins JOIN article_keys USING (article) WHERE article_id = $article_id)
ORDER BY narrow.published NULLS LAST, narrow.article
LIMIT 50000;
