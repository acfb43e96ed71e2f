"""What screen and pages of a first start say alike."""
