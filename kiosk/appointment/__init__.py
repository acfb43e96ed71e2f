"""Appointments: a service at a time, taken up by a code; whose it is stays with the bank."""
