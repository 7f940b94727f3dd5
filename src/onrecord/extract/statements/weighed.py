"""What the network and the rules say of one attribution → the probability that it is one, its confidence.

A logistic regression over a few kinds of evidence. The weights were fitted on polnear-dev, where four-fold by document
attribution F1 is 75.4, and looked at on the even half of gum-other, of which the fit knows nothing.
"""

from __future__ import annotations

from math import exp, log

from onrecord.model import Attributed, Attribution

LEAST = 0.38  # least probability of what is kept; attribution F1 hardly changes from 0.3 to 0.4 on both corpora
_SUREST = 0.995  # a share of more, or of less than one in 200, says no more than this
BIAS = -2.14
CUE = 0.24  # log odds of the cue
LINKED = 0.16  # log odds of the content's words to be this cue's
TAGGED = 0.19  # log odds of the content's words to be content
LENGTH = 0.26  # logarithm of the content's characters
QUOTED = 0.32  # some of it stands in quotation marks
PARTED = -0.39  # its content is in several stretches
SOURCELESS = -0.72
AGREED = 0.40  # a rule reads an attribution at the same cue


def evidence(read: Attributed, mine: Attribution, rule: Attribution | None) -> tuple[float, ...]:
    """The evidence for an attribution, in the order of `WEIGHTS`."""
    return (
        1.0,
        _odds(read.score),
        _odds(read.linked),
        _odds(read.tagged),
        log(1 + sum(end - start for start, end in mine.content)),
        float(mine.form != "indirect"),
        float(len(mine.content) > 1),
        float(mine.source is None),
        float(rule is not None),
    )


WEIGHTS = (BIAS, CUE, LINKED, TAGGED, LENGTH, QUOTED, PARTED, SOURCELESS, AGREED)


def probability(read: Attributed, mine: Attribution, rule: Attribution | None) -> float:
    """How likely an attribution is one that the network read, and a rule too or none."""
    return 1 / (1 + exp(-sum(a * b for a, b in zip(WEIGHTS, evidence(read, mine, rule), strict=True))))


def _odds(share: float) -> float:
    share = min(max(share, 1 - _SUREST), _SUREST)
    return log(share / (1 - share))
