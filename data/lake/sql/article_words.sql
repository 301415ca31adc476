-- One article alone: where ids are compared with several at once, every text of the archive is unpacked.
SELECT title, text FROM articles WHERE article_id = $article_id;
