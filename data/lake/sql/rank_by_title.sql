-- The first articles by title, empty ones last, newest first among equals.
SELECT
    article_id,
    timezone('UTC', published) AS published_at,
    timezone(days_of.zone, published) AS local_time,
    known_outlets.name AS outlet,
    code AS language,
    title,
    date_only,
    url,
    coalesce(topic_id, '') AS topic_id,
    label AS topic
FROM passing($start, $end, $languages, $outlets, $topics, $names, $words) AS narrow
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
JOIN known_languages ON known_languages.language = narrow.language
LEFT JOIN known_topics USING (topic)
CROSS JOIN days_of
ORDER BY
    CASE WHEN NOT $descending THEN nullif(title, '') END NULLS LAST,
    CASE WHEN $descending THEN nullif(title, '') END DESC NULLS LAST,
    published DESC NULLS LAST,
    article
LIMIT $limit;
