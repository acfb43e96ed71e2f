"""The scoring server's API and pages."""
