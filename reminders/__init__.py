"""What deserves saying unasked, when and to whom: pure rules over facts and a given now."""
