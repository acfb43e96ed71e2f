"""Virtual twins of the devices: real wires, with faults on request."""
