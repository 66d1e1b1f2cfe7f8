ALTER USER MAPPING FOR fs_reader SERVER real OPTIONS (SET password 'guessed');
ALTER SERVER "Plain" OPTIONS (ADD drifted '1');
