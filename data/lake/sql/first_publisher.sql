SELECT known_outlets.name AS outlet
FROM reprinted
JOIN article_keys USING (article)
JOIN known_outlets ON known_outlets.outlet = reprinted.source
WHERE article_id = $article_id;
