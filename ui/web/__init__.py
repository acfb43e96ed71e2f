"""The pages: staff at counters and on the tablet, the board on the wall, the customer's phone."""
