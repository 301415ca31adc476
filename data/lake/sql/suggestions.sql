-- Pairs of names that may be one: a surname, or a surname with initials, and a full name that it fits; one name of two
-- kinds. What nobody said of them yet, the most mentioned first; then what speaks for it in what they are named with.
WITH known AS (
    SELECT
        names.entity,
        entity_id,
        name,
        kind::VARCHAR AS kind,
        count,
        replace(lower(name), 'ё', 'е') AS folded,
        string_split(folded, ' ') AS words,
        contains(name, '.') AS short
    FROM names
    JOIN articles_of USING (entity)
), people AS (
    FROM known WHERE kind = 'person'
), found AS (
    SELECT one.entity AS one, other.entity AS other, 'surname' AS reason
    FROM people AS one
    JOIN people AS other ON other.words[-1] = one.words[-1]
    WHERE len(one.words) = 1 AND len(other.words) > 1 AND NOT other.short
    UNION ALL
    SELECT one.entity, other.entity, 'initials'
    FROM people AS one
    JOIN people AS other ON other.words[-1] = one.words[-1] AND other.words[1][1] = one.words[1][1]
    WHERE one.short AND len(one.words) > 1 AND len(other.words) > 1 AND NOT other.short
    UNION ALL
    SELECT one.entity, other.entity, 'kinds'
    FROM known AS one
    JOIN known AS other ON other.folded = one.folded AND other.kind <> one.kind
    WHERE (one.count, other.entity) < (other.count, one.entity)
), offered AS (
    SELECT
        one.entity AS one,
        other.entity AS other,
        found.reason,
        one.entity_id AS entity_id,
        one.name AS name,
        one.kind AS kind,
        one.count AS count,
        other.entity_id AS other_id,
        other.name AS other_name,
        other.kind AS other_kind,
        other.count AS other_count,
        count(*) OVER (PARTITION BY found.one, found.reason) AS bearers
    FROM found
    JOIN known AS one ON one.entity = found.one
    JOIN known AS other ON other.entity = found.other
    ANTI JOIN apart ON apart.entity_id = one.entity_id AND apart.other_id = other.entity_id
    WHERE $entity_id IS NULL OR $entity_id IN (one.entity_id, other.entity_id)
    ORDER BY least(one.count, other.count) DESC, one.entity_id, other.count DESC, other.entity_id
    LIMIT $limit
), concerned AS (
    SELECT entity AS of, article FROM named WHERE entity IN (SELECT one FROM offered UNION SELECT other FROM offered)
), beside AS (
    SELECT of, entity, count(*) AS times FROM concerned JOIN named USING (article) WHERE entity <> of GROUP BY of, entity
), shared AS (
    SELECT one, other, count(*) AS shared, list(name ORDER BY least(of_one.times, of_other.times) DESC, name)[:3] AS beside
    FROM (SELECT DISTINCT one, other FROM offered)
    JOIN beside AS of_one ON of_one.of = one
    JOIN beside AS of_other ON of_other.of = other AND of_other.entity = of_one.entity
    JOIN names ON names.entity = of_one.entity
    WHERE of_one.entity NOT IN (one, other)
    GROUP BY one, other
), together AS (
    SELECT one, other, count(*) AS together
    FROM (SELECT DISTINCT one, other FROM offered)
    JOIN concerned AS of_one ON of_one.of = one
    JOIN concerned AS of_other ON of_other.of = other AND of_other.article = of_one.article
    GROUP BY one, other
)
SELECT
    offered.* EXCLUDE (one, other),
    coalesce(together, 0) AS together,
    coalesce(shared, 0) AS shared,
    coalesce(beside, []) AS beside
FROM offered
LEFT JOIN shared USING (one, other)
LEFT JOIN together USING (one, other)
ORDER BY least(count, other_count) DESC, entity_id, other_count DESC, other_id, reason;
