-- What an edition's articles, names and topics are, over the pinned files. Keys are the tables' own text ids.
-- An article without facts was imported after the analysis and is in no edition yet.
CREATE SCHEMA edition;

CREATE VIEW edition.first_topics AS
SELECT
    facts.reprint_group,
    arg_min(
        {
            'theme': coalesce(placed.theme_id, ''),
            'topic': coalesce(placed.topic_id, ''),
            'story': coalesce(placed.story_id, '')
        },
        (coalesce(articles.published_at, 'infinity'::TIMESTAMPTZ), article_id)
    ) AS of
FROM article_facts AS facts
JOIN articles USING (article_id)
LEFT JOIN article_topics AS placed USING (article_id)
WHERE facts.reprint_group IS NOT NULL
GROUP BY facts.reprint_group;

CREATE VIEW edition.narrow AS
SELECT
    article_id AS article,
    timezone(days_of.zone, articles.published_at)::DATE AS day,
    date_trunc('week', day)::DATE AS week,
    date_trunc('month', day)::DATE AS month,
    articles.published_at AS published,
    facts.language AS language,
    coalesce(articles.outlet, '') AS outlet,
    articles.outlet AS publisher,
    coalesce(placed.theme_id, '') AS theme,
    coalesce(placed.topic_id, '') AS topic,
    coalesce(placed.story_id, '') AS story,
    coalesce(first.of.theme, placed.theme_id, '') AS text_theme,
    coalesce(first.of.topic, placed.topic_id, '') AS text_topic,
    coalesce(first.of.story, placed.story_id, '') AS text_story,
    coalesce(facts.reprint_group, article_id) AS text,
    placed.score AS fit,
    -- a theme that is hidden leaves what was of none of its topics that reason: its story says what became of it
    CASE
        WHEN placed.theme_id IS NOT NULL THEN NULL
        WHEN placed.story_reason = 'hidden' THEN 'hidden'
        ELSE coalesce(placed.reason, 'no fit')
    END AS theme_reason,
    CASE WHEN placed.topic_id IS NULL THEN coalesce(placed.reason, 'no fit') END AS topic_reason,
    CASE WHEN placed.story_id IS NULL THEN coalesce(placed.story_reason, placed.reason, 'new') END AS story_reason
FROM articles
JOIN article_facts AS facts USING (article_id)
LEFT JOIN article_topics AS placed USING (article_id)
LEFT JOIN edition.first_topics AS first USING (reprint_group)
CROSS JOIN days_of;

-- Themes, topics and stories under keys of one kind. An older program found topics alone, and named no level.
CREATE VIEW edition.known_topics AS
SELECT
    topic_id,
    coalesce(level, 'topic') AS level,
    parent_id,
    label,
    language,
    keywords,
    size,
    trust,
    stability,
    borderline,
    coalesce(own.pinned, FALSE) AS pinned,
    own.note
FROM topics
LEFT JOIN edited_topics AS own USING (topic_id);

CREATE VIEW edition.article_names AS
SELECT article_id AS article, entity_id AS entity, any_value(kind) AS kind, count(*) AS occurrences
FROM mentions
GROUP BY article_id, entity_id;

CREATE VIEW edition.written AS
SELECT article_id AS article, entity_id AS entity, surface AS form, count(*) AS occurrences
FROM mentions
GROUP BY article_id, entity_id, surface;

CREATE VIEW edition.headings AS
SELECT
    article_id,
    coalesce(facts.lead, title) AS title,
    url,
    list_contains(flags, 'date_only') AS date_only
FROM articles
JOIN article_facts AS facts USING (article_id);

-- The articles of reprint groups.
CREATE VIEW edition.members AS
SELECT
    facts.reprint_group AS text,
    article_id AS article,
    articles.published_at AS published,
    timezone(days_of.zone, articles.published_at)::DATE AS day,
    list_contains(articles.flags, 'date_only') AS date_only,
    coalesce(articles.outlet, '') AS outlet,
    facts.role AS role
FROM article_facts AS facts
JOIN articles USING (article_id)
CROSS JOIN days_of
WHERE facts.reprint_group IS NOT NULL;

-- The first article of each group, and its outlet where the stamps tell which one was first: not where several outlets
-- have the text on the first day and one of these stamps is a day alone, nor where two have the same stamp.
CREATE VIEW edition.firsts AS
WITH begun AS (
    SELECT *, min(day) OVER of_text AS first_day, min(published) OVER of_text AS first_published
    FROM edition.members
    WINDOW of_text AS (PARTITION BY text)
)
SELECT
    text,
    arg_min(article, (coalesce(published, 'infinity'::TIMESTAMPTZ), article)) AS article,
    any_value(first_day) AS day,
    any_value(first_published) AS published,
    coalesce(bool_or(date_only) FILTER (published = first_published), FALSE) AS date_only,
    nullif(
        CASE
            WHEN count(DISTINCT outlet) FILTER (day = first_day) = 1 THEN any_value(outlet) FILTER (day = first_day)
            WHEN bool_or(date_only) FILTER (day = first_day) THEN NULL
            WHEN count(DISTINCT outlet) FILTER (published = first_published) = 1
                THEN any_value(outlet) FILTER (published = first_published)
        END,
        ''
    ) AS source
FROM begun
GROUP BY text;

-- How long after the first, in hours: whole days where one of the stamps is a day alone, null where these are the same.
CREATE VIEW edition.reprinted AS
SELECT
    members.article,
    firsts.article AS first_article,
    firsts.source,
    members.role,
    CASE
        WHEN members.article = firsts.article THEN NULL
        WHEN members.date_only OR firsts.date_only THEN nullif(24.0 * (members.day - firsts.day), 0)
        ELSE epoch(members.published - firsts.published) / 3600
    END AS lag_hours
FROM edition.members AS members
JOIN edition.firsts AS firsts USING (text);

CREATE VIEW edition.bulletins AS
SELECT article_id AS article, series FROM article_facts WHERE series IS NOT NULL;

CREATE VIEW edition.credited AS
SELECT DISTINCT article_id AS article, source FROM attributions;
