-- Groups by how many of their articles pass; each is shown by its first article, which need not pass.
WITH found AS (
    SELECT
        first_article AS article,
        count(*) AS articles,
        count(DISTINCT publisher) AS outlets,
        max(lag_hours)::DOUBLE AS last_lag_hours,
        any_value(source) IS NOT NULL AS known
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
    JOIN reprinted USING (article)
    GROUP BY first_article
    HAVING count(*) > 1
    ORDER BY articles DESC, article
    LIMIT $limit
)
SELECT
    article_id,
    title,
    known_outlets.name AS outlet,
    timezone('UTC', narrow.published) AS published_at,
    timezone(days_of.zone, narrow.published) AS local_time,
    date_only,
    articles,
    outlets,
    last_lag_hours,
    known
FROM found
JOIN narrow USING (article)
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
CROSS JOIN days_of
ORDER BY articles DESC, found.article;
