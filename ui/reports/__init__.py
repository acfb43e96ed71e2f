"""The reports as people meet them: tables, charts, spreadsheets and the morning meeting's page."""
