-- How much a theme, topic or story holds of what passes; `reprints` are articles whose text an earlier article has.
SELECT
    count(*) AS articles,
    count(DISTINCT text) AS texts,
    count(DISTINCT publisher) AS outlets,
    count(*) FILTER (WHERE coalesce(first_article <> article, FALSE)) AS reprints
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
LEFT JOIN reprinted USING (article);
