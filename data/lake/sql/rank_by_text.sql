-- The first articles by a text of theirs, empty ones last, newest first among equals.
WITH chosen_from AS (
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
), grouped AS (
    SELECT text, arg_min(article, (coalesce(published, 'infinity'::TIMESTAMPTZ), article)) AS stands, count(*) AS times
    FROM chosen_from
    JOIN reprinted USING (article)
    GROUP BY text
), sortable AS (
    SELECT
        coalesce(times - 1, 0) AS copies,
        narrow.article,
        published,
        narrow.outlet,
        narrow.language,
        placed_in($level, narrow) AS placed,
        CASE $sort
            WHEN 'outlet' THEN nullif(known_outlets.name, '')
            WHEN 'language' THEN code
            WHEN 'topic' THEN label
            WHEN 'title' THEN nullif(title, '')
        END AS sort_text
    FROM chosen_from AS narrow
    LEFT JOIN grouped USING (text)
    JOIN headings USING (article)
    JOIN known_outlets USING (outlet)
    JOIN known_languages ON known_languages.language = narrow.language
    LEFT JOIN known_topics ON known_topics.topic = placed_in($level, narrow)
    WHERE NOT $once OR coalesce(stands = narrow.article, TRUE)
), ranked AS (
    SELECT *
    FROM sortable
    ORDER BY
        CASE WHEN NOT $descending THEN sort_text END NULLS LAST,
        CASE WHEN $descending THEN sort_text END DESC NULLS LAST,
        published DESC NULLS LAST,
        article
    LIMIT $limit
)
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
    label AS topic,
    CASE WHEN $once THEN copies ELSE 0 END AS copies
FROM ranked
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
JOIN known_languages ON known_languages.language = ranked.language
LEFT JOIN known_topics ON known_topics.topic = placed
CROSS JOIN days_of
ORDER BY
    CASE WHEN NOT $descending THEN sort_text END NULLS LAST,
    CASE WHEN $descending THEN sort_text END DESC NULLS LAST,
    published DESC NULLS LAST,
    article;
