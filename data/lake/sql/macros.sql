-- Articles that pass a filter; each argument is NULL where that filter is off. `names` and `words` number the sets of
-- articles that the reader chose beforehand.
CREATE MACRO passing(first_day, last_day, languages, outlets, topics, names, words) AS TABLE
SELECT *
FROM narrow
WHERE (first_day IS NULL OR day >= first_day)
    AND (last_day IS NULL OR day <= last_day)
    AND (languages IS NULL OR list_contains(languages, language))
    AND (outlets IS NULL OR list_contains(outlets, outlet))
    AND (topics IS NULL OR list_contains(topics, topic))
    AND (names IS NULL OR article IN (SELECT article FROM chosen WHERE choice = names))
    AND (words IS NULL OR article IN (SELECT article FROM chosen WHERE choice = words));

CREATE MACRO period_of(step, day) AS date_trunc(step, day)::TIMESTAMP;
