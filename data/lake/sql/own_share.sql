-- Articles of each outlet by where their text comes from, and its texts that others took.
WITH told AS (
    SELECT
        narrow.outlet,
        narrow.text,
        reprinted.source,
        reprinted.article IS NULL OR reprinted.source = narrow.outlet AS own,
        reprinted.article IS NOT NULL AND reprinted.source IS NULL AS unknown
    FROM passing($start, $end, $languages, $outlets, $themes, $topics, $stories, $names, $words) AS narrow
    LEFT JOIN reprinted USING (article)
), taken AS (
    SELECT source AS outlet, count(DISTINCT text) AS reprinted
    FROM told
    WHERE source <> outlet
    GROUP BY source
), counted AS (
    SELECT
        outlet,
        count(*) AS articles,
        count(*) FILTER (coalesce(own, FALSE)) AS own,
        count(*) FILTER (NOT coalesce(own, FALSE) AND NOT unknown) AS reprints,
        count(*) FILTER (unknown) AS unknown
    FROM told
    GROUP BY outlet
)
SELECT known_outlets.name AS outlet, articles, own, reprints, unknown, coalesce(reprinted, 0) AS reprinted
FROM counted
JOIN known_outlets USING (outlet)
LEFT JOIN taken USING (outlet)
ORDER BY articles DESC, outlet
LIMIT 50000;
