-- Articles beyond the distinct texts among those that pass.
SELECT count(*) - count(DISTINCT text) AS articles
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
JOIN reprinted USING (article);
