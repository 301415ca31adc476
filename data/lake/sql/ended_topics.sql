-- What refits merged into what, or ended, in the order of time.
SELECT topic_id, into_id
FROM topic_lineage
WHERE list_contains($events, event)
ORDER BY "at";
