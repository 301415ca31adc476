-- What an edition's articles, names and topics are, over the pinned files. Keys are the tables' own text ids.
-- An article without facts was imported after the analysis and is in no edition yet.
CREATE SCHEMA edition;

CREATE VIEW edition.first_topics AS
SELECT
    facts.reprint_group,
    arg_min(coalesce(placed.topic_id, ''), (coalesce(articles.published_at, 'infinity'::TIMESTAMPTZ), article_id)) AS topic
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
    coalesce(placed.topic_id, '') AS topic,
    coalesce(first.topic, placed.topic_id, '') AS text_topic,
    coalesce(facts.reprint_group, article_id) AS text,
    placed.score AS fit,
    CASE WHEN placed.topic_id IS NULL THEN coalesce(placed.reason, 'no fit') END AS reason
FROM articles
JOIN article_facts AS facts USING (article_id)
LEFT JOIN article_topics AS placed USING (article_id)
LEFT JOIN edition.first_topics AS first USING (reprint_group)
CROSS JOIN days_of;

CREATE VIEW edition.article_names AS
SELECT article_id AS article, entity_id AS entity, any_value(kind) AS kind, count(*) AS occurrences
FROM mentions
GROUP BY article_id, entity_id;

CREATE VIEW edition.written AS
SELECT article_id AS article, entity_id AS entity, surface AS form, count(*) AS occurrences
FROM mentions
GROUP BY article_id, entity_id, surface;

CREATE VIEW edition.headings AS
SELECT article_id, title, url, list_contains(flags, 'date_only') AS date_only FROM articles;
