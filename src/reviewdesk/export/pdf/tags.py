"""What each part of the report is, for those who have it read to them: heading, table, list.

Parts are laid out long before they are drawn, and columns are drawn line by line beside each other;
so a tag is made where something is set, gathered where parts are put together, and given its
content by the pen. The order of the tree is the order of reading.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Content: TypeAlias = tuple[int, int]
"""Place of a page, and the number of what is marked on it; below zero an annotation's object."""

_KEPT_EMPTY = frozenset({"TR", "TH", "TD"})
_TAKES_TEXT = frozenset({"TD", "TH", "LBody"})


@dataclass(slots=True, eq=False)
class Tag:
    """One element of the structure; `sort` is its type, as in P, H2 or TD.

    `more` is what else its dictionary says, as PDF source.
    """

    sort: str
    kids: list["Tag | Content"] = field(default_factory=list)
    more: str = ""
    number: int = 0
    """Of its object, once the tree is written."""


def alternative(text: str) -> str:
    """`text` as what stands for a picture."""
    said = f"\ufeff{text}".encode("utf-16-be").hex()
    return f"/Alt <{said}>"


def several(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """The tags, each once, in the order they come first."""
    return tuple(dict.fromkeys(tags))


def write_tree(
    tags: Sequence[Tag],
    first: int,
    pages: Sequence[int],
    keys: Sequence[tuple[int, int | None, Tag | None]],
) -> list[bytes]:
    """The structure as objects, numbered from `first`, which is its root.

    `pages` are the object numbers of the pages. `keys` are those of the parent tree in order:
    key, and either the place of a page or the tag of an annotation.
    """
    document = Tag("Document", _filled(tags))
    numbered: list[tuple[Tag, int]] = []
    parents: dict[Content, int] = {}
    root = first
    _number(document, root, [first + 1], numbered, parents)
    tree_number = root + len(numbered) + 1
    objects = [
        f"<< /Type /StructTreeRoot /K [{document.number} 0 R] /ParentTree {tree_number} 0 R "
        f"/ParentTreeNextKey {len(keys)} /RoleMap << /Title /H1 >> >>".encode()
    ]
    objects += [_element(tag, parent, pages) for tag, parent in numbered]
    owners: dict[int, dict[int, int]] = {}
    for (page, place), owner in parents.items():
        if place >= 0:
            owners.setdefault(page, {})[place] = owner
    said = []
    for key, page_place, link in keys:
        if page_place is not None:
            marked = owners.get(page_place, {})
            told = [
                f"{marked[one]} 0 R" if one in marked else "null"
                for one in range(max(marked, default=-1) + 1)
            ]
            said.append(f"{key} [{' '.join(told)}]")
        elif link is not None and link.number:
            said.append(f"{key} {link.number} 0 R")
    objects.append(f"<< /Nums [{' '.join(said)}] >>".encode())
    return objects


def _filled(kids: Iterable["Tag | Content"]) -> list["Tag | Content"]:
    """The kids that hold anything; a cell with one paragraph holds its text itself, and
    neighbouring items become one list."""
    found: list[Tag | Content] = []
    items: list[Tag | Content] = []
    for kid in kids:
        if isinstance(kid, Tag):
            if kid.kids:
                kid.kids = _filled(kid.kids)
            if kid.sort in _TAKES_TEXT and len(kid.kids) == 1:
                only = kid.kids[0]
                if isinstance(only, Tag) and only.sort in ("P", "Div") and not only.more:
                    kid.kids = only.kids
            if not kid.kids and kid.sort not in _KEPT_EMPTY:
                continue
            if kid.sort == "LI":
                if not items:
                    found.append(Tag("L", items))
                items.append(kid)
                continue
        if items:
            items = []
        found.append(kid)
    return found


def _number(
    tag: Tag,
    parent: int,
    next_number: list[int],
    numbered: list[tuple[Tag, int]],
    parents: dict[Content, int],
) -> None:
    tag.number = next_number[0]
    next_number[0] += 1
    numbered.append((tag, parent))
    for kid in tag.kids:
        if isinstance(kid, Tag):
            _number(kid, tag.number, next_number, numbered, parents)
        else:
            parents[kid] = tag.number


def _element(tag: Tag, parent: int, pages: Sequence[int]) -> bytes:
    on = next((kid[0] for kid in tag.kids if not isinstance(kid, Tag)), None)
    kids = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(f"{kid.number} 0 R")
        elif kid[1] < 0:
            kids.append(f"<< /Type /OBJR /Pg {pages[kid[0]]} 0 R /Obj {-kid[1]} 0 R >>")
        elif kid[0] == on:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<< /Type /MCR /Pg {pages[kid[0]]} 0 R /MCID {kid[1]} >>")
    page = "" if on is None else f" /Pg {pages[on]} 0 R"
    more = f" {tag.more}" if tag.more else ""
    return (
        f"<< /Type /StructElem /S /{tag.sort} /P {parent} 0 R{page}{more} /K [{' '.join(kids)}] >>"
    ).encode()
