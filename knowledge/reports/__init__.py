"""What somebody reports in their own words, understood: `understand.py` is the door."""
