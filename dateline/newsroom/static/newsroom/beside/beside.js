// The column with the source: it scrolls with the text, and marks are one key away. It starts where the column is.

import { listen } from "../writing/shortcuts.js";

const KEY = "key:";
const BLOCK = "block:";
const CLEAR = 8; // pixels between the top of the column and the part that is shown

const shown = (element) => element !== null && element.getClientRects().length > 0;

// Where in the form a part of ours stands: a paragraph in the editor, a block of the stream, a field.
export const placeOf = (form, anchor) => {
  if (anchor.startsWith(KEY)) return form.querySelector(`[data-block][data-offset-key="${CSS.escape(anchor.slice(KEY.length))}-0-0"]`);
  if (anchor.startsWith(BLOCK)) return form.querySelector(`[data-contentpath="${CSS.escape(anchor.slice(BLOCK.length))}"]`);
  return form.querySelector(`[name="${CSS.escape(anchor)}"]`);
};

class Beside {
  constructor(root, form) {
    Object.assign(this, { root, form });
    this.parts = [...root.querySelectorAll("[data-part]")];
    this.list = root.querySelector("[data-beside-parts]");
    this.dialog = root.querySelector("[data-beside-dialog]");
    this.reason = root.querySelector("[data-reason]");
    this.trouble = root.querySelector("[data-trouble]");
    this.said = root.querySelector("[data-said]");
    document.addEventListener("scroll", () => this.later(), { passive: true, capture: true });
    document.addEventListener("selectionchange", () => this.choose(this.atCaret()));
    root.addEventListener("focusin", (event) => this.choose(event.target.closest("[data-part]")));
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("change", () => this.count());
    this.count(); // a browser that comes back to a form keeps its ticks
    root.querySelector("[data-say]").addEventListener("click", () => this.say());
    root.querySelector("[data-cancel]").addEventListener("click", () => this.dialog.close());
    this.reason.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // Enter would save the whole form
      this.say();
    });
    listen({ u: () => this.here() && this.tick(), x: () => this.ask(this.here()) });
  }

  // The part that a key is meant for; the news of a moved caret may still be on its way.
  here() {
    this.choose(this.atCaret());
    return this.current;
  }

  words(name) {
    return this.root.querySelector(`[data-words-for=${name}]`).content.textContent;
  }

  anchorsOf(part) {
    return part.dataset.anchors.split(" ").filter(Boolean).map((anchor) => placeOf(this.form, anchor)).filter(shown);
  }

  // The part that the paragraph or field with the caret was made from. The selection of a plain field is its own: the
  // page's stands beside it.
  atCaret() {
    const { activeElement } = document;
    const node = activeElement?.matches("input, textarea") ? activeElement : document.getSelection()?.anchorNode;
    const element = node instanceof Element ? node : node?.parentElement;
    const here = element && this.form.contains(element) && !this.root.contains(element) ? element : activeElement;
    if (!here || !this.form.contains(here) || this.root.contains(here)) return null;
    return this.parts.find((part) => this.anchorsOf(part).some((place) => place.contains(here))) ?? null;
  }

  choose(part) {
    if (!part || part === this.current) return;
    this.current?.classList.remove("beside__part--current");
    this.current = part;
    part.classList.add("beside__part--current");
    if (!part.contains(document.activeElement)) this.show(part);
  }

  show(part, offset = CLEAR) {
    const top = part.getBoundingClientRect().top - this.list.getBoundingClientRect().top;
    this.list.scrollTop += top - offset;
  }

  later() {
    if (this.waiting) return;
    this.waiting = window.requestAnimationFrame(() => {
      this.waiting = 0;
      this.follow();
    });
  }

  // The pair of the paragraph that stands highest beside the column comes to the same height.
  follow() {
    if (this.list.matches(":hover, :focus-within")) return; // whoever reads the source itself is not pulled away
    const { top, bottom } = this.list.getBoundingClientRect();
    for (const part of this.parts) {
      const place = this.anchorsOf(part).at(0)?.getBoundingClientRect();
      if (place && place.bottom > top && place.top < bottom) {
        this.show(part, Math.max(CLEAR, place.top - top));
        return;
      }
    }
  }

  tick() {
    const box = this.current.querySelector("[data-read]");
    if (!box) return;
    box.checked = !box.checked;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
    this.current.classList.toggle("beside__part--read", box.checked);
    this.said.textContent = this.words(box.checked ? "ticked" : "open");
    const open = this.parts.filter((part) => part.querySelector("[data-read]:not(:checked)"));
    const next = open.find((part) => this.parts.indexOf(part) > this.parts.indexOf(this.current));
    if (box.checked && next && this.root.contains(document.activeElement)) next.focus();
  }

  // How many are ticked and wait for the draft to be saved: the words beside it tell of the draft as it was saved last.
  count() {
    const place = this.root.querySelector("[data-beside-ticked]");
    const ticked = this.root.querySelectorAll("[data-part] [data-read]:checked").length;
    if (place) place.textContent = ticked ? ` · ${place.dataset.words} ${ticked}` : "";
  }

  clicked(event) {
    const link = event.target.closest("[data-not-here]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.ask(link.closest("[data-part]"));
    }
    const box = event.target.closest("[data-read]");
    if (box) box.closest("[data-part]").classList.toggle("beside__part--read", box.checked);
  }

  ask(part) {
    if (!part?.querySelector("[data-not-here]")) return;
    this.asked = part;
    this.from = document.activeElement;
    this.trouble.textContent = "";
    this.reason.value = "";
    this.dialog.showModal();
    this.reason.focus();
  }

  async say() {
    const body = new FormData();
    body.set("part", this.asked.dataset.part);
    body.set("digest", this.asked.dataset.digest);
    body.set("reason", this.reason.value);
    body.set("csrfmiddlewaretoken", this.form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(this.root.dataset.dismissUrl, {
        method: "POST", body, headers: { Accept: "application/json" }, redirect: "error",
      });
      const said = await answer.json();
      if (said.error) this.trouble.textContent = said.error;
      else this.close(this.asked);
    } catch {
      this.trouble.textContent = this.words("failed");
    }
  }

  close(part) {
    part.querySelector(".beside__marks").textContent = this.words("dismissed");
    part.classList.add("beside__part--read");
    this.dialog.close();
    (part.contains(this.from) || !this.from.isConnected ? part : this.from).focus();
    this.said.textContent = this.words("dismissed");
  }
}

const start = () => {
  const root = document.querySelector("[data-beside]");
  const form = root?.closest("form");
  if (form && root.querySelector("[data-beside-parts]")) new Beside(root, form);
};

// Module scripts run when the page has been read.
start();
