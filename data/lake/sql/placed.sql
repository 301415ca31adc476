-- Where articles stand once guided topics in force have theirs, over stored_article_topics, stored_topics, guided_topics
-- and guides_in_force. Of several guided topics of a level the one made last has an article: it parts an earlier one.
CREATE TABLE guided_articles AS
SELECT
    guided.article_id,
    arg_max(guided.topic_id, guided.edit) FILTER (made.level = 'topic') AS topic_id,
    arg_max(guided.topic_id, guided.edit) FILTER (made.level = 'theme') AS theme_id
FROM guided_topics AS guided
SEMI JOIN guides_in_force USING (edit)
JOIN stored_topics AS made USING (topic_id)
WHERE guided.belongs
GROUP BY guided.article_id;

-- Topics most of whose articles are of a guided theme are below it.
CREATE TABLE guided_parents AS
WITH counted AS (
    SELECT coalesce(guided.topic_id, found.topic_id) AS topic_id, guided.theme_id AS parent_id, count(*) AS n
    FROM stored_article_topics AS found
    LEFT JOIN guided_articles AS guided USING (article_id)
    GROUP BY ALL
)
SELECT topic_id, parent_id
FROM counted
WHERE topic_id IS NOT NULL
QUALIFY parent_id IS NOT NULL AND 2 * n > sum(n) OVER (PARTITION BY topic_id);

-- A guided theme's other articles are in one topic, stored with it.
CREATE TABLE guided_places AS
SELECT
    found.article_id,
    coalesce(below.parent_id, own.parent_id, guided.theme_id, found.theme_id) AS theme_id,
    CASE
        WHEN guided.topic_id IS NOT NULL THEN guided.topic_id
        WHEN below.topic_id IS NOT NULL THEN found.topic_id
        ELSE others.topic_id
    END AS topic_id
FROM stored_article_topics AS found
LEFT JOIN guided_articles AS guided USING (article_id)
LEFT JOIN guided_parents AS below ON below.topic_id = coalesce(guided.topic_id, found.topic_id)
LEFT JOIN stored_topics AS own ON own.topic_id = guided.topic_id
LEFT JOIN stored_topics AS others ON others.level = 'topic' AND others.parent_id = guided.theme_id
WHERE guided.article_id IS NOT NULL OR below.topic_id IS NOT NULL;

-- A story goes where most of its articles went.
CREATE TABLE guided_stories AS
WITH counted AS (
    SELECT
        found.story_id,
        placed.article_id IS NOT NULL AS went,
        placed.topic_id AS parent_id,
        count(*) AS n
    FROM stored_article_topics AS found
    LEFT JOIN guided_places AS placed USING (article_id)
    WHERE found.story_id IS NOT NULL
    GROUP BY ALL
)
SELECT story_id, parent_id
FROM counted
QUALIFY went AND parent_id IS NOT NULL AND 2 * n > sum(n) OVER (PARTITION BY story_id);

CREATE TABLE placed_anew AS
WITH told AS (
    SELECT
        found.*,
        placed.article_id IS NOT NULL AS went,
        CASE WHEN went THEN placed.theme_id ELSE found.theme_id END AS told_theme,
        CASE WHEN went THEN placed.topic_id ELSE found.topic_id END AS told_topic,
        told_topic IS NOT DISTINCT FROM found.topic_id AS stays,
        CASE
            WHEN home.story_id IS NULL THEN stays ELSE told_topic IS NOT DISTINCT FROM home.parent_id
        END AS keeps_story
    FROM stored_article_topics AS found
    LEFT JOIN guided_places AS placed USING (article_id)
    LEFT JOIN guided_stories AS home ON home.story_id = found.story_id
    WHERE placed.article_id IS NOT NULL OR home.story_id IS NOT NULL
)
SELECT * EXCLUDE (went, told_theme, told_topic, stays, keeps_story) REPLACE (
    told_theme AS theme_id,
    told_topic AS topic_id,
    CASE WHEN keeps_story THEN story_id END AS story_id,
    CASE WHEN told_topic IS NULL THEN reason END AS reason,
    CASE
        WHEN story_id IS NOT NULL AND NOT keeps_story THEN 'apart'
        WHEN reason IS NOT NULL AND told_topic IS NOT NULL AND story_id IS NULL THEN 'single'
        ELSE story_reason
    END AS story_reason,
    CASE WHEN stays THEN score END AS score,
    CASE WHEN stays THEN reach END AS reach,
    CASE WHEN stays THEN next_topic_id END AS next_topic_id,
    CASE WHEN stays THEN next_score END AS next_score
)
FROM told;

CREATE VIEW placed_article_topics AS
SELECT * FROM stored_article_topics ANTI JOIN placed_anew USING (article_id)
UNION ALL BY NAME
SELECT * FROM placed_anew;

CREATE VIEW placed_topics AS
SELECT stored_topics.* REPLACE (
    coalesce(guided_parents.parent_id, guided_stories.parent_id, stored_topics.parent_id) AS parent_id
)
FROM stored_topics
LEFT JOIN guided_parents USING (topic_id)
LEFT JOIN guided_stories ON guided_stories.story_id = stored_topics.topic_id;
