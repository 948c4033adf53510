// @ts-check
// Run mode as a whole: takes what the reader does, keeps the run, and shows what comes next.

import * as outbox from "./outbox.js";
import { ADDRESS, isInForce, keptAs } from "./run-block.js";
import { middleScreen, pausedScreen, tabsScreen, versionScreen } from "./run-choices.js";
import { button, make, notice, way } from "./run-dom.js";
import { earlier, endScreen } from "./run-end.js";
import { entryWords } from "./run-entry.js";
import { Frame } from "./run-frame.js";
import { cameByDate, watchForNewer } from "./run-newer.js";
import { recordOf } from "./run-record.js";
import { sendingNotice, waitingScreen, waitingWords } from "./run-sending.js";
import * as state from "./run-state.js";
import { RunStore, keepRole, ownRole, pausedFor } from "./run-store.js";
import { stepScreen } from "./run-step.js";
import { newId } from "./storage.js";

/** @typedef {import("./run-types.js").Block} Block */
/** @typedef {import("./run-types.js").Role} Role */
/** @typedef {import("./run-types.js").Run} Run */
/** @typedef {import("./run-choices.js").Other} Other */
/** @typedef {import("./run-frame.js").Screen} Screen */

const UNKEPT = "This browser keeps nothing for this site: the run is lost when the page is closed.";

/** @param {Run} run */
const record = (run) => recordOf(run, new Date(run.ended ?? run.began).getTimezoneOffset());

export class RunMode {
  /**
   * @param {Block} block
   * @param {HTMLElement | null} entry the button of the page
   */
  constructor(block, entry) {
    this.block = block;
    this.store = new RunStore(keptAs(block));
    this.frame = new Frame(`Run ${block.id ?? ""}: ${block.title}`, () => this.leave());
    this.entry = entry;
    /** @type {Run | null} */
    this.run = null;
    /** @type {Other | null} */
    this.other = null;
    this.isAsked = false;
    this.isElsewhere = false;
    this.listen();
    this.label();
    this.follow();
  }

  listen() {
    addEventListener("hashchange", () => this.follow());
    addEventListener("pageshow", (event) => { if (event.persisted) this.follow(); });
    addEventListener("beforeunload", (event) => {
      if (!this.store.isKept && this.run) event.preventDefault();
    });
    this.store.watch(() => this.changedElsewhere());
    outbox.onChange(() => this.sendingChanged());
    if (!this.block.in_force) {
      watchForNewer(this.block, (other) => {
        this.other = other;
        if (this.frame.isOpen) this.show();
      });
    }
    if (this.block.post) outbox.redirect(this.block.post);
  }

  /** Opens or closes by the address. */
  follow() {
    const wanted = ADDRESS.exec(location.hash);
    if (wanted) this.open(Number(wanted[1] ?? 1));
    else if (this.frame.isOpen) this.close();
  }

  /** @param {number} at the first step of a new run */
  open(at) {
    const stored = this.store.isKept ? this.store.load() : this.run;
    const reopened = stored !== null && (this.store.isMarkedOpen(stored) || state.isPaused(stored));
    this.isAsked = stored !== null && stored.ended === null && !reopened;
    this.run = stored;
    if (stored === null) this.begin(at);
    else if (reopened && stored.ended === null) this.keep(state.resume(stored, Date.now()));
    this.sent();
    this.show();
  }

  /** @param {number} [at] */
  begin(at) {
    const before = this.store.takeBefore();
    const address = location.href.split("#")[0];
    const fresh = state.begin(this.block, { id: newId(), address, role: ownRole(), now: Date.now(), at, before });
    this.isAsked = false;
    this.other = null;
    this.keep(fresh);
  }

  /**
   * Takes a run as the one that goes on, and keeps it.
   * @param {Run} run
   */
  keep(run) {
    if (run === this.run) return;
    const wasKept = this.store.isKept;
    if (this.store.save(run)) this.run = run;
    else this.isElsewhere = true;
    if (wasKept && !this.store.isKept) this.frame.say(UNKEPT);
  }

  /**
   * What the reader did.
   * @param {Run} run
   */
  apply(run) {
    const moved = run.visits.length !== this.run?.visits.length || run.ended !== null || state.isPaused(run);
    this.keep(run);
    this.sent();
    if (moved || this.isElsewhere) this.show();
  }

  /** Hands the record of a run that has ended to the outbox, once. */
  sent() {
    const { run } = this;
    const { post } = this.block;
    if (!run || run.ended === null || run.queued || !post) return;
    outbox.add(record(run), post);
    this.keep({ ...run, queued: true, revision: run.revision + 1 });
  }

  show() {
    const { run } = this;
    if (!run) return;
    if (run.ended === null) this.store.markOpen(this.isAsked ? null : run.id);
    const screen = this.screen(run);
    this.frame.show({ ...screen, head: this.head(run) });
    this.label();
  }

