SELECT
    count(*) AS articles,
    count(DISTINCT text) AS texts,
    count(DISTINCT publisher) AS outlets,
    coalesce(sum(occurrences), 0)::BIGINT AS occurrences
FROM passing_names($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
WHERE entity = $entity;
