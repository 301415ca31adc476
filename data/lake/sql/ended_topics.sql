-- What refits merged into what, or ended, in the order of time.
SELECT topic_id, into_id, epoch("at") AS happened
FROM topic_lineage
WHERE list_contains($events, event)
ORDER BY "at";
