"""Looking after the box: what is the matter with it, what it is made of, and what a technician may do."""
