SELECT entity_id, name, kind::VARCHAR AS kind, count
FROM names
JOIN articles_of USING (entity)
ORDER BY jaro_winkler_similarity(replace(lower(name), 'ё', 'е'), $typed) DESC, count DESC, entity_id
LIMIT $limit;
