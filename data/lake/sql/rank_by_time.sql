-- The first articles by date, undated ones last.
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
FROM (
    SELECT *
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    ORDER BY
        CASE WHEN NOT $descending THEN published END NULLS LAST,
        CASE WHEN $descending THEN published END DESC NULLS LAST,
        article
    LIMIT $limit
) AS ranked
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
JOIN known_languages ON known_languages.language = ranked.language
LEFT JOIN known_topics USING (topic)
CROSS JOIN days_of
ORDER BY
    CASE WHEN NOT $descending THEN published END NULLS LAST,
    CASE WHEN $descending THEN published END DESC NULLS LAST,
    article;
