"""The barcode and QR scanner: serial, or as a keyboard that can never type into the screen."""
