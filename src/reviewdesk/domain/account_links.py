"""Pages, accounts and folders of people, told by where their name stands: linkedin.com/in/…"""

import re
from collections.abc import Iterator

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.folding import listed, plain
from reviewdesk.domain.no_names import NO_NAMES

_SITES = "|".join(
    re.escape(site).replace(r"\*", r"[\w-]{1,40}")
    for site in listed("""
    linkedin.com/in/ linkedin.com/pub/ facebook.com/ instagram.com/ t.me/ telegram.me/
    gist.github.com/ github.com/orgs/*/people/ keybase.io/ twitch.tv/ calendly.com/
    bsky.app/profile/ reddit.com/u/ reddit.com/user/ discord.com/users/ medium.com/@
    mastodon.social/@ hachyderm.io/@ tiktok.com/@ youtube.com/@ threads.net/@
    app.slack.com/team/ *.slack.com/team/
    """)
)
"""Behind which the name of somebody stands."""
ACCOUNT = re.compile(
    r"(?<![\w.@/-])(?:https?://)?(?:(?:[a-z]{2,3}|old)\.)?(?:"
    rf"(?:{_SITES})|(?:x|twitter)\.com/(?!(?:home|search|hashtag|intent|i|share)\b)"
    r"|(?:(?:github|gitlab)\.com|bitbucket\.org)/(?![\w-]+/[\w.-])|stackoverflow\.com/users/\d+/"
    r")@?(?P<link>[\w.%-]{2,60})(?:/(?!\w))?"
    r"|(?<!\w)(?P<chat>slack://user\?[\w=&]{4,80}|(?:skype|sip|xmpp):[\w.@+-]{3,60})"
    r"|(?-i:(?<![\w/=-])<?@?(?P<member>[UW]\d(?=\d*[A-Z]\d*[A-Z])[A-Z0-9]{7,9})"
    r"(?:\|[^<>|\n]{1,40})?>?(?![\w-]))"
    r"|(?<![\w.-])(?<!\w/)/?u/(?P<redditor>[\w-]{3,20})\b"
    r"|(?<![\w/#&.-])(?P<tagged>[^\W\d_][\w.]{2,31})#\d{4}(?!\w)"
    r"|(?<![\w.~:-])~(?P<home>[a-z][\w.-]{2,30}\w)"
    r"|(?<![\w~.])(?:/home/|/Users/|[A-Z]:\\Users\\)(?P<folder>[a-z][\w.-]{1,30})"
    r"|(?<=[?&]user=)(?P<asked>[a-z][\w.-]{1,30})|(?<=\?name=)(?P<named>[a-z][\w.-]{1,40})",
    re.IGNORECASE,
)
_HAS_ACCOUNT = re.compile(r"[/#~=:UW](?:(?<=[/#~=])|(?<=(?:pe|ip|pp):)|(?<=[UW])\d)")


def accounts_in(text: str) -> Iterator[re.Match[str]]:
    """Pages and names of accounts that look like those of a person."""
    if may_have_account(text):
        yield from filter(is_account, ACCOUNT.finditer(text))


def may_have_account(text: str) -> bool:
    return _HAS_ACCOUNT.search(text) is not None


def is_account(found: re.Match[str]) -> bool:
    if found["member"] or found["chat"]:
        return True
    name = next(filter(None, found.groupdict().values()), "")
    if found["tagged"] and name.isupper():
        return False
    if found["link"] and name.isdigit():
        return True
    parts = [part for part in re.split(r"[\W\d_]+", plain(name)) if part]
    return bool(parts) and not all(part in NO_NAMES or is_common(part) for part in parts)
