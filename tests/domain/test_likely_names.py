"""What looks like somebody in the texts of a review, and what copies do with it."""

from __future__ import annotations

import pytest

from builders import a_department, a_review, a_voice, an_entry
from reviewdesk.domain.likely_names import LikelyName, NameSort, likely_names
from reviewdesk.domain.people import NameRule
from reviewdesk.domain.review import Review
from reviewdesk.domain.shared import Audience
from reviewdesk.domain.sharing import for_audience

LANES = {"support", "engineering"}


def found_in(*texts: str) -> dict[str, NameSort]:
    return {one.text: one.sort for one in likely_names(texts, LANES)}


def title_for(review: Review, audience: Audience = Audience.COMPANY) -> str:
    return for_audience(review, audience).entries[0].title


@pytest.mark.parametrize(
    ("text", "wanted", "sort"),
    [
        ("ask ana.costa+ops@firm.example.org now", "ana.costa+ops@firm.example.org", NameSort.MAIL),
        ("call +351 912 345 678 first", "+351 912 345 678", NameSort.PHONE),
        ("call (030) 123 45 67 first", "(030) 123 45 67", NameSort.PHONE),
        ("ping @mira_k about it", "@mira_k", NameSort.HANDLE),
        ("then Mira Kowalska called", "Mira Kowalska", NameSort.NAME),
        ("Dr. Okafor looked at it", "Okafor", NameSort.NAME),
        ("we told Priya at once", "Priya", NameSort.NAME),
        ("a complaint of Nordlicht Logistik GmbH", "Nordlicht Logistik GmbH", NameSort.CUSTOMER),
        ("customer Fernhill waits", "Fernhill", NameSort.CUSTOMER),
    ],
)
def test_it_is_found_by_its_form(text: str, wanted: str, sort: NameSort) -> None:
    assert found_in(text).get(wanted) is sort


@pytest.mark.parametrize(
    "text",
    [
        "2019-07-02 14:07 rollout began",
        "release 10.20.30.4000000 went out",
        "@support call centre hammered",
        "@here look at this",
        "https://example.org/@someone/12345678901",
        "Status Page says nothing",
        "error 0123",
        "call centre hammered by Monday",
    ],
)
def test_what_is_nobody_is_not_found(text: str) -> None:
    assert found_in(text) == {}


def test_what_is_told_most_often_comes_first_among_its_sort() -> None:
    texts = ["told Priya", "told Priya again", "told Mira"]
    assert likely_names(texts, ()) == [
        LikelyName("Priya", NameSort.NAME, 2),
        LikelyName("Mira", NameSort.NAME, 1),
    ]


def test_ways_to_reach_somebody_go_from_copies_without_names_alone() -> None:
    entry = an_entry("mail ana@firm.example, phone +351 912 345 678, or @mira_k; @support knows")
    review = a_review(a_department("Support"), entry)
    assert title_for(review) == (
        "mail a mail address, phone a phone number, or a colleague; @support knows"
    )
    assert title_for(review, Audience.MEMBERS) == entry.title


def test_a_mail_address_is_told_by_its_owner() -> None:
    support = a_department("Support")
    voice = a_voice(support, "shift lead", name="Ana Costa")
    review = a_review(support, voice, an_entry("wrote to ana.costa@firm.example"))
    assert title_for(review) == "wrote to the shift lead"


def test_a_name_that_was_decided_about_goes_in_all_its_spellings() -> None:
    rule = NameRule(text="Mira Kowalska", token="a customer")
    review = a_review(an_entry("mira kowalska’s order, MIRA.KOWALSKA again"), copy_names=(rule,))
    assert title_for(review) == "A customer’s order, a customer again"


def test_what_may_stay_stays() -> None:
    rules = (NameRule(text="@grafana", keep=True), NameRule(text="ops@firm.example", keep=True))
    review = a_review(an_entry("@grafana wrote to ops@firm.example"), copy_names=rules)
    assert title_for(review) == "@grafana wrote to ops@firm.example"


