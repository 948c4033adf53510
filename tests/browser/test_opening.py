"""The address that a ticket opens: what is known leads there, the rest to a search."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("id=SOP-BI-001", "billing/refund-an-online-order/"),
        ("id=%20sop-bi-001&step=4", "billing/refund-an-online-order/#step-4"),
        ("id=SOP-BI-001&step=2&embed=1", "billing/refund-an-online-order/embed/#step-2"),
        ("id=SOP-BI-001&step=x%22", "billing/refund-an-online-order/"),
        ("tag=Refund", "tags/refund/"),
        ("kpi=fcr", "kpis/fcr/"),
        ("q=money+back", "search/?q=money+back"),
        ("id=SOP-BI-999&embed=1", "search/?q=SOP-BI-999"),
        ("id=__proto__", "search/?q=__proto__"),
        ("tag=no+such&q=other", "search/?q=no+such"),
    ],
)
def test_it_leads_to_what_is_asked_for(page: Page, address: str, asked: str, there: str) -> None:
    page.goto(f"{address}open/?{asked}")
    page.wait_for_url(f"{address}{there}")


def test_without_a_question_it_explains_itself(page: Page, address: str) -> None:
    page.goto(f"{address}open/")
    expect(page.get_by_role("status")).to_contain_text("names no id")
    assert violations(page) == []


def test_where_it_cannot_look_up_it_searches(page: Page, address: str) -> None:
    page.route("**/targets.json", lambda route: route.abort())
    page.goto(f"{address}open/?id=SOP-BI-001")
    page.wait_for_url(f"{address}search/?q=SOP-BI-001")
