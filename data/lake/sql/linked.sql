-- Topics that are linked, with the group that they are in. `heads`: of each the one under which its group stands, which
-- is the one in the earliest of the languages that are asked for (NULL: none is together), else the largest.
CREATE TABLE linked AS
SELECT topic, topic_id, joined, language AS tongue, size
FROM linked_groups
JOIN known_topics USING (topic_id);

CREATE MACRO heads(tongues) AS TABLE
SELECT
    topic AS part,
    first_value(topic) OVER (
        PARTITION BY joined
        ORDER BY coalesce(list_position(tongues, tongue), 1000), size DESC, topic_id
    ) AS head
FROM linked
WHERE tongues IS NOT NULL;
