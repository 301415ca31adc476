-- Entities that users said something of, and the last edit that did.
SELECT DISTINCT into_id AS entity_id, edited FROM edited_entities WHERE edited IS NOT NULL;
