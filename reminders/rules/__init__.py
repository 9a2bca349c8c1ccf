"""One pure function for each rule, and the table of them."""
