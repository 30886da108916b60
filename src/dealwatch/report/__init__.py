"""What leaves the program as text: records, citations and exports; pure functions of what views give."""
