SELECT reason::VARCHAR AS reason, count
FROM (
    SELECT reason_of($level) AS reason, count(*) AS count
    FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
    GROUP BY reason
)
ORDER BY count DESC, reason NULLS FIRST;
