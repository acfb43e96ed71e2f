-- Where a ticket stands that was brought in later: between those who came before and after it.
-- 0 for all others, who stand by their id.
ALTER TABLE ticket ADD COLUMN place DOUBLE PRECISION NOT NULL DEFAULT 0;

-- Whose printer a paper is for; nobody's name where a store belongs to one box.
ALTER TABLE print_job ADD COLUMN box TEXT NOT NULL DEFAULT '';

-- The boxes that share this store. What they tell of themselves; a replay neither has it nor needs it.
CREATE TABLE box (
  -- Drawn once in the box's data folder: the name may be given to another.
  instance TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- In every id that the box gives while it is cut off.
  stamp BIGINT NOT NULL UNIQUE,
  -- Which run of the box looked in last, and when, in seconds since 1970.
  run TEXT NOT NULL,
  seen DOUBLE PRECISION NOT NULL,
  -- The last row of its own log that was brought in, and how many tickets that were in all.
  carried BIGINT NOT NULL,
  brought INTEGER NOT NULL
);
CREATE UNIQUE INDEX box_name ON box (name) WHERE name <> '';

-- Numbers that a box may give while it is cut off, and nobody else ever.
CREATE TABLE reserve (
  day TEXT NOT NULL,
  prefix TEXT NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  instance TEXT NOT NULL,
  PRIMARY KEY (day, prefix, first)
);

-- What a box could not write down while the common store was away: how a paper of that store ended.
CREATE TABLE unwritten (
  job BIGINT PRIMARY KEY,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  again INTEGER NOT NULL
);
