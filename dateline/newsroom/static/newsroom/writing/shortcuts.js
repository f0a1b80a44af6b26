// Keyboard shortcuts of an edition's form: Alt+Shift and a letter, on any keyboard.

// A layout that writes Latin letters says which was meant (AZERTY, Dvorak); with any other one the key's place does.
export const letterOf = ({ key, code }) => {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : "";
};

const QUESTION_MARKS = new Set(["؟", "？"]); // Wagtail listens for “?” itself
const WRITES = "input, textarea, select, [contenteditable=true]";

const enabled = () => {
  const config = document.getElementById("wagtail-config");
  return !config || JSON.parse(config.textContent).KEYBOARD_SHORTCUTS_ENABLED !== false;
};

export const listen = (actions) => {
  if (!enabled()) return;
  document.addEventListener("keydown", (event) => {
    if (QUESTION_MARKS.has(event.key) && !event.target.closest(WRITES)) {
      document.querySelector("[data-a11y-dialog-show=keyboard-shortcuts-dialog]")?.click();
      return;
    }
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const action = actions[letterOf(event)];
    if (action) {
      event.preventDefault();
      action();
    }
  });
};

const shown = (element) => element.getClientRects().length > 0;

// Blocks of the body in their order; the first press goes to the first one.
export const toBlock = (form, step) => {
  const blocks = [...form.querySelectorAll("[data-contentpath=body] [data-streamfield-child]")].filter(shown);
  const here = blocks.findLastIndex((block) => block.contains(document.activeElement));
  const block = blocks[here < 0 ? 0 : Math.min(Math.max(here + step, 0), blocks.length - 1)];
  const content = block?.querySelector(".w-panel__content");
  const field = content?.querySelector("[contenteditable=true], input:not([type=hidden]), textarea, select");
  (field || content?.querySelector("button") || block?.querySelector("button"))?.focus();
  block?.scrollIntoView({ block: "nearest" });
};

// The menu beside “Save draft”, opened, with its first action under the finger.
export const toActions = () => {
  const toggle = document.querySelector("footer [data-w-dropdown-target=toggle]");
  if (!toggle) return;
  if (toggle.getAttribute("aria-expanded") !== "true") toggle.click();
  const menu = document.querySelector("footer [name=action-publish]");
  (menu && shown(menu) ? menu : toggle).focus();
};

export const translate = () => {
  const link = document.querySelector("a[href*='/translate/']:not([href*='catch-up'])");
  if (link) window.location.assign(link.href);
};
