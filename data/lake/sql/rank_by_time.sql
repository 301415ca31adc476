-- The first articles by date, undated ones last; with $once a text is shown by its first article that passes.
WITH chosen_from AS (
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
), grouped AS (
    SELECT text, arg_min(article, (coalesce(published, 'infinity'::TIMESTAMPTZ), article)) AS stands, count(*) AS times
    FROM chosen_from
    JOIN reprinted USING (article)
    GROUP BY text
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
FROM (
    SELECT chosen_from.*, coalesce(times - 1, 0) AS copies
    FROM chosen_from
    LEFT JOIN grouped USING (text)
    WHERE NOT $once OR coalesce(stands = article, TRUE)
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
LEFT JOIN known_topics ON known_topics.topic = placed_in($level, ranked)
CROSS JOIN days_of
ORDER BY
    CASE WHEN NOT $descending THEN published END NULLS LAST,
    CASE WHEN $descending THEN published END DESC NULLS LAST,
    article;
