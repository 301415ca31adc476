SELECT * FROM entities ORDER BY entity_id;
