-- Of a set chosen before (NULL: of all articles) those that have none of a level, for a reason, and the topic that is
-- nearest to them all the same (NULL: any).
INSERT INTO chosen
SELECT $choice, article
FROM narrow
WHERE reason_of($level, narrow)::VARCHAR = $reason
    AND ($near IS NULL OR article IN (
        SELECT article FROM nearest JOIN known_topics ON topic = next_topic WHERE topic_id = $near
    ))
    AND ($among IS NULL OR article IN (SELECT article FROM chosen WHERE choice = $among));
