// The texts of an edition's form, plain fields and rich text alike: their words, their places, and how to change them.

const PLAIN =
  "input[type=text][name][lang], textarea[name][lang], input[type=text][name^='body-'], textarea[name^='body-'], " +
  "input[type=text][name^='bylines-'][name$='-name']";
const RICH = "input[type=hidden][name^='body-']";
const ROW = "[data-streamfield-child], [data-inline-panel-child]";

// Whether a block or an inline form that holds it was deleted: it stays in the form until the next save.
const gone = (element) => {
  for (let row = element.closest(ROW); row; row = row.parentElement.closest(ROW)) {
    const deleted = row.querySelector(":scope > input[name$='-deleted'], :scope input[name$='-DELETE']");
    if (deleted?.value === "1") return true;
  }
  return false;
};

const nameOf = (element) => {
  const labels = [];
  const child = element.closest("[data-streamfield-child]");
  const type = child?.querySelector(".c-sf-block__type")?.textContent.trim();
  if (type) labels.push(type);
  const own = element.id && document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
  const heading = element.closest("[data-panel]")?.querySelector("[data-panel-heading-text]");
  const label = (own || (type ? null : heading))?.textContent.replace("*", "").trim();
  if (label) labels.push(label);
  return [...new Set(labels)].join(", ");
};

class PlainText {
  constructor(element) {
    this.element = element;
  }

  get name() {
    return nameOf(this.element);
  }

  get shown() {
    return this.element;
  }

  pieces() {
    return [{ key: "", text: this.element.value }];
  }

  ranges() {
    return [];
  }

  show({ start, end }) {
    this.element.setSelectionRange(start, end);
    this.element.scrollIntoView({ block: "center" });
  }

  select(match) {
    this.element.focus();
    this.show(match);
  }

  replace(changes) {
    const { element } = this;
    for (const { start, end, words } of [...changes].sort((a, b) => b.start - a.start)) {
      element.focus({ preventScroll: true });
      element.setSelectionRange(start, end);
      // The browser's own insertion is the only one that its undo knows; a field out of sight takes none.
      const inserted =
        document.activeElement === element &&
        (words ? document.execCommand("insertText", false, words) : document.execCommand("delete"));
      if (!inserted) {
        element.setRangeText(words, start, end, "end");
        element.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

class RichText {
  constructor(element) {
    this.element = element;
  }

  get editor() {
    return this.element.draftailEditor;
  }

  get content() {
    return this.editor.getEditorState().getCurrentContent();
  }

  get name() {
    return nameOf(this.element);
  }

  get shown() {
    return this.element.parentElement.querySelector("[contenteditable=true]");
  }

  pieces() {
    return this.content.getBlocksAsArray().map((block) => ({ key: block.getKey(), text: block.getText() }));
  }

  // Ranges of the page for CSS highlights: the text nodes of a paragraph hold its characters in order.
  ranges({ key, start, end }) {
    const paragraph = this.shown?.querySelector(`[data-block][data-offset-key^="${CSS.escape(key)}-"]`);
    if (!paragraph) return [];
    const found = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let at = 0, node = walker.nextNode(); node; at += node.length, node = walker.nextNode()) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
      if (from < to) {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        found.push(range);
      }
    }
    return found;
  }

  show(match) {
    const paragraph = this.ranges(match)[0]?.startContainer.parentElement;
    (paragraph || this.shown)?.scrollIntoView({ block: "center" });
  }

  select(match) {
    const { EditorState } = window.DraftJS;
    const state = this.editor.getEditorState();
    this.editor.onChange(EditorState.forceSelection(state, this.selection(match)));
    this.show(match);
  }

  selection({ key, start, end }) {
    return window.DraftJS.SelectionState.createEmpty(key).merge({ anchorOffset: start, focusOffset: end });
  }

  // One step of the editor's undo for all changes; new words take the emphasis and the link of those they replace.
  replace(changes) {
    const { EditorState, Modifier } = window.DraftJS;
    const state = this.editor.getEditorState();
    let content = state.getCurrentContent();
    for (const change of [...changes].sort((a, b) => b.start - a.start)) {
      const block = content.getBlockForKey(change.key);
      const [style, entity] = [block.getInlineStyleAt(change.start), block.getEntityAt(change.start)];
      content = Modifier.replaceText(content, this.selection(change), change.words, style, entity);
    }
    this.editor.onChange(EditorState.push(state, content, "insert-fragment"));
  }
}

// In the order in which they stand on the page.
export const textsOf = (form) =>
  [...form.querySelectorAll(`${PLAIN}, ${RICH}`)]
    .filter((element) => (!element.matches(RICH) || element.draftailEditor) && !gone(element))
    .map((element) => (element.matches(RICH) ? new RichText(element) : new PlainText(element)));

// What readers read of the body: no addresses, no names of other sites, no alternative texts.
export const isBody = ({ element }) =>
  element.name.startsWith("body-") &&
  !element.name.endsWith("-alt") &&
  element.closest("[data-streamfield-child]")?.querySelector(":scope > input[name$='-type']")?.value !== "embed";

// Matches of a finder (text to pairs of start and end) in all texts: {text, key, start, end, words}.
export const matchesIn = (texts, finder) =>
  texts.flatMap((text) =>
    text.pieces().flatMap(({ key, text: words }) => finder(words).map(([start, end]) => ({ text, key, start, end, words }))),
  );

// Marks matches in rich text by CSS alone: the editor's own elements stay as they are.
export const highlight = (name, matches) => {
  if (!("highlights" in CSS)) return;
  const ranges = matches.flatMap((match) => match.text.ranges(match));
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
};
