INSERT INTO chosen
SELECT $choice, article
FROM named
WHERE list_contains($entities, entity)
GROUP BY article
HAVING NOT $together OR count(*) = $of;
