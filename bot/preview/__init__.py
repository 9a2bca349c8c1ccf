"""What an import understood and would change, as blocks for a person to agree to."""
