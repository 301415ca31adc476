SELECT surface AS form, count(*) AS count
FROM mentions
JOIN article_keys USING (article_id)
JOIN passing($start, $end, $languages, $outlets, $topics, $names, $words) USING (article)
WHERE entity_id = $entity_id
GROUP BY surface
ORDER BY count DESC, surface;
