"""How people meet the lobby: the touch screen and the command line."""
