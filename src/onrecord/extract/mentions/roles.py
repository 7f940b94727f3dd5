"""A name in its sentence → the roles beside it: "health minister Ana Ruiz", "Ana Ruiz, head of the council,"."""

from __future__ import annotations

from onrecord.extract.mentions import gazetteer
from onrecord.extract.mentions.parts import Part
from onrecord.extract.mentions.words import POSSESSIVES, Words
from onrecord.lexicon import reporting_forms
from onrecord.lexicon import words as lexicon_words
from onrecord.model import Sentence

_LONGEST = 8  # words of a role
_MARKS = frozenset({",", ".", ";", ":", "–", "—", ")", "”", '"', "!", "?"})
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their", "our", "my", "one", "another"})
_INSIDE = frozenset({"of", "for", "at", "in", "and", "the", "its", "his", "her", "their"})


def roles(words: Words, sentence: Sentence, part: Part) -> tuple[str, ...]:
    """The roles of a name: the one before it in capitals with its rank, and those beside it in the sentence."""
    told = [
        *_before_in_capitals(words, part),
        None if part.role else role_before(words, part.titled, sentence.first),
        role_after(words, part.last, sentence.last),
        role_across(words, part.titled, sentence.first),
    ]
    return tuple(dict.fromkeys(role for role in told if role))


def _before_in_capitals(words: Words, part: Part) -> list[str]:
    """ "President", "general"; one role where the rank completes it ("Army General", "Supreme Court Justice")."""
    titles = (gazetteer.title_roles().get(word.casefold().rstrip(".")) for word in words.said[part.titled : part.first])
    rank = " ".join(title for title in titles if title)
    if part.role is None:
        return [rank]
    role = _role(words, *part.role)
    complete = words.said[part.role[1] - 1].casefold() in gazetteer.role_heads() or "of" in role.split()
    return [role, rank] if complete else [f"{role} {rank}".strip()]


def role_before(words: Words, at: int, first: int) -> str | None:
    """The role that ends directly before token `at`, not reaching before token `first`."""
    if at <= first or words.said[at - 1].casefold() not in gazetteer.role_heads():
        return None
    start = _qualified(words, at - 1, first)
    return _role(words, start, at)


def role_across(words: Words, at: int, first: int) -> str | None:
    """ "The council's head and deputy mayor, Ana Ruiz": the first role of the phrase before the comma before `at`."""
    if at - 1 <= first or words.said[at - 1] != ",":
        return None
    begin = at - 1
    while begin > first and at - begin < 2 * _LONGEST and words.said[begin - 1] not in _MARKS:
        begin -= 1
    for head in range(begin, at - 1):
        if words.said[head].casefold() not in gazetteer.role_heads() or not _reaches(words, head + 1, at - 1):
            continue
        start = _described(words, head, begin)
        before = words.said[start - 1].casefold()
        another = before == "and" and words.said[start].casefold() in _ARTICLES
        if start == begin or another or before == "by" or before in gazetteer.quoting_verbs():
            return _role(words, _qualified(words, head, start), head + 1)
    return None


def _reaches(words: Words, at: int, comma: int) -> bool:
    """Whether what follows a role up to the comma only says of what it is one, or adds another role."""
    if at == comma:
        return True
    rest = {word.casefold() for word in words.said[at:comma]}
    clause = rest & (lexicon_words("function_words") - _INSIDE) or rest & reporting_forms()
    if clause or words.said[at].casefold() not in _INSIDE:
        return False
    return "and" not in rest or bool(rest & gazetteer.role_heads())


def _described(words: Words, head: int, begin: int) -> int:
    """Where the description with this head begins: articles, possessives, qualifiers and names before it."""
    start = head
    while start > begin:
        word = words.said[start - 1]
        folded = word.casefold()
        known = folded in _ARTICLES or folded in gazetteer.role_qualifiers() or folded in POSSESSIVES
        if not (known or word[0].isupper()):
            break
        start -= 1
    return start


def role_after(words: Words, at: int, last: int) -> str | None:
    """The role in the phrase between commas that begins at token `at`: ", the health minister,"."""
    if at + 1 >= last or words.said[at] != ",":
        return None
    end = at + 1
    while end < last and end - at <= _LONGEST and words.said[end] not in _MARKS:
        folded = words.said[end].casefold()
        if folded in gazetteer.role_heads() and _closes(words, end + 1, last):
            return _role(words, _qualified(words, end, at + 1), end + 1)
        if (
            words.said[end].islower()
            and not (folded in _ARTICLES or folded in gazetteer.role_qualifiers() or folded in gazetteer.role_heads())
            and folded not in POSSESSIVES | {"of", "and"}
        ):
            break
        if folded == "and" and words.said[end + 1].casefold() in _ARTICLES:
            break  # somebody else: ", her deputy Jan Pell and the mayor, …"
        end += 1
    return None


def _closes(words: Words, at: int, last: int | None = None) -> bool:
    """Whether a role can end before this token: no further noun follows."""
    if at >= (len(words.said) if last is None else last):
        return True
    word = words.said[at].casefold()
    return word in _MARKS or word in ("of", "and", "at", "for", "in", "who", "with", "to", "from", "on", "during")


def _qualified(words: Words, head: int, first: int) -> int:
    start = head
    while start > first and words.said[start - 1].casefold() in gazetteer.role_qualifiers():
        start -= 1
    return start


def _role(words: Words, start: int, end: int) -> str:
    return " ".join(words.said[start:end]).casefold()
