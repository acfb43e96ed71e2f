"""What the manager is advised: counters, machines, a plan of the week, and what if."""
