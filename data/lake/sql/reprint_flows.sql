-- Who reprints whom: articles of an outlet whose text another one published first.
SELECT
    sources.name AS source,
    known_outlets.name AS outlet,
    count(*) AS articles,
    median(lag_hours)::DOUBLE AS lag_hours
FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
JOIN reprinted USING (article)
JOIN known_outlets ON known_outlets.outlet = narrow.outlet
JOIN known_outlets AS sources ON sources.outlet = reprinted.source
WHERE reprinted.source <> narrow.outlet
GROUP BY sources.name, known_outlets.name
ORDER BY articles DESC, source, outlet
LIMIT $limit;
