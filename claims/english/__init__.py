"""What is known of English, below every stage: nothing here imports more than the values."""
