-- Appointments: what for and when, and no word of whose. The code is gone once the ticket is taken.
CREATE TABLE appointment (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL,
  service TEXT NOT NULL,
  slot TEXT NOT NULL,
  code TEXT,
  ticket_id BIGINT,
  UNIQUE (day, code)
);
