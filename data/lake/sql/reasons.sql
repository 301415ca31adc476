SELECT reason::VARCHAR AS reason, count(*) AS count
FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
GROUP BY ALL
ORDER BY count DESC, reason NULLS FIRST;
