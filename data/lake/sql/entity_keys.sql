SELECT entity_id, entity FROM names WHERE entity_id IN (SELECT unnest($entity_ids));
