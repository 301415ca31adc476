SELECT
    (SELECT count(*) FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words)) AS articles,
    (
        SELECT count(*)
        FROM passing(NULL, NULL, $languages, $outlets, $themes, $topics, $stories, $names, $words)
        WHERE day IS NULL
    ) AS undated;
