-- Articles that fit the topic best, one text only once, each outlet's best before any outlet's second.
WITH fitting AS (
    SELECT article, article_id, narrow.outlet, text, published, placed.score AS fit
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words) AS narrow
    JOIN article_keys USING (article)
    JOIN article_topics AS placed USING (article_id)
), once AS (
    SELECT *
    FROM fitting
    QUALIFY row_number() OVER (PARTITION BY text ORDER BY published NULLS LAST, article) = 1
), ranked AS (
    SELECT
        *,
        row_number() OVER (PARTITION BY outlet ORDER BY fit DESC NULLS LAST, published DESC NULLS LAST, article) AS turn
    FROM once
)
SELECT article_id, timezone('UTC', published) AS published_at, known_outlets.name AS outlet
FROM ranked
JOIN known_outlets USING (outlet)
ORDER BY turn, fit DESC NULLS LAST, published DESC NULLS LAST, article
LIMIT $limit;
