-- What the peak hint is told from: each closed day by half hours. It is made of the day's tickets alone,
-- which never change once the day is closed, and can be made again at any time.
CREATE TABLE arrivals_day (
  day TEXT PRIMARY KEY,
  tickets INTEGER NOT NULL
);
CREATE TABLE arrivals_slot (
  day TEXT NOT NULL,
  -- Where the half hour begins, in minutes from midnight.
  minute INTEGER NOT NULL,
  people INTEGER NOT NULL,
  -- Of these, how many were served, and how long that took at the counter in all.
  served INTEGER NOT NULL,
  work_s DOUBLE PRECISION NOT NULL,
  -- Of these, how many were called by the rule alone, and how long they had waited in all.
  called INTEGER NOT NULL,
  waited_s DOUBLE PRECISION NOT NULL,
  -- Counters at work in this half hour, whoever came when.
  counters INTEGER NOT NULL,
  PRIMARY KEY (day, minute)
);
