SELECT lemmas FROM tokens WHERE article_id = $article_id;
