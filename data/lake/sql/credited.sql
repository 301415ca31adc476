SELECT source, known_outlets.name AS outlet, count(*) AS articles
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
JOIN credited USING (article)
JOIN known_outlets USING (outlet)
GROUP BY source, known_outlets.name
ORDER BY articles DESC, source, known_outlets.name
LIMIT $limit;
