"""The verdict: a ticket's right to judge its visit, and what becomes of a bad one."""
