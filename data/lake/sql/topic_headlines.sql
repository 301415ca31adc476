-- Articles that fit each topic best, one text only once, each outlet's best before any outlet's second; of a topic that
-- is told in several languages those in its own come first.
WITH fitting AS (
    SELECT
        coalesce(head, placed_in($level, passed)) AS thing,
        placed_in($level, passed) <> coalesce(head, placed_in($level, passed)) AS elsewhere,
        article,
        outlet,
        text,
        published,
        fit
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    LEFT JOIN heads($tongues) ON part = placed_in($level, passed)
    WHERE list_contains($drawn_keys, coalesce(head, placed_in($level, passed)))
), grouped AS (
    SELECT
        thing,
        text,
        arg_min(article, (elsewhere, coalesce(published, 'infinity'::TIMESTAMPTZ), article)) AS stands,
        count(*) - 1 AS copies
    FROM fitting
    JOIN reprinted USING (article)
    GROUP BY thing, text
), once AS (
    SELECT fitting.*, coalesce(copies, 0) AS copies
    FROM fitting
    LEFT JOIN grouped USING (thing, text)
    WHERE coalesce(stands = article, TRUE)
), ranked AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY thing, elsewhere, outlet
            ORDER BY fit DESC NULLS LAST, published DESC NULLS LAST, article
        ) AS turn
    FROM once
    QUALIFY turn <= $limit
), best AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY thing
            ORDER BY elsewhere, turn, fit DESC NULLS LAST, published DESC NULLS LAST, article
        ) AS place
    FROM ranked
    QUALIFY place <= $limit
)
SELECT
    topic_id AS id,
    article_id,
    timezone('UTC', published) AS published_at,
    known_outlets.name AS outlet,
    title,
    date_only,
    url,
    copies
FROM best
JOIN known_topics ON topic = thing
JOIN article_keys USING (article)
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
ORDER BY id, place;
