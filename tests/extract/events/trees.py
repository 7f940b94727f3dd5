"""Words with any heads → an analysis: what the rules for events must stand, however a tree looks."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.model import Analysis, Document, Mention, Span, Timex, Word

_WORDS = "attack talks the by Monday Velt who it of on kill 2 , ) her began"
_TAGS = "VERB/VBD VERB/VBN VERB/VBG NOUN/NN NOUN/NNS PROPN/NNP PRON/PRP DET/DT ADP/IN PUNCT/, NUM/CD AUX/VBD ADJ/JJ"
_RELATIONS = (
    "root nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss acl acl:relcl advcl xcomp ccomp conj cc case mark aux"
    " aux:pass appos flat compound compound:prt det punct amod advmod parataxis expl nummod"
)


@st.composite
def junk(draw: st.DrawFn) -> tuple[Analysis, list[Timex], list[Mention]]:
    """An analysis of nonsense, with a time and a name at some of its words."""
    size = draw(st.integers(1, 24))
    said = draw(st.lists(st.sampled_from(_WORDS.split()), min_size=size, max_size=size))
    words, times, names, at = [], list[Timex](), list[Mention](), 0
    for word in said:
        upos, _, tag = draw(st.sampled_from(_TAGS.split())).partition("/")
        head, relation = draw(st.integers(-1, size - 1)), draw(st.sampled_from(_RELATIONS.split()))
        end = at + len(word)
        words.append(Word(start=at, end=end, upos=upos, tag=tag, lemma=word, head=head, relation=relation))
        if word == "Monday":
            span = Span(start=at, end=end, exact=word)
            times.append(Timex(id=f"t{at}", span=span, type="DATE", value="2031-05-05", mod=None))
        if word == "Velt":
            names.append(Mention(start=at, end=end, kind="place", name=word))
        at = end + 1
    text = " ".join(said)
    document = Document(text=text, payload=text.encode(), media_type="text/plain")
    analysis = Analysis(document=document, engine="junk", tokens=(), sentences=(), quotations=(), words=tuple(words))
    return analysis, times, names
