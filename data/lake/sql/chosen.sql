-- Sets of articles that names or words chose, by their number; one such table for each reader.
CREATE OR REPLACE TEMP TABLE chosen AS SELECT 0 AS choice, article FROM narrow LIMIT 0;