  /**
   * @param {Run} run
   * @returns {Omit<Screen, "head">}
   */
  screen(run) {
    const other = this.otherVersion(run);
    if (this.isElsewhere) return tabsScreen(run, this.store.stored(), this.tabs());
    if (run.ended !== null) return this.ending(run);
    if (other) return this.versions(run, other);
    if (this.isAsked) return middleScreen(run, () => this.goOn(), () => this.anew());
    if (state.isPaused(run)) return pausedScreen(run, () => this.goOn());
    const step = stepScreen(run, this.block, this.acts(), this.roles(run), (words) => this.frame.say(words));
    return { ...step, body: [...this.notices(run), ...step.body] };
  }

  goOn() {
    this.isAsked = false;
    if (this.run) this.keep(state.resume(this.run, Date.now()));
    this.show();
  }

  /** Ends the run, keeps its record for the one that follows, and begins that one. */
  anew() {
    this.breakOff();
    this.begin();
    this.show();
  }

  breakOff() {
    if (!this.run) return;
    const ended = state.end(this.run, "started-anew", null, Date.now());
    const kept = record(ended);
    if (this.block.post) outbox.add(kept, this.block.post);
    this.store.keepBefore(kept);
    this.store.forget();
    this.run = null;
  }

  tabs() {
    return {
      adopt: () => {
        this.isElsewhere = false;
        this.run = this.store.load();
        if (this.run) this.show();
        else this.leave();
      },
      keep: () => {
        this.isElsewhere = false;
        if (!this.run) return;
        // Above the other tab's, so that it notices.
        const revision = Math.max(this.run.revision, this.store.stored()?.revision ?? 0) + 1;
        this.run = { ...this.run, revision };
        this.store.keep(this.run);
        this.show();
      },
    };
  }

  /**
   * The version to choose about, if there is one that was not chosen about yet.
   * @param {Run} run
   * @returns {Other | null}
   */
  otherVersion(run) {
    const { version } = this.block;
    const here = state.fits(run, this.block) ? null : { version, href: "#run", date: null };
    const found = here ?? this.other ?? cameByDate(this.block, new Date());
    return found && !run.newer.some((item) => item.version === found.version) ? found : null;
  }

  /**
   * @param {Run} run
   * @param {Other} other
   */
  versions(run, other) {
    const isShown = run.document.version === this.block.version;
    const canGoOn = isShown && state.current(run).step <= this.block.steps.length;
    const home = this.block.in_force?.href ?? this.block.home;
    const goThere = run.document.version === this.block.in_force?.version
      ? `${home}#run` : `${home}v${encodeURIComponent(run.document.version)}/#run`;
    /** @param {"went-on" | "started-anew"} choice */
    const chosen = (choice) => this.keep(state.choose(run, other.version, choice, Date.now()));
    return versionScreen(run, other, {
      goThere, chosen,
      goOn: canGoOn ? () => { chosen("went-on"); this.isAsked = false; this.goOn(); } : null,
      anew: () => {
        chosen("started-anew");
        if (other.href === "#run") this.anew();
        else this.startThere(other.href);
      },
    });
  }

  /** @param {string} href */
  startThere(href) {
    this.breakOff();
    const there = new URL(href, location.href);
    const isHere = there.pathname === location.pathname;
    location.assign(there);
    if (isHere) location.reload();
  }

  /** @param {Run} run */
  ending(run) {
    const sending = run.queued ? [sendingNotice(run.id)] : this.unkept();
    return endScreen(run, record(run), {
      done: () => {
        this.store.forget();
        this.run = null;
        this.leave(run);
      },
      say: (words) => this.frame.say(words),
    }, sending);
  }

  /** @returns {import("./run-step.js").Acts} */
  acts() {
    const { block } = this;
    /** @param {(run: Run, now: number) => Run} change */
    const does = (change) => { if (this.run) this.apply(change(this.run, Date.now())); };
    return {
      next: () => does((run, now) => state.next(run, block, now)),
      back: () => does((run, now) => state.back(run, block, now)),
      confirm: (index, given) => does((run, now) => state.confirm(run, index, given, now)),
      write: (note) => does((run) => state.write(run, note)),
      as: (role) => {
        keepRole(role);
        does((run) => state.as(run, role));
        this.show();
      },
      skip: () => this.frame.ask({
        label: "Why is this step skipped?", value: "", answer: "Skip the step",
        done: (reason) => does((run, now) => state.skip(run, block, reason, now)),
      }),
      end: () => this.frame.ask({
        label: "Why does the run end here?", value: "", answer: "End the run",
        done: (reason) => does((run, now) => state.end(run, "reader", reason.trim(), now)),
      }),
      branch: (index) => this.branch(index),
    };
  }

