"""Many documents at once: documents in, reports out, by several processes."""
