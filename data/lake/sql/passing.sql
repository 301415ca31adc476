SELECT
    (SELECT count(*) FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)) AS articles,
    (
        SELECT count(*)
        FROM passing(NULL, NULL, $languages, $outlets, $topics, $names, $words)
        WHERE day IS NULL
    ) AS undated;
