SELECT day, count(*) AS articles FROM narrow GROUP BY day ORDER BY day;
