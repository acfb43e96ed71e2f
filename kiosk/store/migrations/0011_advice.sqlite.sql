-- What was advised on a day, and what came of it.
CREATE INDEX event_advice ON event (day, seq) WHERE kind IN ('advice_given', 'advice_escalated',
  'advice_followed', 'advice_declined', 'advice_withdrawn', 'support_asked', 'support_answered',
  'counter_opened');
