"""What is said aloud in the hall: calls, recalls, missed numbers and outages, one after the other."""
