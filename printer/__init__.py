"""What stands on paper: ticket to lines, lines to bytes or a picture, the printer's bytes to facts."""
