SELECT form::VARCHAR AS form, count
FROM (
    SELECT form, sum(occurrences)::BIGINT AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)
    JOIN written USING (article)
    WHERE entity = $entity
    GROUP BY form
)
ORDER BY count DESC, form;
