"""What several commands share: options, printing, progress, the formats of export."""
