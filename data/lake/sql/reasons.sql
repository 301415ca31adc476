SELECT reason::VARCHAR AS reason, count
FROM (
    SELECT reason_of($level, passed) AS reason, count(*) AS count
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS passed
    GROUP BY reason
)
ORDER BY count DESC, reason NULLS FIRST;
