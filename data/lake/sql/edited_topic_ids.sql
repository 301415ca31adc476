-- Themes, topics and stories that users said something of, and the last edit that did.
SELECT topic_id, edited FROM edited_topics WHERE edited IS NOT NULL AND topic_id = into_id;
