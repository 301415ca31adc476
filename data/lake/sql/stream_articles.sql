SELECT
    article_id,
    published AS published_at,
    timezone(days_of.zone, published) AS local_time,
    known_outlets.name AS outlet,
    code AS language,
    title,
    date_only,
    label AS topic,
    url
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
JOIN known_languages ON known_languages.language = narrow.language
LEFT JOIN known_topics ON known_topics.topic = placed_in($level, narrow)
CROSS JOIN days_of
ORDER BY published DESC NULLS LAST, article_id;
