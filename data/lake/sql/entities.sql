SELECT entity_id, name, kind::VARCHAR AS kind FROM names WHERE list_contains($entity_ids, entity_id) ORDER BY entity_id;
