"""The first start on the touch screen."""
