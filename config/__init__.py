"""What a branch is: its configuration, phrases and device profiles."""
