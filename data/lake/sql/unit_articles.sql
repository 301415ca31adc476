CREATE OR REPLACE TEMP MACRO units(text, publisher) AS count(*);
