SELECT
    article_id,
    title,
    known_outlets.name AS outlet,
    timezone('UTC', narrow.published) AS published_at,
    timezone(days_of.zone, narrow.published) AS local_time,
    date_only,
    url
FROM narrow
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
CROSS JOIN days_of
WHERE list_contains($article_ids, article_id)
ORDER BY list_position($article_ids, article_id);
