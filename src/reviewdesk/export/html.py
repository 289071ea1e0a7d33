"""A copy as one HTML file: nothing is fetched, nothing acts, and it prints well.

It is the Markdown copy, set by a parser that knows the same escapes, with the drawings in it and
the numbers of items as links.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from reviewdesk.domain.copies import Section
from reviewdesk.domain.shared import SharedReview
from reviewdesk.export.markdown import EVENTS_TITLE, TIMELINE_TITLE, make_markdown
from reviewdesk.export.marked import parser
from reviewdesk.export.numbering import number
from reviewdesk.export.options import ExportOptions
from reviewdesk.export.pdf.bidi import without_turns
from reviewdesk.export.svg import bounded_arranged, drawing, map_arranged

_NUMBER = re.compile(r"\b[CDELQRSV]\d+\b")
_DECISION = re.compile(r"Decision (\d+) · ")

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.55 "Noto Sans", system-ui, sans-serif; color: #1F2933; background: #fff;
  max-width: 52rem; margin: 2.5rem auto; padding: 0 1.25rem; overflow-wrap: break-word; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 .25rem; text-wrap: balance; }
h1 + p { color: #5B6770; margin-top: 0; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 .5rem; padding-top: .6rem;
  border-top: 2px solid #0B6E6E; }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin: .8rem 0; }
th { text-align: left; font-size: .75rem; letter-spacing: .04em; text-transform: uppercase;
  color: #5B6770; }
th, td { padding: .45rem .7rem .45rem 0; border-bottom: 1px solid #DDD7CB;
  vertical-align: top; }
th:first-child, td:first-child { white-space: nowrap; }
@media print, (min-width: 46rem) {
  .events, .repairs { table-layout: fixed; }
  .events th:first-child, .repairs th:first-child { width: 2.6rem; }
  .events th:nth-child(2), .events th:nth-child(3), .events th:nth-child(4) { width: 6.8rem; }
  .repairs th:nth-child(2) { width: 25%; }
  .repairs th:nth-child(3), .repairs th:nth-child(5) { width: 13%; }
  .repairs th:nth-child(4), .repairs th:nth-child(8) { width: 8%; }
  .repairs th:nth-child(7) { width: 6%; }
}
.events strong, .repairs strong { display: block; }
.events em, .repairs em { display: block; font-style: normal; color: #5B6770; }
blockquote { margin: 1rem 0; padding: .5rem 1rem; background: #F2F8F8;
  border-left: 3px solid #0B6E6E; }
blockquote p { margin: .2rem 0; }
ul { padding-left: 1.2rem; }
li { margin: .3rem 0; }
a { color: #0B6E6E; text-decoration: none; font-weight: 600; }
a:hover, a:focus-visible { text-decoration: underline; }
:target { background: #F2F8F8; }
figure { margin: 1rem 0; overflow-x: auto; }
figure svg { max-width: 100%; height: auto; min-width: 40rem; }
@page { margin: 16mm 16mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif;
    color: #5B6770; } }
@media print {
  html { font-size: 9.6pt; }
  body { font-size: 9.6pt; line-height: 1.45; max-width: none; margin: 0; padding: 0; }
  p, li { margin: .4em 0; }
  h2, h3 { break-after: avoid; }
  h2 { margin-top: 1.5rem; }
  p:has(> strong:only-child) { break-after: avoid; margin-bottom: .1em; }
  tr, blockquote, figure { break-inside: avoid; }
  thead { display: table-header-group; }
  table { font-size: 8.6pt; line-height: 1.4; }
  p, li { orphans: 2; widows: 2; }
  figure { overflow: visible; }
  figure svg { min-width: 0; }
}
"""

_TABLES = {EVENTS_TITLE: "events", TIMELINE_TITLE: "events", "Repairs": "repairs"}
"""How the tables under some headings are called in the style."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""The browser is told to fetch nothing and run nothing, whatever stands in the file."""


