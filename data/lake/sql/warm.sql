-- For a server: the same relations as tables of small integers, so that a filter over them costs milliseconds.
-- Key 0 stands for an outlet that is not stated and for no theme, topic or story, as '' does among the text ids.
CREATE TEMP TABLE described AS FROM edition.narrow ORDER BY published NULLS FIRST, article;

CREATE TABLE known_languages AS
SELECT row_number() OVER (ORDER BY code)::UTINYINT AS language, code FROM (SELECT DISTINCT language AS code FROM described);

CREATE TABLE known_outlets AS
SELECT CASE name WHEN '' THEN 0 ELSE row_number() OVER (ORDER BY name = '', name) END::INTEGER AS outlet, name
FROM (SELECT DISTINCT outlet AS name FROM described);

CREATE TABLE known_topics AS
SELECT row_number() OVER (ORDER BY topic_id)::INTEGER AS topic, * FROM edition.known_topics;

CREATE TYPE reasons AS ENUM (
    SELECT DISTINCT reason
    FROM (SELECT unnest([theme_reason, topic_reason, story_reason]) AS reason FROM described)
    WHERE reason IS NOT NULL
    ORDER BY reason
);

CREATE TYPE kinds AS ENUM ('organisation', 'person', 'place');

CREATE TABLE names AS
SELECT row_number() OVER (ORDER BY entity_id)::INTEGER AS entity, entity_id, name, name_en, kind::kinds AS kind, forms
FROM entities;

CREATE TABLE article_keys AS
SELECT (described.rowid + 1)::INTEGER AS article, article AS article_id FROM described;

-- What stands in a list: to read three titles from the files takes longer than to find out which three.
CREATE TABLE headings AS
SELECT article, title, url, date_only
FROM edition.headings
JOIN article_keys USING (article_id)
ORDER BY article;

CREATE TABLE narrow AS
SELECT
    (described.rowid + 1)::INTEGER AS article,
    day,
    week,
    month,
    published,
    known_languages.language AS language,
    known_outlets.outlet AS outlet,
    nullif(known_outlets.outlet, 0) AS publisher,
    coalesce(themes.topic, 0) AS theme,
    coalesce(topics.topic, 0) AS topic,
    coalesce(stories.topic, 0) AS story,
    coalesce(text_themes.topic, 0) AS text_theme,
    coalesce(text_topics.topic, 0) AS text_topic,
    coalesce(text_stories.topic, 0) AS text_story,
    min(described.rowid + 1) OVER (PARTITION BY text)::INTEGER AS text,
    fit,
    theme_reason::reasons AS theme_reason,
    topic_reason::reasons AS topic_reason,
    story_reason::reasons AS story_reason
FROM described
JOIN known_languages ON known_languages.code = described.language
JOIN known_outlets ON known_outlets.name = described.outlet
LEFT JOIN known_topics AS themes ON themes.topic_id = described.theme
LEFT JOIN known_topics AS topics ON topics.topic_id = described.topic
LEFT JOIN known_topics AS stories ON stories.topic_id = described.story
LEFT JOIN known_topics AS text_themes ON text_themes.topic_id = described.text_theme
LEFT JOIN known_topics AS text_topics ON text_topics.topic_id = described.text_topic
LEFT JOIN known_topics AS text_stories ON text_stories.topic_id = described.text_story
ORDER BY article;

-- To which topic what is of none is nearest all the same: few articles, long to look for in the files.
CREATE TABLE nearest AS
SELECT article, known_topics.topic AS next_topic
FROM narrow
JOIN article_keys USING (article)
JOIN article_topics USING (article_id)
JOIN known_topics ON known_topics.topic_id = next_topic_id
WHERE narrow.topic_reason IS NOT NULL;

-- What a filter asks of an article stands beside each of its names: a join takes longer than all else.
CREATE TABLE named AS
SELECT
    narrow.* EXCLUDE (text_theme, text_topic, text_story, fit, theme_reason, topic_reason, story_reason),
    names.entity,
    names.kind,
    found.occurrences::INTEGER AS occurrences
FROM edition.article_names AS found
JOIN article_keys ON article_keys.article_id = found.article
JOIN narrow ON narrow.article = article_keys.article
JOIN names ON names.entity_id = found.entity
ORDER BY names.entity, narrow.article;

CREATE VIEW articles_of AS SELECT entity, count(*) AS count FROM named GROUP BY entity;

CREATE TYPE surfaces AS ENUM (SELECT DISTINCT form FROM edition.written);

CREATE TABLE written AS
SELECT names.entity, article_keys.article, found.form::surfaces AS form, found.occurrences::INTEGER AS occurrences
FROM edition.written AS found
JOIN article_keys ON article_keys.article_id = found.article
JOIN names ON names.entity_id = found.entity
ORDER BY names.entity, article_keys.article;

-- Members of reprint groups alone.
CREATE TABLE reprinted AS
SELECT
    own.article,
    first_keys.article AS first_article,
    known_outlets.outlet AS source,
    found.role,
    found.lag_hours::FLOAT AS lag_hours
FROM edition.reprinted AS found
JOIN article_keys AS own ON own.article_id = found.article
JOIN article_keys AS first_keys ON first_keys.article_id = found.first_article
LEFT JOIN known_outlets ON known_outlets.name = found.source
ORDER BY own.article;

CREATE TABLE bulletins AS
SELECT own.article, first_keys.article AS series
FROM edition.bulletins AS found
JOIN article_keys AS own ON own.article_id = found.article
JOIN article_keys AS first_keys ON first_keys.article_id = found.series
ORDER BY own.article;

CREATE TABLE credited AS
SELECT article_keys.article, found.source
FROM edition.credited AS found
JOIN article_keys ON article_keys.article_id = found.article
ORDER BY article_keys.article;

DROP TABLE described;
