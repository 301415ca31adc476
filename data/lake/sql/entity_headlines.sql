-- Articles that say each name most often, one text only once, each outlet's best before any outlet's second.
WITH fitting AS (
    SELECT entity, article, outlet, text, published, occurrences AS fit
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    WHERE list_contains($drawn_keys, entity)
), grouped AS (
    SELECT
        entity,
        text,
        arg_min(article, (coalesce(published, 'infinity'::TIMESTAMPTZ), article)) AS stands,
        count(*) - 1 AS copies
    FROM fitting
    JOIN reprinted USING (article)
    GROUP BY entity, text
), once AS (
    SELECT fitting.*, coalesce(copies, 0) AS copies
    FROM fitting
    LEFT JOIN grouped USING (entity, text)
    WHERE coalesce(stands = article, TRUE)
), ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY entity, outlet
            ORDER BY fit DESC, published DESC NULLS LAST, article
        ) AS turn
    FROM once
), best AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY entity
            ORDER BY turn, fit DESC, published DESC NULLS LAST, article
        ) AS place
    FROM ranked
    QUALIFY place <= $limit
)
SELECT
    entity_id AS id,
    article_id,
    timezone('UTC', published) AS published_at,
    known_outlets.name AS outlet,
    title,
    date_only,
    url,
    copies
FROM best
JOIN names USING (entity)
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
ORDER BY id, place;
