-- The newest articles that say the name, each text once, and of each the first sentence of the body with it, else the title.
WITH once AS (
    SELECT article, published, outlet
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    WHERE entity = $entity
    QUALIFY row_number() OVER (PARTITION BY text ORDER BY published DESC NULLS LAST, article) = 1
), newest AS (
    SELECT * FROM once ORDER BY published DESC NULLS LAST, article LIMIT $limit
), first AS (
    SELECT newest.*, mentions.* EXCLUDE (published_at)
    FROM newest
    JOIN article_keys USING (article)
    JOIN mentions USING (article_id)
    WHERE entity_id = $entity_id
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY part = 'title', start) = 1
)
SELECT
    article_id,
    timezone('UTC', published) AS published_at,
    known_outlets.name AS outlet,
    title,
    date_only,
    part,
    surface AS form,
    start,
    "end",
    sentence_start,
    sentence_end
FROM first
JOIN headings USING (article)
JOIN known_outlets USING (outlet)
ORDER BY published DESC NULLS LAST, article;
