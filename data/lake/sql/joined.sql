-- Entities that are read as another, each as it is called itself: why the analysis joined it and to which, or which edit
-- did; and the articles that mention it. Over what is stored, for the views know only what is left.
WITH named AS (
    SELECT coalesce(edited_forms.into_id, found.entity_id) AS entity_id, count(DISTINCT article_id) AS count
    FROM stored_mentions AS found
    LEFT JOIN edited_forms ON edited_forms.entity_id = found.entity_id AND edited_forms.form = found.surface
    WHERE found.entity_id IN (SELECT unnest($joined)) OR edited_forms.into_id IN (SELECT unnest($joined))
    GROUP BY ALL
)
SELECT
    edited_entities.entity_id,
    coalesce(edited_entities.own_name, stored_entities.name) AS name,
    names.name AS into_name,
    CASE WHEN joined_by IS NULL THEN reason ELSE 'edit' END AS reason,
    CASE WHEN joined_by IS NULL THEN entity_lineage.into_id END AS into_id,
    joined_by AS edit,
    count
FROM edited_entities
JOIN named ON named.entity_id = edited_entities.entity_id
JOIN names ON names.entity_id = edited_entities.into_id
LEFT JOIN entity_lineage ON entity_lineage.entity_id = edited_entities.entity_id
LEFT JOIN stored_entities ON stored_entities.entity_id = edited_entities.entity_id
WHERE edited_entities.entity_id IN (SELECT unnest($joined))
ORDER BY count DESC, name, edited_entities.entity_id;
