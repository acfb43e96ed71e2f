-- The codes of the forms that a ticket carries to its counter, parted by blanks.
ALTER TABLE ticket ADD COLUMN forms TEXT NOT NULL DEFAULT '';

-- A form that a kiosk's scanner has read and its screen has not taken yet. In no log: of most that is all.
CREATE TABLE form_read (
  -- The row of the log that tells of the scan.
  scan BIGINT PRIMARY KEY,
  kiosk TEXT NOT NULL,
  code TEXT NOT NULL
);
