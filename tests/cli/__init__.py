"""The commands, run as processes in a home directory of their own."""
