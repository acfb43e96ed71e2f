"""What LED boards, lamps and the displays of keypads show of the lobby."""
