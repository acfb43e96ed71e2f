"""The first start of a box: five questions, and then it is a branch's kiosk."""
