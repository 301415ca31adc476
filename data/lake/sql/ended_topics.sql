-- What refits merged into what, or ended, in the order of time; what most articles of one that ended are in now is no
-- heir of it.
SELECT topic_id, CASE WHEN event = 'merged' THEN into_id END AS into_id, epoch("at") AS happened
FROM topic_lineage
WHERE list_contains($events, event)
ORDER BY "at";
