"""The record of a run: as text for a ticket, as JSON, on paper."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from sopgen.bundled import bundled
from tests.browser.run.conftest import (
    CIRCLE,
    begin,
    confirm_all,
    give_reason,
    press,
    record_text,
    saved_record,
)

GOLDEN = """\
SOP-CS-001 Go in circles
version 2.0.0 (In force, effective 1 Sep 2026)
ADDRESS

Began  2026-11-22 13:00:00
Ended  2026-11-22 13:04:10, with the last step
Took   4:10, 0:20 of it in other documents
Role   Frontline agent
Run    RUN

 1  Record it            2:30 of 2:00, over by 0:30
    Role: Frontline agent
    [x] I read it back (13:02:30)
    [ ] The number is right (not confirmed)
    SKIPPED: No number yet
    Note: Caller: "Ö & <b>"
          second line
 2  Judge it             1:00
    Role: Frontline agent
    If something is unclear -> step 1 (13:03:30)
 1  Record it (visit 2)  0:10 of 2:00
    Role: Frontline agent
    [ ] I read it back (not confirmed)
    [ ] The number is right (not confirmed)
    If somebody is at risk -> step 3 (13:03:40)
    Not confirmed, because: he hung up
 3  Close it             0:10 of 2 working days
    Role: Team lead
    If it is closed -> The other one (13:03:50)
    Away 13:03:50-13:04:10: https://example.org/other/#run

Not visited: 4 Never seen
Times are of the browser's own clock (UTC+01:00); nobody checked it.
"""

_STORY = """
async ([root]) => {
  const state = await import(`${root}assets/sopgen/run-state.js`);
  const { recordOf, textOf } = await import(`${root}assets/sopgen/run-record.js`);
  const block = JSON.parse(document.getElementById('sop-run').textContent);
  block.steps.push({ ...block.steps[1], number: 4, title: 'Never seen' });
  block.steps[2].branches = [{ condition: 'it is closed', text: 'The other one', step: null,
    href: '../other/', document: 'SOP-CS-002', there: null }];
  const t = (seconds) => Date.parse('2026-11-22T12:00:00Z') + seconds * 1000;
  const role = block.steps[0].roles[0];
  const id = '0b7bd1a4-6a4e-4f9a-8a53-3f8f5a1d2c33';
  let run = state.begin(block, { id, address: 'ADDRESS', role, now: t(0) });
  run = state.confirm(run, 0, true, t(150));
  run = state.write(run, 'Caller: "Ö & <b>"\\nsecond line\\n');
  run = state.skip(run, block, 'No number yet', t(150));
  run = state.branch(run, block, 0, t(210), { address: null });
  run = state.branch(run, block, 0, t(220), { address: null, unconfirmed: 'he hung up' });
  run = state.branch(run, block, 0, t(230), { address: 'https://example.org/other/#run' });
  run = state.resume(run, t(250));
  block.steps.pop();
  run = state.next(run, block, t(250));
  const record = recordOf(run, -60);
  return { record, text: textOf(record).replace(record.run, 'RUN') };
}
"""


def test_the_text_is_plain_aligned_and_whole(page: Page, plain: str) -> None:
    page.goto(plain + CIRCLE)
    story = page.evaluate(_STORY, [plain])
    assert story["text"] == GOLDEN
    assert story["record"]["seconds"] == 250
    assert "\t" not in story["text"]


def test_the_record_says_what_was_followed(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    confirm_all(page)
    press(page, "Next")
    press(page, "Next")
    press(page, "Finish")
    record = saved_record(page)
    assert record["version"] == 1
    assert record["document"] == {
        "id": "SOP-CS-001",
        "title": "Go in circles",
        "version": "2.0.0",
        "status": "In force",
        "effective_date": "2026-09-01",
        "commit": None,
        "address": plain + CIRCLE,
        "language": "en",
        "steps": 3,
    }
    assert record["clock"] == {"source": "browser", "utc_offset": "+01:00"}
    text = record_text(page)
    assert record["run"] in text
    assert not re.search("complian", text, re.IGNORECASE)


def test_it_is_copied_as_text(page: Page, plain: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, f"{plain}customer-service/one/")
    press(page, "Finish")
    text = record_text(page)
    press(page, "Copy as text")
    expect(page.locator(".sop-run").get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").strip() == text.strip()


def test_where_copying_is_forbidden_the_text_is_marked(page: Page, plain: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    begin(page, f"{plain}customer-service/one/")
    press(page, "Finish")
    press(page, "Copy as text")
    expect(page.get_by_role("button", name="Press Ctrl+C to copy")).to_be_visible()
    assert page.evaluate("String(getSelection())").strip() == record_text(page).strip()


def test_paper_has_the_record_at_the_end_and_the_page_before(page: Page, plain: str) -> None:
    begin(page, plain + CIRCLE)
    page.emulate_media(media="print")
    expect(page.locator(".sop-run")).to_be_hidden()
    expect(page.get_by_role("heading", name="3 Close it")).to_be_visible()
    page.emulate_media(media="screen")
    press(page, "End the run here")
    give_reason(page, "Enough")
    page.emulate_media(media="print")
    expect(page.locator(".sop-run__text")).to_be_visible()
    expect(page.locator(".sop-run__foot")).to_be_hidden()
    expect(page.locator(".md-container")).to_be_hidden()


def test_without_scripts_there_is_no_dead_button(context: BrowserContext, plain: str) -> None:
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(plain + CIRCLE)
    expect(page.get_by_role("heading", name="1 Record it")).to_be_visible()
    assert page.locator(".sop-actions button").count() == 0


@pytest.mark.parametrize("site", ["plain", "posting"])
def test_the_site_publishes_the_schema(
    page: Page, request: pytest.FixtureRequest, site: str
) -> None:
    address = request.getfixturevalue(site)
    published = page.request.get(f"{address}api/v1/schemas/run-record.schema.json").json()
    own = json.loads((bundled("schema") / "run-record.schema.json").read_text("utf-8"))
    assert published == own
