-- Other entities of the same name, whatever its case, ё or е.
WITH folded AS (
    SELECT entity, entity_id, name, kind, replace(lower(name), 'ё', 'е') AS key FROM names
)
SELECT other.entity_id, other.name, other.kind::VARCHAR AS kind, count
FROM folded AS own
JOIN folded AS other ON other.key = own.key AND other.entity <> own.entity
JOIN articles_of ON articles_of.entity = other.entity
WHERE own.entity = $entity
ORDER BY count DESC, other.entity_id
LIMIT $limit;
