-- What statements have in common, so that each runs as it is written. `article` is a row of what passes, under its alias.

-- No articles are chosen until a reader makes a table of its own for them (chosen.sql).
CREATE VIEW chosen AS SELECT 0 AS choice, article FROM narrow LIMIT 0;

-- Whether an article passes a filter; what is NULL is no condition: first and last day, languages, outlets, themes, topics
-- and stories (one that any of these three has is enough), and the numbers of the sets that names and words chose.
CREATE MACRO passes(article, first, last, languages, outlets, themes, topics, stories, names, words) AS
(first IS NULL OR article.day >= first)
AND (last IS NULL OR article.day <= last)
AND (languages IS NULL OR list_contains(languages, article.language))
AND (outlets IS NULL OR list_contains(outlets, article.outlet))
AND (
    coalesce(themes, topics, stories) IS NULL
    OR list_contains(themes, article.theme)
    OR list_contains(topics, article.topic)
    OR list_contains(stories, article.story)
)
AND (names IS NULL OR article.article IN (SELECT chosen.article FROM chosen WHERE choice = names))
AND (words IS NULL OR article.article IN (SELECT chosen.article FROM chosen WHERE choice = words));

-- The articles that pass, and the same for each of their names.
CREATE MACRO passing(first, last, languages, outlets, themes, topics, stories, names, words) AS TABLE
FROM narrow WHERE passes(narrow, first, last, languages, outlets, themes, topics, stories, names, words);

CREATE MACRO passing_names(first, last, languages, outlets, themes, topics, stories, names, words) AS TABLE
FROM named WHERE passes(named, first, last, languages, outlets, themes, topics, stories, names, words);

-- How many articles, texts or stated outlets.
CREATE MACRO units(unit, article) AS
CASE unit
    WHEN 'articles' THEN count(*)
    WHEN 'texts' THEN count(DISTINCT article.text)
    WHEN 'outlets' THEN count(DISTINCT article.publisher)
END;

-- The first day of the article's day, week or month; NULL: it is undated.
CREATE MACRO period_of(step, article) AS
CASE step
    WHEN 'day' THEN article.day
    WHEN 'week' THEN article.week
    WHEN 'month' THEN article.month
END;

-- The theme, topic or story that the article is of.
CREATE MACRO placed_in(level, article) AS
CASE level
    WHEN 'theme' THEN article.theme
    WHEN 'topic' THEN article.topic
    WHEN 'story' THEN article.story
END;

-- The one that the article's text is of, which is that of the text's first article.
CREATE MACRO text_placed_in(level, article) AS
CASE level
    WHEN 'theme' THEN article.text_theme
    WHEN 'topic' THEN article.text_topic
    WHEN 'story' THEN article.text_story
END;

-- The one that the article counts for.
CREATE MACRO counted_in(level, unit, article) AS
CASE unit
    WHEN 'texts' THEN text_placed_in(level, article)
    ELSE placed_in(level, article)
END;

-- Why the article is of none; NULL: it is of one.
CREATE MACRO reason_of(level, article) AS
CASE level
    WHEN 'theme' THEN article.theme_reason
    WHEN 'topic' THEN article.topic_reason
    WHEN 'story' THEN article.story_reason
END;
