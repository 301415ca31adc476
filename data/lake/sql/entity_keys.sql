SELECT entity_id, entity FROM names WHERE list_contains($entity_ids, entity_id);
