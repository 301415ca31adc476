SELECT entity_id, name_en FROM names WHERE name_en IS NOT NULL;
