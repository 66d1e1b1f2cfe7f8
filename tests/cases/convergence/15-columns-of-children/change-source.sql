-- Children get columns before, between and after those that their parents get.
ALTER TABLE child ADD COLUMN own_before int;
ALTER TABLE merged ADD COLUMN late int;
ALTER TABLE side ADD COLUMN of_side int;
ALTER TABLE base ADD COLUMN late int;
ALTER TABLE grandchild ADD COLUMN between int;
ALTER TABLE base ADD COLUMN later int;
ALTER TABLE plain ADD COLUMN own_after int;
UPDATE grandchild SET own_before = 1, late = 2, between = 3, later = 4;
UPDATE both_sides SET of_side = 1, late = 2;