def test_a_part_of_a_voices_name_may_stay_but_never_the_whole() -> None:
    support = a_department("Support")
    voice = a_voice(support, "shift lead", name="Ana Lisbon")
    rules = (NameRule(text="Lisbon", keep=True), NameRule(text="Ana Lisbon", keep=True))
    review = a_review(support, voice, an_entry("Ana Lisbon left Lisbon"), copy_names=rules)
    assert title_for(review) == "The shift lead left Lisbon"


def test_what_nobody_has_looked_at_goes_from_copies_for_others_and_what_may_stay_stays() -> None:
    entry = an_entry(
        "Xanthippe Drumgoole of Acme Widgets GmbH rang", detail="Drumgoole’s line; Acme waits; "
        "Dr. Okonkwo-Featherby, then Featherby and Priya", public=True,
    )  # fmt: skip
    review = a_review(entry)
    [shown] = for_audience(review, Audience.PUBLIC).entries
    assert shown.title == "A colleague of a customer rang"
    assert shown.detail == (
        "A colleague’s line; a customer waits; a colleague, then a colleague and a colleague"
    )
    assert title_for(review, Audience.MEMBERS) == entry.title
    kept = a_review(entry, copy_names=(NameRule(text="Acme Widgets GmbH", keep=True),))
    assert title_for(kept) == "A colleague of Acme Widgets GmbH rang"


@pytest.mark.parametrize(
    "text",
    [
        "Google Kubernetes Engine and Amazon Web Services", "the Load Balancer in New York",
        "Restarted Kafka, then Redis Sentinel", "by Prometheus, from Grafana Labs",
        "Site Reliability told Customer Support", "Grace Period ended; Bad Gateway again",
        "Rolling Restart of the Payment Gateway", "customer Support said so", "To Do: Page Cache",
        "Neue Datenbank ist nicht im Rechenzentrum Frankfurt und der Verbund Pool steht",
    ],
)  # fmt: skip
def test_products_places_and_headings_are_nobody(text: str) -> None:
    assert found_in(text) == {}


@pytest.mark.parametrize(
    "said",
    [
        "jane[at]corp.example", "jane (at) corp (dot) example", "jane dot doe at corp dot example",
        "jane＠corp.example", "@jane@social.example", "https://linkedin.com/in/grizelda-knox",
        "github.com/grizeldaknox", "u/grizelda", "grizelda#1234", "~grizelda", "@Grizelda Knox",
        "tel: 912345678", "☎ 912345678", "٠١٢٣٤٥٦٧٨٩", "٩١٢٣٤٥٦٧٨", "९१२३४५६७८९", "/u/grizelda",
        "https://www.linkedin.com/in/grizelda-knox-1a/", "reddit.com/user/grizelda", "U024BE7LH",
        "<@U024BE7LH|grizelda>", "https://x.slack.com/team/U024BE7LH", "gitlab.com/gknox",
        "slack://user?team=T1&id=U024BE7LH", "bsky.app/profile/gknox.example", "/home/gknox",
        "https://github.com/orgs/x/people/gknox", "medium.com/@gknox", "skype:gknox",
    ],
)  # fmt: skip
def test_every_way_to_reach_somebody_goes(said: str) -> None:
    shown = title_for(a_review(an_entry(f"see {said}, then wait")))
    kinds = ("a colleague", "a mail address", "a phone number", "tel: a phone number",
             "☎ a phone number")  # fmt: skip
    assert shown in {f"see {kind}, then wait" for kind in kinds}


