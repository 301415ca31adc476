SELECT entity_id, name, kind::VARCHAR AS kind, count
FROM names
JOIN (SELECT entity, count(*) AS count FROM named GROUP BY entity) USING (entity)
ORDER BY jaro_winkler_similarity(replace(lower(name), 'ё', 'е'), $typed) DESC, count DESC, entity_id
LIMIT $limit;
