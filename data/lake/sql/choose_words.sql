INSERT INTO chosen SELECT $choice, article FROM found_ids JOIN article_keys USING (article_id);