@pytest.mark.parametrize(
    "text",
    [
        "see @Override and @media", "npm i @types/node", "ssh root@10.0.0.1", "git@github.com:x/y",
        "on 01.01.2023 and 02-14-2025", "PR#1234, ticket#1234", "took ~approximately long",
        "github.com/kubernetes/kubernetes", "github.com/kubernetes",
        "UBUNTU2204 on W2012, UTF8", "in /home/data and ~approximate", "order 912345678",
        "the dot at top dot left", "912345678 rows went",
    ],
)  # fmt: skip
def test_code_machines_dates_and_numbers_of_tickets_stay(text: str) -> None:
    assert title_for(a_review(an_entry(text))) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("then Grizelda said so", "then a colleague said so"),
        ("it was told by Ottilie", "it was told by a colleague"),
        ("in cc Ottilie", "in cc a colleague"),
        ("so Nguyễn Văn An rang", "so a colleague rang"),
        ("so McDonald and O’Brien left", "so a colleague and a colleague left"),
        ("so jsmith paged, user jsmith2 too", "so a colleague paged, user a colleague too"),
        ("と山本太郎", "とa colleague"),
        ("電話: 田中さん", "電話: a colleagueさん"),
        ("昨天张伟说好", "昨天a colleague说好"),
        ("아 김민준님", "아 a colleague님"),
        ("ثم محمد علي اتصل", "ثم a colleague اتصل"),
        ("אז דוד כהן אמר", "אז a colleague אמר"),
        ("ask Γιάννης now", "ask a colleague now"),
        ("вчера Анна Петрова ушла", "вчера a colleague ушла"),
        ("Петров сообщил об этом", "A colleague сообщил об этом"),
        ("García reinició el nodo", "A colleague reinició el nodo"),
        ("luego Drumgoole llamó", "luego a colleague llamó"),
        ("so señora Drumgoole left", "so a colleague left"),
        ("by Kowalczyk alone", "by a colleague alone"),
        ("IC: Drumgoole", "IC: a colleague"),
        ("handed over to Drumgoole", "handed over to a colleague"),
        ("Drumgoole noticed it first", "A colleague noticed it first"),
        ("Drumgoole’s laptop", "A colleague’s laptop"),
        ("waiting for Thandiwe", "waiting for a colleague"),
        ("*Drumgoole* said so", "*A colleague* said so"),
        ("<b>Drumgoole</b> said so", "<b>a colleague</b> said so"),
        ("then Drumgoole\nsaid so", "then a colleague said so"),
        ("Author: gknox", "Author: a colleague"),
        ("phone number is 912345678", "phone number is a phone number"),
        ("so Mr. Smith rang, Mrs. Green too", "so a colleague rang, a colleague too"),
        ("so Paul Page and Mark Stone left", "so a colleague and a colleague left"),
        ("so Tom did it with j.smith", "so a colleague did it with a colleague"),
        ("ask Kim Min-jun", "ask a colleague"),
        ("by Smith, John at ten", "by a colleague at ten"),
        ("by Ana Silva, Ben Costa", "by a colleague, a colleague"),
        ("by JOHN SMITH at ten", "by a colleague at ten"),
        ("our customer, Soylent, left", "our customer, a customer, left"),
        ("王伟 restarted it", "A colleague restarted it"),
    ],
)
def test_somebody_unknown_is_found_by_what_stands_round_the_name(text: str, expected: str) -> None:
    assert title_for(a_review(an_entry(text))) == expected


@pytest.mark.parametrize(
    "text",
    [
        "went to San Francisco", "it was He said, she said", "the Support said so",
        "お客様 and 皆さん", "高度说明, 仕様", "고객님", "swilson7z, skim and aside",
        "O’Reilly and McAfee", "Status said nothing", "in Tiếng Việt too",
        "Owner: Platform, Author: root", "Das System steht", "Elle a dit non", "c. If it fails",
        "Kubelet restarted the pod", "Основа работает", "方案 works, 曾经 too", "Il a dit non",
        "the Grace Period and Page 3", "BAD GATEWAY, Cook, then King",
        "ADAM SCHEDULE", "12 Acacia Avenue", "IBAN DE89 3704 0044 0532 0130 00",
    ],
)  # fmt: skip
def test_who_is_nobody_stays(text: str) -> None:
    assert title_for(a_review(an_entry(text))) == text


def test_handles_and_links_go_whole_beside_the_name_that_stands_in_them() -> None:
    entry = an_entry(
        "Grizelda said; @grizelda.k, @Grizelda Knox, linkedin.com/in/grizelda-knox, <jdoe@x>"
    )
    assert title_for(a_review(entry)) == (
        "A colleague said; a colleague, a colleague, a colleague, <a mail address>"
    )
