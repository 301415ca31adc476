-- Of a set chosen before (NULL: of all articles) those that mention one name.
INSERT INTO chosen
SELECT $choice, article
FROM named
WHERE entity = $entity AND ($among IS NULL OR article IN (SELECT article FROM chosen WHERE choice = $among));
