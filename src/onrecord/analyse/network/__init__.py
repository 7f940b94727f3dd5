"""Words read by the language engine; its name is here, for who needs no more of it than that."""

NAME = "onrecord-en/0.2.0"
