"""The keypads of the counters: a key press becomes a deed of the lobby."""
