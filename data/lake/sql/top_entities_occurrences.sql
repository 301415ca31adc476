WITH base AS (
    SELECT kind, sum(occurrences)::BIGINT AS base
    FROM passing_names($start, $end, $languages, $outlets, $base_themes, $base_topics, $base_stories, $base_names, $base_words)
    GROUP BY kind
), counted AS (
    SELECT entity, kind, sum(occurrences)::BIGINT AS count
    FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    WHERE $kind IS NULL OR kind = $kind
    GROUP BY entity, kind
), ranked AS (
    SELECT * FROM counted ORDER BY count DESC, entity LIMIT $limit
)
SELECT entity_id, name, ranked.kind::VARCHAR AS kind, count, count AS occurrences, base
FROM ranked
JOIN names USING (entity)
JOIN base ON base.kind = ranked.kind
ORDER BY count DESC, entity;
