-- As stream_articles, with the text and the names in it, the most mentioned first.
WITH named AS (
    SELECT article_id, list(name ORDER BY times DESC, name) AS names
    FROM (
        SELECT article_id, entities.name, count(*) AS times
        FROM mentions
        JOIN entities USING (entity_id)
        GROUP BY ALL
    )
    GROUP BY article_id
)
SELECT
    article_id,
    published AS published_at,
    timezone(days_of.zone, published) AS local_time,
    known_outlets.name AS outlet,
    code AS language,
    headings.title,
    date_only,
    label AS topic,
    headings.url,
    articles.text,
    coalesce(names, []) AS names
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
JOIN known_languages ON known_languages.language = narrow.language
JOIN articles USING (article_id)
LEFT JOIN named USING (article_id)
LEFT JOIN known_topics ON known_topics.topic = placed_in($level, narrow)
CROSS JOIN days_of
ORDER BY published DESC NULLS LAST, article_id;
