-- Who may sign in at the pages, as in a branch's store. `secret` is an argon2id hash, never a password.
CREATE TABLE staff (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  secret TEXT NOT NULL,
  added_at TEXT NOT NULL
);
CREATE TABLE staff_session (
  id_hash TEXT PRIMARY KEY,
  name TEXT NOT NULL REFERENCES staff (name) ON DELETE CASCADE,
  began DOUBLE PRECISION NOT NULL,
  seen DOUBLE PRECISION NOT NULL
);
CREATE INDEX staff_session_name ON staff_session (name);
CREATE TABLE staff_lock (
  account TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  until DOUBLE PRECISION NOT NULL
);
CREATE TABLE staff_log (
  id BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  name TEXT NOT NULL,
  deed TEXT NOT NULL
);

-- What somebody is here: a manager of one unit, an inspector of all, or an administrator.
CREATE TABLE post (
  name TEXT PRIMARY KEY REFERENCES staff (name) ON DELETE CASCADE,
  office TEXT NOT NULL,
  unit TEXT NOT NULL
);

-- The branches that are judged.
CREATE TABLE unit (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  added_at TEXT NOT NULL
);

-- What a branch signs with. Several at once let a key be changed without losing a rating.
CREATE TABLE sending_key (
  id BIGINT PRIMARY KEY,
  unit TEXT NOT NULL REFERENCES unit (id),
  secret TEXT NOT NULL,
  added_at TEXT NOT NULL,
  retired_at TEXT NOT NULL
);
CREATE INDEX sending_key_unit ON sending_key (unit);

-- Every rating as it came; a changed one is another row with the same ticket.
CREATE TABLE rating (
  id TEXT PRIMARY KEY,
  unit TEXT NOT NULL,
  ticket TEXT NOT NULL,
  received_at TEXT NOT NULL,
  hash TEXT NOT NULL,
  content TEXT NOT NULL
);

-- What counts: the latest word on each ticket.
CREATE TABLE verdict (
  unit TEXT NOT NULL,
  ticket TEXT NOT NULL,
  rating TEXT NOT NULL REFERENCES rating (id),
  rated_at TEXT NOT NULL,
  day TEXT NOT NULL,
  number TEXT NOT NULL,
  service TEXT NOT NULL,
  counter TEXT NOT NULL,
  person TEXT NOT NULL,
  score INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  comment TEXT NOT NULL,
  channel TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (unit, ticket)
);
CREATE INDEX verdict_day ON verdict (unit, day);

-- Complaints, from a bad rating or any other way. `person` is who is complained of, empty where unknown.
CREATE TABLE complaint (
  id BIGINT PRIMARY KEY,
  unit TEXT NOT NULL REFERENCES unit (id),
  origin TEXT NOT NULL,
  ticket TEXT NOT NULL,
  rating TEXT NOT NULL,
  person TEXT NOT NULL,
  counter TEXT NOT NULL,
  words TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  day TEXT NOT NULL,
  weight TEXT NOT NULL,
  answer_due TEXT NOT NULL,
  mend_due TEXT NOT NULL,
  owner TEXT NOT NULL,
  state TEXT NOT NULL,
  verified INTEGER,
  justified INTEGER,
  measure TEXT NOT NULL
);
CREATE UNIQUE INDEX complaint_ticket ON complaint (ticket, unit) WHERE ticket <> '';
CREATE INDEX complaint_state ON complaint (state, unit);
CREATE INDEX complaint_day ON complaint (unit, day);

-- What was done on a case; never changed.
CREATE TABLE complaint_step (
  id BIGINT PRIMARY KEY,
  complaint BIGINT NOT NULL REFERENCES complaint (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  deed TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX complaint_step_of ON complaint_step (complaint);

-- The ledger. Points are signed; a mistake is set right by another row that names the first.
CREATE TABLE ledger (
  id BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  unit TEXT NOT NULL REFERENCES unit (id),
  person TEXT NOT NULL,
  pack TEXT NOT NULL,
  section TEXT NOT NULL,
  rule TEXT NOT NULL,
  points INTEGER NOT NULL,
  evidence TEXT NOT NULL,
  verifier TEXT NOT NULL,
  written_by TEXT NOT NULL,
  complaint BIGINT REFERENCES complaint (id),
  corrects BIGINT REFERENCES ledger (id)
);
CREATE INDEX ledger_day ON ledger (unit, day);
CREATE INDEX ledger_person ON ledger (person, day);
CREATE INDEX ledger_corrects ON ledger (corrects);
-- Appeals and waivers, and what was decided.
CREATE TABLE ledger_step (
  id BIGINT PRIMARY KEY,
  entry BIGINT NOT NULL REFERENCES ledger (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  deed TEXT NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX ledger_step_of ON ledger_step (entry);

-- What people decided over and above points: the three steps of a unit, a fine, an honour lost.
CREATE TABLE sanction (
  id BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  unit TEXT NOT NULL REFERENCES unit (id),
  person TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  evidence TEXT NOT NULL,
  decided_by TEXT NOT NULL
);
CREATE INDEX sanction_unit ON sanction (unit, kind);

CREATE TABLE inspection (
  id BIGINT PRIMARY KEY,
  unit TEXT NOT NULL REFERENCES unit (id),
  checklist TEXT NOT NULL,
  cadence TEXT NOT NULL,
  methods TEXT NOT NULL,
  inspector TEXT NOT NULL,
  day TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  closed_at TEXT NOT NULL
);
CREATE INDEX inspection_unit ON inspection (unit, cadence, day);
CREATE TABLE inspection_item (
  inspection BIGINT NOT NULL REFERENCES inspection (id),
  place INTEGER NOT NULL,
  item TEXT NOT NULL,
  finding BIGINT,
  outcome TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (inspection, place)
);
-- Checks that tablets sent; each counts once.
CREATE TABLE tablet_check (
  id TEXT PRIMARY KEY,
  received_at TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE TABLE finding (
  id BIGINT PRIMARY KEY,
  inspection BIGINT NOT NULL REFERENCES inspection (id),
  unit TEXT NOT NULL REFERENCES unit (id),
  item TEXT NOT NULL,
  words TEXT NOT NULL,
  evidence TEXT NOT NULL,
  due TEXT NOT NULL,
  found_at TEXT NOT NULL,
  mended_at TEXT NOT NULL,
  mended_in BIGINT
);
CREATE INDEX finding_open ON finding (unit, mended_at);

CREATE TABLE star (
  unit TEXT NOT NULL REFERENCES unit (id),
  month TEXT NOT NULL,
  person TEXT NOT NULL,
  chosen_by TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (unit, month)
);

CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME; END $$;
CREATE TRIGGER staff_log_stays BEFORE UPDATE OR DELETE ON staff_log
FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER complaint_step_stays BEFORE UPDATE OR DELETE ON complaint_step
FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER ledger_stays BEFORE UPDATE OR DELETE ON ledger
FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER ledger_step_stays BEFORE UPDATE OR DELETE ON ledger_step
FOR EACH ROW EXECUTE FUNCTION stays();
CREATE TRIGGER sanction_stays BEFORE UPDATE OR DELETE ON sanction
FOR EACH ROW EXECUTE FUNCTION stays();
