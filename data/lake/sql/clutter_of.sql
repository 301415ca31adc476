SELECT start, "end", kind FROM clutter WHERE article_id = $article_id ORDER BY start;
