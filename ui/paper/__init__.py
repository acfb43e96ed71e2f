"""What everything on a large sheet has in common: colours, letters, the page of a PDF."""
