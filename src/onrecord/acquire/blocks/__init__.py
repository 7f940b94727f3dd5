"""What tells a block from others, in pages and texts alike: bylines, credits, datelines, prompts, repeats."""
