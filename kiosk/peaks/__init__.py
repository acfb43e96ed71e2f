"""The peak hint: when a branch will be busy and when quiet, from the days it has had."""
