SELECT * FROM mentions;
