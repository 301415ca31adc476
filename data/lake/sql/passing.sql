SELECT
    (SELECT count(*) FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)) AS articles,
    (
        SELECT count(*) - count(DISTINCT text)
        FROM passing($start, $end, $languages, $outlets, $topics, $names, $words)
        JOIN reprinted USING (article)
    ) AS reprints,
    (
        SELECT count(*)
        FROM passing(NULL, NULL, $languages, $outlets, $topics, $names, $words)
        WHERE day IS NULL
    ) AS undated;
