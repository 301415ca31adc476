SELECT code AS language, count(*) AS count
FROM narrow
JOIN known_languages USING (language)
GROUP BY code
ORDER BY count DESC, code;