def make_html(
    review: SharedReview,
    options: ExportOptions,
    questions: Mapping[str, str],
    fonts_dir: Path,
    look_up: Callable[[], None] = lambda: None,
) -> str:
    """The whole copy in the order of the report. `look_up` may raise to have it given up."""
    reader = parser()
    tokens = reader.parse(make_markdown(review, options, questions, drawn=True))
    look_up()
    numbers = number(review)
    renderer = RendererHTML()
    known = _named(tokens, {*numbers.of.values(), *numbers.decisions.values(), *numbers.shows})
    figures = _figures(review, options, fonts_dir, look_up)
    body = []
    under = ""
    for place, token in enumerate(tokens):
        look_up()
        if token.type == "inline":
            body.append(_inline(token, known))
            continue
        if token.type == "table_open" and under in _TABLES:
            token.attrSet("class", _TABLES[under])
        rule = renderer.rules.get(token.type, renderer.renderToken)
        body.append(rule(tokens, place, reader.options, {}))
        if token.type == "heading_close" and token.tag == "h2":
            under = tokens[place - 1].content
            body.append(figures.pop(under, ""))
    title = escape(review.head.title or "Untitled review")
    return without_turns(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="ReviewDesk {escape(options.version)}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"{''.join(body)}</body>\n</html>\n"
    )


def _figures(
    review: SharedReview, options: ExportOptions, fonts_dir: Path, look_up: Callable[[], None]
) -> dict[str, str]:
    """The drawings by the heading each stands under."""
    found = {}
    if review.entries and Section.TIMELINE in options.shown:
        drawn = drawing(review, fonts_dir, look_up, bounded_arranged)
        found[TIMELINE_TITLE] = f"<figure>{drawn}</figure>\n"
    if sum(not one.ruled_out for one in review.conditions) > 1:
        drawn = drawing(review, fonts_dir, look_up, map_arranged)
        found["Conditions"] = f"<figure>{drawn}</figure>\n"
    return found


def _named(tokens: Sequence[Token], known: set[str]) -> set[str]:
    """Names the rows, items and headings that numbers lead to; the numbers that lead somewhere."""
    given: set[str] = set()
    holder: Token | None = None
    for place, token in enumerate(tokens):
        if token.type in ("tr_open", "list_item_open", "heading_open"):
            holder = token
        elif token.type == "inline" and holder is not None:
            decision = _DECISION.match(token.content) if holder.type == "heading_open" else None
            first = f"D{decision[1]}" if decision else _own_number(token, holder)
            own = tokens[place - 1].type in ("td_open", "paragraph_open", "heading_open")
            if own and first in known and first not in given:
                given.add(first)
                holder.attrSet("id", first)
            holder = None
    return given


def _own_number(token: Token, holder: Token) -> str:
    """The number a row or an item begins with; in an item it is set strong."""
    first = token.content.partition(" ")[0]
    if holder.type == "list_item_open":
        return first.strip("*") if first.startswith("**") and first.endswith("**") else ""
    return first


def _inline(token: Token, known: set[str]) -> str:
    """Text with its numbers as links, and its addresses."""
    parts = []
    in_link = False
    for child in token.children or ():
        if child.type == "link_open":
            parts.append(f'<a href="{escape(str(child.attrGet("href")))}" rel="noreferrer">')
            in_link = True
        elif child.type == "link_close":
            parts.append("</a>")
            in_link = False
        elif child.type == "text" and not in_link:
            parts.append(_linked(child.content, known))
        elif child.type in ("strong_open", "strong_close", "em_open", "em_close"):
            parts.append(f"<{'/' if child.nesting < 0 else ''}{child.tag}>")
        elif child.type == "hardbreak":
            parts.append("<br>\n")
        elif child.type == "softbreak":
            parts.append("\n")
        else:
            parts.append(escape(child.content))
    return "".join(parts)


def _linked(text: str, known: set[str]) -> str:
    return _NUMBER.sub(
        lambda found: f'<a href="#{found[0]}">{found[0]}</a>' if found[0] in known else found[0],
        escape(text),
    )
