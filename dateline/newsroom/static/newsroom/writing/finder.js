// Find and replace in a story: over plain fields and rich text, in one panel at the foot of the form.

import { highlight, matchesIn } from "./texts.js";

const [FOUND, HERE] = ["dateline-found", "dateline-here"];

// A finder of literal words: case as asked, whole words as the language parts them.
export const finderOf = (words, { matchCase, wholeWords, language }) => {
  if (!words) return () => [];
  const pattern = new RegExp(words.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"), matchCase ? "gu" : "giu");
  return (text) => {
    const found = [...text.matchAll(pattern)].map((match) => [match.index, match.index + match[0].length]);
    if (!wholeWords || !found.length) return found;
    const parts = [...new Intl.Segmenter(language, { granularity: "word" }).segment(text)];
    const ends = new Set([0, ...parts.map(({ index, segment }) => index + segment.length)]);
    return found.filter(([start, end]) => ends.has(start) && ends.has(end));
  };
};

export class Finder {
  constructor(root, { texts, language, say }) {
    Object.assign(this, { root, texts, language, say, at: -1, found: [] });
    this.panel = root.querySelector("[data-finder]");
    this.toggle = root.querySelector("[data-open-finder]");
    this.words = root.querySelector("[data-find]");
    this.replacement = root.querySelector("[data-replacement]");
    this.status = root.querySelector("[data-found]");
    this.on("[data-open-finder]", "click", () => (this.panel.hidden ? this.open() : this.close()));
    this.on("[data-close]", "click", () => this.close());
    this.on("[data-next]", "click", () => this.go(1));
    this.on("[data-previous]", "click", () => this.go(-1));
    this.on("[data-replace-one]", "click", () => this.replaceOne());
    this.on("[data-replace-all]", "click", () => this.replaceAll());
    this.on("[data-find]", "input", () => this.search());
    for (const box of ["[data-match-case]", "[data-whole-words]"]) this.on(box, "change", () => this.search());
    this.panel.addEventListener("keydown", (event) => this.key(event));
  }

  on(selector, event, action) {
    this.root.querySelector(selector).addEventListener(event, action);
  }

  // Enter would send the whole form.
  key(event) {
    if (event.key === "Escape") {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter" && !event.isComposing && event.target.matches("input")) {
      event.preventDefault();
      if (event.target === this.replacement) this.replaceOne();
      else this.go(event.shiftKey ? -1 : 1);
    }
  }

  // Opens with what is selected in the page, as other editors do.
  open() {
    const { activeElement } = document;
    const selected = activeElement?.matches("textarea, input[type=text]")
      ? activeElement.value.slice(activeElement.selectionStart, activeElement.selectionEnd)
      : String(window.getSelection());
    this.before = activeElement;
    this.panel.hidden = false;
    this.toggle.setAttribute("aria-expanded", "true");
    if (selected && !selected.includes("\n")) this.words.value = selected;
    this.words.focus();
    this.words.select();
    this.search();
  }

  close() {
    const here = this.found[this.at];
    this.panel.hidden = true;
    this.toggle.setAttribute("aria-expanded", "false");
    this.mark();
    if (here) here.text.select(here);
    else (this.before?.isConnected ? this.before : this.toggle).focus();
  }

  mark() {
    const here = this.panel.hidden ? undefined : this.found[this.at];
    highlight(FOUND, this.panel.hidden ? [] : this.found);
    highlight(HERE, here ? [here] : []);
    document.querySelector(".writing-here")?.classList.remove("writing-here");
    here?.text.shown.classList.add("writing-here");
  }

  look() {
    const checked = (selector) => this.root.querySelector(selector).checked;
    const how = { matchCase: checked("[data-match-case]"), wholeWords: checked("[data-whole-words]") };
    this.found = matchesIn(this.texts(), finderOf(this.words.value, { ...how, language: this.language }));
    // The editor draws its changes a moment later.
    window.requestAnimationFrame(() => this.mark());
  }

  search() {
    this.look();
    this.at = -1;
    const all = this.found.length;
    this.status.textContent = this.words.value ? this.say(all ? "all" : "none", { all }) : "";
  }

  // The text may have changed since: what was found is looked for again before each step. The focus stays here.
  go(step) {
    this.look();
    const all = this.found.length;
    if (!all) return this.search();
    this.at = this.at < 0 && step < 0 ? all - 1 : (this.at + step + all) % all;
    const { text, ...match } = this.found[this.at];
    text.show(match);
    this.status.textContent = `${this.say("found", { place: this.at + 1, all })} · ${text.name}`;
    return undefined;
  }

  // The first press shows what will be replaced, the next one replaces it and shows the one after.
  replaceOne() {
    this.look();
    const match = this.found[this.at];
    if (!match) return this.go(1);
    match.text.replace([{ ...match, words: this.replacement.value }]);
    this.look();
    // Where the new words hold the old ones, go on behind them.
    const end = match.start + this.replacement.value.length;
    const inside = ({ text, key, start }) =>
      text.element === match.text.element && key === match.key && start >= match.start && start < end;
    this.at += this.found.filter(inside).length - 1;
    this.replacement.focus();
    return this.found.length ? this.go(1) : this.search();
  }

  replaceAll() {
    this.look();
    const all = this.found.length;
    for (const text of new Set(this.found.map((match) => match.text))) {
      const matches = this.found.filter((match) => match.text === text);
      text.replace(matches.map((match) => ({ ...match, words: this.replacement.value })));
    }
    this.replacement.focus();
    this.look();
    this.at = -1;
    this.status.textContent = this.say(all ? "replaced" : "none", { all });
  }
}
