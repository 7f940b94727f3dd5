"""Time expressions: words of time, calendar arithmetic, the grammar, and what each expression means."""
