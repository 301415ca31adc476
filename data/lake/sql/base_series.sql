SELECT period_of($by, day) AS period, units(text, publisher) AS base
FROM passing($start, $end, $languages, $outlets, $base_topics, $base_names, $base_words)
WHERE day IS NOT NULL
GROUP BY period
ORDER BY period;
