"""Serial lines with boards, keypads, lamps and readers on them."""
