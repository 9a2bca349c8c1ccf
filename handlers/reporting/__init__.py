"""Progress by message: understood, shown beside what stands, written once confirmed."""
