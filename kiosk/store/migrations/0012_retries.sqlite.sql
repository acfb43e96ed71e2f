-- Until when a server asked to be left alone, so that a relay that starts anew still knows. What
-- somebody else said, and no state that the log makes: a replay neither has it nor needs it.
CREATE TABLE relay_pause (
  destination TEXT PRIMARY KEY,
  until_s REAL NOT NULL
);

-- By what an appointment that is sent or read again is known: a digest, for the sender's own name may
-- tell whose it is. In no log, like the code, and gone when that is.
ALTER TABLE appointment ADD COLUMN request TEXT;
CREATE UNIQUE INDEX appointment_request ON appointment (request);
