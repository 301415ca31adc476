SELECT placed.*, coalesce(moved.edited, story.edited, topic.edited, theme.edited) AS edited
FROM article_topics AS placed
LEFT JOIN moved_articles AS moved USING (article_id)
LEFT JOIN edited_topics AS story ON story.topic_id = placed.story_id
LEFT JOIN edited_topics AS topic ON topic.topic_id = placed.topic_id
LEFT JOIN edited_topics AS theme ON theme.topic_id = placed.theme_id;
