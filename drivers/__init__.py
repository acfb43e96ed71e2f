"""What is plugged in: links, devices, and a virtual twin of each that speaks the same wire."""
