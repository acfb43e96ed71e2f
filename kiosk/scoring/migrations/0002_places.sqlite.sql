-- Which place a ticket's first word has among those of its unit: totals are told in steps of five, in this order.
ALTER TABLE verdict ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
UPDATE verdict SET place = counted.place FROM (
  SELECT unit, ticket, row_number() OVER (PARTITION BY unit ORDER BY came, ticket) AS place
  FROM (SELECT unit, ticket, min(received_at) AS came FROM rating GROUP BY unit, ticket) AS first
) AS counted
WHERE counted.unit = verdict.unit AND counted.ticket = verdict.ticket;
CREATE UNIQUE INDEX verdict_place ON verdict (unit, place);
