"""The scoring server's rules and memory: ratings, complaint cases, the ledger, inspections, honours."""
