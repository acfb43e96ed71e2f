"""The lobby's rules and its memory: knows no screen, no wire and no web framework."""
