SELECT mentions.*, edited
FROM mentions
LEFT JOIN (SELECT DISTINCT into_id AS entity_id, edited FROM edited_entities) USING (entity_id);
