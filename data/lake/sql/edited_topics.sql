-- Topics as users say they are, over placed_article_topics and placed_topics (placed.sql): see data.lake.topic_edits. Where an
-- article stands is told by the deepest of its story, topic and theme that an edit speaks of, and by an edit of its own
-- before all. Those few that an edit moves lie in memory, so that a question about one article is planned in no time.
CREATE TABLE told_articles AS
WITH told AS (
    SELECT
        placed.*,
        moved.article_id IS NOT NULL AS is_moved,
        CASE
            WHEN is_moved THEN moved.theme_id
            ELSE coalesce(story.in_theme, topic.in_theme, theme.in_theme, placed.theme_id)
        END AS told_theme,
        CASE
            WHEN is_moved THEN moved.topic_id
            ELSE coalesce(story.in_topic, topic.in_topic, placed.topic_id)
        END AS told_topic,
        CASE WHEN NOT is_moved THEN coalesce(story.into_id, placed.story_id) END AS told_story,
        CASE
            WHEN is_moved THEN moved.hidden
            WHEN story.topic_id IS NOT NULL THEN story.hidden
            WHEN topic.topic_id IS NOT NULL THEN topic.hidden
            ELSE theme.hidden
        END AS hidden_level,
        coalesce(hidden_level, '') IN ('theme', 'topic') AS is_hidden,
        is_moved OR is_hidden AS is_told,
        nullif(coalesce(nearest.into_id, placed.next_topic_id), coalesce(told_topic, '')) AS told_next,
        is_told OR nearest.hidden IS NOT NULL OR told_next IS NULL AS no_next
    FROM placed_article_topics AS placed
    LEFT JOIN moved_articles AS moved USING (article_id)
    LEFT JOIN edited_topics AS story ON story.topic_id = placed.story_id
    LEFT JOIN edited_topics AS topic ON topic.topic_id = placed.topic_id
    LEFT JOIN edited_topics AS theme ON theme.topic_id = placed.theme_id
    LEFT JOIN edited_topics AS nearest ON nearest.topic_id = placed.next_topic_id
    WHERE is_moved OR coalesce(story.topic_id, topic.topic_id, theme.topic_id, nearest.topic_id) IS NOT NULL
)
SELECT * EXCLUDE (
    is_moved, told_theme, told_topic, told_story, hidden_level, is_hidden, is_told, told_next, no_next
) REPLACE (
    CASE WHEN coalesce(hidden_level, '') <> 'theme' THEN told_theme END AS theme_id,
    CASE WHEN NOT is_hidden THEN told_topic END AS topic_id,
    CASE WHEN hidden_level IS NULL THEN told_story END AS story_id,
    CASE
        WHEN is_hidden THEN 'hidden'
        WHEN NOT is_moved THEN reason
        WHEN told_topic IS NULL THEN 'moved'
    END AS reason,
    CASE
        WHEN hidden_level IS NOT NULL THEN 'hidden'
        WHEN is_moved THEN 'moved'
        ELSE story_reason
    END AS story_reason,
    CASE WHEN NOT is_told THEN score END AS score,
    CASE WHEN NOT is_told THEN reach END AS reach,
    CASE WHEN NOT no_next THEN told_next END AS next_topic_id,
    CASE WHEN NOT no_next THEN next_score END AS next_score
)
FROM told;

CREATE VIEW article_topics AS
SELECT * FROM placed_article_topics ANTI JOIN told_articles USING (article_id)
UNION ALL BY NAME
SELECT * FROM told_articles;

CREATE TABLE topic_sizes AS
SELECT topic_id, count(*)::INTEGER AS size
FROM (SELECT unnest([theme_id, topic_id, story_id]) AS topic_id FROM article_topics)
WHERE topic_id IS NOT NULL
GROUP BY topic_id;

-- What was merged into another, is hidden or has lost every article has no size.
CREATE TABLE told_topics AS
SELECT
    topic_id,
    coalesce(above.into_id, placed_topics.parent_id) AS parent_id,
    coalesce(own.name, placed_topics.label) AS label,
    topic_sizes.size AS size
FROM placed_topics
JOIN topic_sizes USING (topic_id)
LEFT JOIN edited_topics AS own USING (topic_id)
LEFT JOIN edited_topics AS above ON above.topic_id = placed_topics.parent_id;

CREATE VIEW topics AS
SELECT placed_topics.* REPLACE (told.parent_id AS parent_id, told.label AS label, told.size AS size)
FROM placed_topics
JOIN told_topics AS told USING (topic_id);

CREATE VIEW topic_links AS
WITH told AS (
    SELECT
        coalesce(one.into_id, links.topic_id) AS topic_id,
        coalesce(other.into_id, links.other_id) AS other_id,
        links.similarity,
        links.entities
    FROM stored_topic_links AS links
    LEFT JOIN edited_topics AS one ON one.topic_id = links.topic_id
    LEFT JOIN edited_topics AS other ON other.topic_id = links.other_id
)
SELECT topic_id, other_id, max(similarity) AS similarity, arg_max(entities, similarity) AS entities
FROM told
SEMI JOIN topic_sizes AS here ON here.topic_id = told.topic_id
SEMI JOIN topic_sizes AS there ON there.topic_id = told.other_id
GROUP BY topic_id, other_id;

CREATE VIEW article_vectors AS
WITH told AS (
    SELECT article_id, topic_id FROM told_articles
    UNION ALL
    SELECT article_id, topic_id FROM placed_anew ANTI JOIN told_articles USING (article_id)
)
SELECT * FROM stored_article_vectors ANTI JOIN told USING (article_id)
UNION ALL BY NAME
SELECT vectors.* REPLACE (told.topic_id AS topic_id)
FROM stored_article_vectors AS vectors
JOIN told USING (article_id);
