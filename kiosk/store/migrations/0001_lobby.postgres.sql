-- The business day is a row, opened and closed by an event, never computed from the clock.
CREATE TABLE business_day (
  day TEXT PRIMARY KEY,
  opened_at TEXT NOT NULL,
  closed_at TEXT
);

-- The last number given in each series of a day: no gap, no number twice.
CREATE TABLE series (
  day TEXT NOT NULL,
  prefix TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (day, prefix)
);

CREATE TABLE ticket (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL,
  prefix TEXT NOT NULL,
  number INTEGER NOT NULL,
  class TEXT NOT NULL,
  steps TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  -- The order of calling: care first, then by due time (seconds since 1970).
  rank INTEGER NOT NULL,
  due DOUBLE PRECISION NOT NULL,
  ahead INTEGER NOT NULL,
  p50_s INTEGER,
  p90_s INTEGER,
  request_id TEXT NOT NULL,
  language TEXT NOT NULL,
  large INTEGER NOT NULL,
  state TEXT NOT NULL,
  step INTEGER NOT NULL,
  counter TEXT,
  waiting_since TEXT,
  called_at TEXT,
  started_at TEXT,
  finished_at TEXT,
  overtaken INTEGER NOT NULL,
  calls INTEGER NOT NULL,
  live INTEGER NOT NULL
);
CREATE UNIQUE INDEX ticket_number ON ticket (day, prefix, number);
-- By day first: ten years of random request ids must not make today's insert touch cold pages.
CREATE UNIQUE INDEX ticket_request ON ticket (day, request_id);
-- All that a wait needs to be told, so that the whole queue is read from this index alone.
CREATE INDEX ticket_queue ON ticket (state, class, steps, step, rank, due, counter) WHERE live = 1;

CREATE TABLE print_job (
  id BIGINT PRIMARY KEY,
  ticket_id BIGINT NOT NULL REFERENCES ticket (id),
  copy INTEGER NOT NULL,
  state TEXT NOT NULL,
  queued_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  detail TEXT NOT NULL,
  live INTEGER NOT NULL
);
CREATE UNIQUE INDEX print_job_copy ON print_job (ticket_id, copy);
CREATE INDEX print_job_live ON print_job (id) WHERE live = 1;

CREATE TABLE counter (
  id TEXT PRIMARY KEY,
  open INTEGER NOT NULL
);

CREATE TABLE device (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  detail TEXT NOT NULL,
  since TEXT NOT NULL
);

-- What the tickets taught: how long each service really takes, wrap-up included.
CREATE TABLE service_time (
  service TEXT PRIMARY KEY,
  tickets INTEGER NOT NULL,
  total_s DOUBLE PRECISION NOT NULL
);

CREATE TABLE token_key (
  kid INTEGER PRIMARY KEY,
  secret TEXT NOT NULL
);

-- The log. `seq` orders it, `mark` never goes backwards, `at` is what the clock said.
CREATE TABLE event (
  seq BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  mark TEXT NOT NULL,
  day TEXT NOT NULL,
  kind TEXT NOT NULL,
  ticket_id BIGINT,
  counter TEXT,
  facts TEXT NOT NULL
);
CREATE INDEX event_ticket ON event (ticket_id, seq) WHERE ticket_id IS NOT NULL;
CREATE FUNCTION event_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of the log are never changed or deleted'; END $$;
CREATE TRIGGER event_stays BEFORE UPDATE OR DELETE ON event
FOR EACH ROW EXECUTE FUNCTION event_stays();
