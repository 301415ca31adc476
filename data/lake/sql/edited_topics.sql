-- Topics as users say they are, over placed_article_topics and placed_topics (placed.sql): see data.lake.topic_edits. Where an
-- article stands is told by the deepest of its story, topic and theme that an edit speaks of, and by an edit of its own
-- before all. What was of no topic has its own reason though its theme is hidden. Where all stand lies in memory (.16 kB
-- each), for over files and moved rows together a question about one article takes a fifth longer.
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
        coalesce(hidden_level, '') IN ('theme', 'topic') AND (is_moved OR placed.topic_id IS NOT NULL) AS is_hidden,
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

CREATE TABLE article_topics AS
SELECT * FROM placed_article_topics ANTI JOIN told_articles USING (article_id)
UNION ALL BY NAME
SELECT * FROM told_articles;

CREATE TABLE topic_sizes AS
SELECT topic_id, count(*)::INTEGER AS size
FROM (SELECT unnest([theme_id, topic_id, story_id]) AS topic_id FROM article_topics)
WHERE topic_id IS NOT NULL
GROUP BY topic_id;

-- The articles that speak for a topic: its own, then those of what was merged into it, as far as they are of it.
CREATE TABLE told_representatives AS
WITH shown AS (
    SELECT
        topic_id,
        coalesce(edited_topics.into_id, topic_id) AS told,
        size,
        unnest(representatives) AS article_id,
        unnest(range(len(representatives))) AS turn
    FROM stored_topics
    LEFT JOIN edited_topics USING (topic_id)
)
SELECT
    told AS topic_id,
    list(article_id ORDER BY shown.topic_id <> told, size DESC, shown.topic_id, turn) AS representatives
FROM shown
JOIN article_topics AS placed USING (article_id)
WHERE told IN (placed.theme_id, placed.topic_id, placed.story_id)
GROUP BY told;

-- What was merged into another, is hidden or has lost every article has no size. A story is called by its first headline.
CREATE TABLE told_topics AS
SELECT
    topic_id,
    coalesce(above.into_id, placed_topics.parent_id) AS parent_id,
    coalesce(own.name, lead, title, placed_topics.label) AS label,
    topic_sizes.size AS size,
    coalesce(told.representatives, []) AS representatives
FROM placed_topics
JOIN topic_sizes USING (topic_id)
LEFT JOIN told_representatives AS told USING (topic_id)
LEFT JOIN edited_topics AS own USING (topic_id)
LEFT JOIN edited_topics AS above ON above.topic_id = placed_topics.parent_id
LEFT JOIN articles
    ON level = 'story'
    AND articles.article_id = told.representatives[1]
    AND articles.article_id <> placed_topics.representatives[1]
LEFT JOIN article_facts USING (article_id);

CREATE VIEW topics AS
SELECT placed_topics.* REPLACE (
    told.parent_id AS parent_id, told.label AS label, told.size AS size, told.representatives AS representatives
)
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

CREATE TABLE told_places AS
SELECT article_id, topic_id FROM told_articles
UNION ALL
SELECT article_id, topic_id FROM placed_anew ANTI JOIN told_articles USING (article_id);

CREATE TABLE told_vectors AS
SELECT vectors.* REPLACE (told_places.topic_id AS topic_id)
FROM stored_article_vectors AS vectors
JOIN told_places USING (article_id)
WHERE told_places.topic_id IS NOT NULL;

CREATE VIEW article_vectors AS
SELECT * FROM stored_article_vectors ANTI JOIN told_places USING (article_id)
UNION ALL
SELECT * FROM told_vectors;
