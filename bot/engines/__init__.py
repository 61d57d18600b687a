"""What breaks a principle? Engines turn a Change into Findings and Coverage."""
