-- One ticket, one rating: the row itself is what makes it single. Every version stands in the log.
CREATE TABLE rating (
  id BIGINT PRIMARY KEY,
  ticket_id BIGINT NOT NULL UNIQUE REFERENCES ticket (id),
  uid TEXT NOT NULL,
  version INTEGER NOT NULL,
  reference TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  counter TEXT,
  score INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  comment TEXT NOT NULL,
  call_manager INTEGER NOT NULL,
  channel TEXT NOT NULL,
  first_at TEXT NOT NULL,
  rated_at TEXT NOT NULL
);
-- All that a total needs, so that it is read from this index alone.
CREATE INDEX rating_day ON rating (day, id, counter, score);

-- An unhappy customer's matter: who answers for it, since when, and what came of it.
CREATE TABLE case_file (
  ticket_id BIGINT PRIMARY KEY REFERENCES ticket (id),
  reference TEXT NOT NULL UNIQUE,
  opened_at TEXT NOT NULL,
  called_at TEXT NOT NULL,
  score INTEGER NOT NULL,
  call_manager INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  owner TEXT,
  contact TEXT NOT NULL,
  taken_at TEXT,
  closed_at TEXT,
  result TEXT NOT NULL
);
CREATE INDEX case_file_open ON case_file (opened_at) WHERE closed_at IS NULL;

-- What leaves the box. `id` is the row of the log that made it; what was delivered needs its body no more.
CREATE TABLE outbox (
  id BIGINT PRIMARY KEY,
  destination TEXT NOT NULL,
  ticket_id BIGINT NOT NULL,
  uid TEXT NOT NULL,
  body TEXT NOT NULL,
  fate TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  -- Not before this moment, in seconds since 1970.
  next_at DOUBLE PRECISION NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX outbox_fresh ON outbox (destination, id, next_at) WHERE fate = 'waiting' AND attempts = 0;
CREATE INDEX outbox_again ON outbox (destination, id, next_at) WHERE fate = 'waiting' AND attempts > 0;
CREATE INDEX outbox_ticket ON outbox (ticket_id, destination, id) WHERE fate = 'waiting';
CREATE INDEX outbox_refused ON outbox (destination, id) WHERE fate = 'refused';

-- Where to tell a customer that the turn is near. The row is gone when they are called, missed or gone.
CREATE TABLE notice (
  ticket_id BIGINT PRIMARY KEY REFERENCES ticket (id),
  address TEXT NOT NULL,
  due INTEGER NOT NULL
);

-- Whether the counter's keys still take a verdict: its last call and its last end of service.
CREATE INDEX event_service_end ON event (counter, seq) WHERE kind IN ('called', 'finished');
