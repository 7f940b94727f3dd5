"""What is said of the program's version is the program's version."""

from importlib.metadata import version

from onrecord.model.vocabulary import EXTRACTOR


def test_the_rules_are_of_the_version_of_the_program() -> None:
    assert f"onrecord/{version('onrecord')}" == EXTRACTOR
