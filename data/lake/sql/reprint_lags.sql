SELECT article_id, lag_hours::DOUBLE AS lag_hours FROM reprinted JOIN article_keys USING (article);
