UPDATE keyed SET one = ROW(7, 'changed') WHERE id = 7;
UPDATE keyed SET two = ROW(8, 'changed') WHERE id = 8;
UPDATE keyed SET three = 'glad' WHERE id = 9;
UPDATE keyed SET many = ARRAY[ROW(10, 'changed')::pair] WHERE id = 10;
UPDATE keyed SET one = ROW(NULL, NULL) WHERE id = 1000;
UPDATE keyless SET one = ROW(7, 'changed') WHERE n = 7;
