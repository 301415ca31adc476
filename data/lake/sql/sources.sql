-- Whom articles credit; one counts once for each source.
SELECT source, count(*) AS articles, count(DISTINCT publisher) AS outlets
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
JOIN credited USING (article)
GROUP BY source
ORDER BY articles DESC, source
LIMIT $limit;
