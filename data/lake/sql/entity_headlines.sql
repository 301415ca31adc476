-- Articles that say the name most often, one text only once, each outlet's best before any outlet's second.
WITH fitting AS (
    SELECT article, outlet, text, published, occurrences AS fit
    FROM passing_names($start, $end, $languages, $outlets, $topics, $names, $words)
    WHERE entity = $entity
), grouped AS (
    SELECT text, arg_min(article, (coalesce(published, 'infinity'::TIMESTAMPTZ), article)) AS stands, count(*) - 1 AS copies
    FROM fitting
    JOIN reprinted USING (article)
    GROUP BY text
), once AS (
    SELECT fitting.*, coalesce(copies, 0) AS copies
    FROM fitting
    LEFT JOIN grouped USING (text)
    WHERE coalesce(stands = article, TRUE)
), ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY outlet ORDER BY fit DESC, published DESC NULLS LAST, article) AS turn
    FROM once
), best AS (
    SELECT * FROM ranked ORDER BY turn, fit DESC, published DESC NULLS LAST, article LIMIT $limit
)
SELECT article_id, timezone('UTC', published) AS published_at, known_outlets.name AS outlet, title, date_only, url, copies
FROM best
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
ORDER BY turn, fit DESC, published DESC NULLS LAST, article;
