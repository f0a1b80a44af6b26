// The writer's bar at the foot of an edition's form. Loaded on every edit screen; it starts where the bar is.

import { columns, count, graphemes, needsDictionary } from "./counting.js";
import { Finder } from "./finder.js";
import { listen, toActions, toBlock, translate } from "./shortcuts.js";
import { highlight, isBody, matchesIn, textsOf } from "./texts.js";

const PAUSE = 300; // milliseconds without a key before a text is read again
const TO_COME = "dateline-to-come";
const NOTE_END = "]]";
const AROUND = 30;

// As the server finds them: see newsroom/unfinished.py, which also gives the pattern.
export const markersIn = (pattern) => (text) => {
  const found = [];
  for (const match of text.matchAll(pattern)) {
    if (found.length && match.index < found.at(-1)[1]) continue;
    const end = match.index + match[0].length;
    const closes = match[0] === "[[" ? text.indexOf(NOTE_END, end) : -1;
    found.push([match.index, closes < 0 ? end : closes + NOTE_END.length]);
  }
  return found;
};

// The editor is a box without a name: it takes that of its block, so that screen readers say where one writes.
const nameEditors = (form) => {
  for (const box of form.querySelectorAll("[role=textbox]:not([aria-label])")) {
    const name = box.closest(".w-panel")?.querySelector(".c-sf-block__type, [data-panel-heading-text]");
    if (name?.textContent.trim()) box.setAttribute("aria-label", name.textContent.trim());
  }
};

class Writing {
  constructor(root, form) {
    const { language, wordsAMinute, charactersAMinute, marker, headlineColumns, countsUrl } = root.dataset;
    Object.assign(this, { root, form, countsUrl, language, at: -1, places: [] });
    this.pace = { language, wordsAMinute: Number(wordsAMinute), charactersAMinute: Number(charactersAMinute) };
    this.columns = Number(headlineColumns);
    this.markers = markersIn(new RegExp(marker, "gu"));
    this.list = root.querySelector("[data-places]");
    this.toCome = root.querySelector("[data-to-come]");
    this.numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
    const texts = () => textsOf(form);
    this.finder = new Finder(root, { texts, language, say: (name, values) => this.say(name, values) });
    this.toCome.addEventListener("click", () => this.unfold(this.list.hidden));
    for (const event of ["input", "keyup", "click", "paste", "drop"]) form.addEventListener(event, () => this.later());
    document.querySelector("footer.footer")?.append(root);
    new MutationObserver(() => nameEditors(form)).observe(form, { childList: true, subtree: true });
    nameEditors(form);
    root.hidden = false;
    this.read();
  }

  // Words of the interface's language, from the page.
  say(name, values) {
    const words = this.root.querySelector(`[data-words-for=${name}]`).content.textContent;
    return words.replace(/%\((\w+)\)s/g, (_, key) => this.numbers.format(values[key]));
  }

  later() {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => this.read(), PAUSE);
  }

  read() {
    const texts = textsOf(this.form);
    const body = texts.filter(isBody).flatMap((text) => text.pieces().map((piece) => piece.text));
    // Fields of blocks come and go with their block: they learn the story's language here.
    for (const { element } of texts) {
      if (element.type !== "hidden" && !element.lang) Object.assign(element, { lang: this.language, dir: "auto" });
    }
    this.count(body.join("\n"));
    this.headline();
    this.seek(texts);
  }

  count(body) {
    if (body === this.counted) return;
    this.counted = body;
    this.show(count(body, this.pace));
    if (needsDictionary(body)) this.ask(body);
  }

  async ask(body) {
    const sent = new FormData();
    sent.set("text", body);
    sent.set("language", this.language);
    sent.set("csrfmiddlewaretoken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(this.countsUrl, { method: "POST", body: sent });
      if (answer.ok && body === this.counted) this.show(await answer.json());
    } catch {
      // Off line the browser's own count stands.
    }
  }

  // Where most words are ideographs the characters say it all.
  show(counts) {
    const byCharacters = counts.ideographs * 2 > counts.words;
    this.put("words", this.numbers.format(counts.words), byCharacters);
    this.put("characters", this.numbers.format(counts.characters));
    this.put("with-spaces", this.numbers.format(counts.with_spaces), byCharacters);
    this.put("minutes", this.numbers.format(counts.minutes));
  }

  put(name, words, hidden = false) {
    const entry = this.root.querySelector(`[data-${name}]`);
    entry.hidden = hidden;
    const place = entry.querySelector("dd");
    if (place.textContent !== words) place.textContent = words;
  }

  headline() {
    const title = this.form.elements.title?.value || "";
    const [wide, long] = [columns(title, this.language), graphemes(title.trim(), this.language)];
    const tooLong = wide > this.columns;
    // Said in characters, as writers count: a column is half an ideograph.
    const limit = Math.round((this.columns * long) / (wide || 1)) || this.columns;
    this.put("headline", this.say(tooLong ? "long" : "headline", { columns: long, limit }));
    this.root.querySelector("[data-headline]").classList.toggle("writing__long", tooLong);
  }

  seek(texts) {
    this.places = matchesIn(texts, this.markers);
    highlight(TO_COME, this.places);
    for (const marked of this.form.querySelectorAll(".writing-to-come")) marked.classList.remove("writing-to-come");
    for (const { text } of this.places) text.shown?.classList.add("writing-to-come");
    this.toCome.hidden = !this.places.length;
    this.toCome.querySelector("[data-number]").textContent = this.numbers.format(this.places.length);
    if (!this.places.length) this.unfold(false);
    this.list.replaceChildren(...this.places.map((place, number) => this.entry(place, number)));
  }

  entry({ text, start, end, words }, number) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    const around = document.createElement("bdi");
    button.type = "button";
    around.lang = this.language;
    around.textContent = words.slice(Math.max(0, start - AROUND), end + AROUND);
    button.append(`${text.name}: `, around);
    button.addEventListener("click", () => this.go(number));
    item.append(button);
    return item;
  }

  unfold(open) {
    this.list.hidden = !open;
    this.toCome.setAttribute("aria-expanded", String(open));
  }

  go(number) {
    this.at = number;
    this.places[number].text.select(this.places[number]);
  }

  next() {
    this.read();
    if (this.places.length) this.go((this.at + 1) % this.places.length);
  }
}

const start = () => {
  const root = document.querySelector("[data-writing]");
  const form = root?.closest("form");
  if (!form) return;
  const writing = new Writing(root, form);
  const counts = root.querySelector("[data-counts]");
  listen({
    f: () => writing.finder.open(),
    n: () => writing.next(),
    j: () => toBlock(form, 1),
    k: () => toBlock(form, -1),
    c: () => counts.focus(),
    p: toActions,
    l: translate,
  });
};

// Rich text fields are drawn by scripts that run before the page has loaded.
if (document.readyState === "complete") start();
else window.addEventListener("load", start);
