"""Files become lines: one module per format."""
