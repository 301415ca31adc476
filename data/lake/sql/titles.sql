-- The bounds spare reading the parts of the files that hold other days.
SELECT article_id, title, list_contains(flags, 'date_only') AS date_only, url
FROM articles
WHERE article_id IN (SELECT unnest($article_ids))
    AND ($earliest IS NULL OR published_at BETWEEN $earliest AND $latest);
