-- Names as the analysis joined them and users say they are, over stored_mentions and stored_entities: see data.lake.name_edits. First a written form
-- may have been given to another entity, then the entity may be read as another.
CREATE VIEW mentions AS
WITH given AS (
    SELECT stored_mentions.* REPLACE (coalesce(edited_forms.into_id, stored_mentions.entity_id) AS entity_id)
    FROM stored_mentions
    LEFT JOIN edited_forms
        ON edited_forms.entity_id = stored_mentions.entity_id AND edited_forms.form = stored_mentions.surface
)
SELECT given.* REPLACE (
    coalesce(edited_entities.into_id, given.entity_id) AS entity_id,
    coalesce(edited_entities.kind, read_as.kind, given.kind) AS kind
)
FROM given
LEFT JOIN edited_entities USING (entity_id)
LEFT JOIN stored_entities AS read_as ON read_as.entity_id = edited_entities.into_id
WHERE edited_entities.ignored IS NOT TRUE;

CREATE VIEW entities AS
WITH forms AS (
    SELECT entity_id, surface, any_value(kind) AS kind, count(*) AS occurrences, min(published_at) AS first_seen
    FROM mentions
    WHERE entity_id IN (SELECT entity_id FROM edited_entities)
    GROUP BY entity_id, surface
), regained AS (
    SELECT
        entity_id,
        any_value(kind) AS kind,
        list(surface ORDER BY occurrences DESC, surface) AS forms,
        min(first_seen) AS first_seen
    FROM forms
    GROUP BY entity_id
)
SELECT stored_entities.*
FROM stored_entities
ANTI JOIN edited_entities USING (entity_id)
UNION ALL BY NAME
SELECT
    regained.entity_id,
    coalesce(edited_entities.name, stored_entities.name, regained.forms[1]) AS name,
    coalesce(edited_entities.kind, stored_entities.kind, regained.kind) AS kind,
    regained.forms,
    regained.first_seen,
    CASE WHEN edited_entities.name IS NULL THEN stored_entities.name_en END AS name_en,
    stored_entities.wikidata
FROM regained
JOIN edited_entities USING (entity_id)
LEFT JOIN stored_entities USING (entity_id);
