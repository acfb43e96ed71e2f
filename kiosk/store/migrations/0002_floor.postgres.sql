-- The life of a ticket on the floor: called again, missed and back, stepped out, visited, lifted.
ALTER TABLE ticket ADD COLUMN recalled INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN outs INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN aside_since TEXT;
ALTER TABLE ticket ADD COLUMN behind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN lifted BIGINT NOT NULL DEFAULT 0;
ALTER TABLE ticket ADD COLUMN only_at TEXT;
-- An appointment's time, if one was given.
ALTER TABLE ticket ADD COLUMN slot TEXT;

-- What the log says of the tickets and counters there are already.
UPDATE ticket SET
  misses = (SELECT count(*) FROM event WHERE ticket_id = ticket.id AND kind = 'missed'),
  recalled = (SELECT count(*) FROM event AS again WHERE again.ticket_id = ticket.id AND again.kind = 'recalled'
    AND again.seq > (SELECT max(seq) FROM event WHERE ticket_id = ticket.id AND kind = 'called')),
  aside_since = (SELECT aside.at FROM event AS aside WHERE aside.ticket_id = ticket.id
    AND aside.kind IN ('missed', 'parked') AND ticket.state IN ('missed', 'parked')
    ORDER BY aside.seq DESC LIMIT 1);

-- Why a counter is closed or pauses, and since when it has been without a customer.
ALTER TABLE counter ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE counter ADD COLUMN idle_since TEXT;
INSERT INTO counter (id, open) SELECT DISTINCT counter, 1 FROM event
  WHERE kind = 'called' AND counter NOT IN (SELECT id FROM counter);
UPDATE counter SET idle_since = (SELECT free.at FROM event AS free WHERE free.counter = counter.id
    AND free.kind IN ('finished', 'step_done', 'missed', 'parked', 'counter_opened', 'counter_closed')
    ORDER BY free.seq DESC LIMIT 1)
  WHERE id NOT IN (SELECT counter FROM ticket WHERE live = 1 AND state IN ('called', 'serving'));

-- Everything that decides whom a counter calls next, so that the whole queue is read from this index alone.
DROP INDEX ticket_queue;
CREATE INDEX ticket_queue ON ticket
  (state, class, steps, step, rank, due, counter) INCLUDE (id, overtaken, behind, lifted, only_at)
  WHERE live = 1;

-- What is open on the floor besides tickets: who is on duty, calls for help, an outage, a presence sweep.
CREATE TABLE matter (
  key TEXT PRIMARY KEY,
  since TEXT NOT NULL,
  facts TEXT NOT NULL
);
INSERT INTO matter SELECT 'no_shows', max(at), '{"count":' || count(*) || '}' FROM event
  WHERE kind = 'missed' AND seq > (SELECT coalesce(max(seq), 0) FROM event
    WHERE kind IN ('started', 'finished', 'step_done', 'day_opened'))
  HAVING count(*) > 0;
INSERT INTO matter SELECT 'help:' || (facts::json ->> 'kind'), max(at), '{}' FROM event
  WHERE kind = 'help_asked' AND seq > (SELECT coalesce(max(seq), 0) FROM event WHERE kind = 'day_opened')
  GROUP BY facts::json ->> 'kind';

CREATE INDEX event_called ON event (seq) WHERE kind = 'called';
CREATE INDEX event_green ON event (day, seq) WHERE kind IN ('lifted', 'lift_undone');
