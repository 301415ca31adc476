SELECT name AS outlet, count(*) AS count
FROM narrow
JOIN known_outlets USING (outlet)
GROUP BY name
ORDER BY count DESC, name;
