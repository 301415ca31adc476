-- Series of bulletins by how many of their articles pass; each is shown by its first article.
WITH found AS (
    SELECT
        series AS article,
        count(*) AS articles,
        count(DISTINCT publisher) AS outlets,
        min(day)::TIMESTAMP AS first_day,
        max(day)::TIMESTAMP AS last_day
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
    JOIN bulletins USING (article)
    GROUP BY series
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
    first_day,
    last_day,
    articles,
    outlets
FROM found
JOIN narrow USING (article)
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
CROSS JOIN days_of
ORDER BY articles DESC, found.article;
