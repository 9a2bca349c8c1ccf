"""What somebody typed becomes a Meaning: what is asked, about which units, papers and items."""
