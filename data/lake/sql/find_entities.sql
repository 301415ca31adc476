-- How well a name fits what was typed: 0 the name itself, 1 a written form, 2 its beginning, 3 a word's beginning, 4 inside.
WITH folded AS (
    SELECT
        entity,
        entity_id,
        name,
        kind,
        forms,
        replace(lower(name), 'ё', 'е') AS folded_name,
        coalesce(lower(name_en), folded_name) AS english,
        list_transform(forms, lambda form: replace(lower(form), 'ё', 'е')) AS folded_forms
    FROM names
), fitting AS (
    SELECT
        *,
        CASE
            WHEN folded_name = $typed OR english = $typed THEN 0
            WHEN list_contains(folded_forms, $typed) THEN 1
            WHEN starts_with(folded_name, $typed) OR starts_with(english, $typed) THEN 2
            WHEN contains(folded_name, ' ' || $typed) OR contains(english, ' ' || $typed) THEN 3
            WHEN contains(folded_name, $typed) OR contains(english, $typed) THEN 4
        END AS fit
    FROM folded
)
SELECT entity_id, name, kind::VARCHAR AS kind, forms, count, fit
FROM fitting
JOIN articles_of USING (entity)
WHERE fit IS NOT NULL
ORDER BY fit, count DESC, entity_id
LIMIT $limit;