  /** @param {number} index */
  branch(index) {
    const { run, block } = this;
    if (!run) return;
    const { condition, href, document: id, there, step } = block.steps[state.current(run).step - 1].branches[index];
    const page = href && id ? `${href.split("#")[0]}#run${there ? `-${there}` : ""}` : href;
    const address = step === null && page ? new URL(page, location.href).href : null;
    /** @param {string} [unconfirmed] */
    const take = (unconfirmed) => {
      this.apply(state.branch(run, block, index, Date.now(), { address, unconfirmed }));
      if (address !== null && !this.isElsewhere) this.goAway(address);
    };
    if (!state.missing(run).length) take();
    else {
      this.frame.ask({
        label: "Not everything is confirmed. Why is this branch taken?", value: condition,
        answer: "Take the branch", done: (reason) => take(reason),
      });
    }
  }

  /**
   * Where the browser keeps nothing, the run must not be left.
   * @param {string} address
   */
  goAway(address) {
    if (this.store.isKept) location.assign(address);
    else window.open(address, "_blank", "noopener");
  }

  /**
   * The roles of the steps, of those who must know the document, and the reader's own.
   * @param {Run} run
   */
  roles(run) {
    const { steps, audience } = this.block;
    const all = [...steps.flatMap((step) => step.roles), ...audience, ...(run.role ? [run.role] : [])];
    return [...new Map(all.map((role) => [role.key ?? role.name, role])).values()];
  }

  /** @param {Run} run */
  notices(run) {
    const { block } = this;
    const { in_force: other } = block;
    const isFirst = run.visits.length === 1;
    return [
      ...(isInForce(block, new Date()) ? [] : [notice("other",
        `Version ${block.version} is not in force (${block.status}). `,
        ...(other ? [make("a", { href: `${other.href}#run` }, `Run version ${other.version}`), "."] : []))]),
      ...this.unkept(),
      ...(isFirst && run.before ? [earlier(run.before, (words) => this.frame.say(words))] : []),
    ];
  }

  unkept() {
    return this.store.isKept ? [] : [notice("other", UNKEPT)];
  }

  /** @param {Run} run */
  head(run) {
    const { steps } = this.block;
    const at = state.current(run).step;
    const visited = new Set(run.visits.map((visit) => visit.step));
    const bar = make("span", { class: "sop-run__bar", "aria-hidden": "true" }, ...steps.map(({ number }) =>
      make("i", { class: number === at ? "is-here" : visited.has(number) ? "is-visited" : null })));
    const back = pausedFor(location.href).filter(({ id }) => id !== run.id).map(({ document: of }) =>
      way(`Back to ${of.id ?? of.title}`, `${of.address}#run`));
    const { id, title, version } = run.document;
    return [
      make("p", { class: "sop-run__what" }, make("span", { class: "sop-id" }, `${id ?? ""} ${version}`.trim()), " ",
        make("bdi", { lang: run.document.language }, title)),
      ...(run.ended === null ? [make("p", { class: "sop-run__where" }, `Step ${at} of ${run.steps.length}`, bar)] : []),
      ...back,
    ];
  }

  /** @param {Run | null} [run] */
  leave(run = this.run) {
    this.store.markOpen(null);
    const step = run ? this.block.steps[state.current(run).step - 1] : null;
    history.replaceState(history.state, "", `${location.pathname}${location.search}${step ? `#step-${step.number}` : ""}`);
    this.close();
    if (step) document.getElementById(step.anchor)?.scrollIntoView();
    this.entry?.focus({ preventScroll: true });
  }

  close() {
    this.frame.close();
    this.label();
  }

  changedElsewhere() {
    if (this.frame.isOpen && this.run && this.store.isChangedElsewhere()) {
      this.isElsewhere = true;
      this.show();
    }
    this.label();
  }

  sendingChanged() {
    const shown = this.frame.layer.querySelector("[data-sending]");
    if (shown instanceof HTMLElement) shown.replaceWith(sendingNotice(shown.dataset.sending ?? ""));
    if (this.frame.layer.dataset.kind === "waiting" && this.frame.isOpen) this.showWaiting();
    this.label();
  }

  showWaiting() {
    this.frame.show({ ...waitingScreen(() => this.close()), head: [] });
  }

  /** What the button on the page says, and what waits to be sent. */
  label() {
    if (!this.entry) return;
    const stored = this.store.isKept ? this.store.stored() : this.run;
    this.entry.textContent = entryWords(this.block, stored);
    const words = waitingWords();
    const known = this.entry.parentElement?.querySelector(".sop-run-waiting");
    if (!words) known?.remove();
    else if (known) known.textContent = words;
    else this.entry.after(button(words, () => this.showWaiting(), "sop-run-waiting"));
  }
}
