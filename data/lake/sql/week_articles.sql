SELECT count(*) FILTER (day >= $week) AS now, count(*) FILTER (day < $week) AS before
FROM passing($week - 7, $week + 6, $languages, $outlets, $themes, $topics, $stories, $names, $words);
