SELECT entity_id, name, kind::VARCHAR AS kind FROM names WHERE entity_id IN (SELECT unnest($entity_ids)) ORDER BY entity_id;
