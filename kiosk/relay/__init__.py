"""What leaves the box: ratings for the scoring server, notices for the bank's gateway."""
