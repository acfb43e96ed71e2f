"""Card readers, out of which nothing comes but a class of ticket; no ticket ever needs one."""
