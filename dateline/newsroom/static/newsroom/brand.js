// The link of the house's name is called after what it shows, too: who speaks to the screen says what stands there.

const named = () => {
  const link = document.querySelector(".sidebar-custom-branding");
  const shown = link?.textContent.trim();
  if (!shown) return false;
  const label = link.getAttribute("aria-label") ?? "";
  if (!label.includes(shown)) link.setAttribute("aria-label", `${shown}: ${label}`);
  return true;
};

// Wagtail draws its sidebar after the page has been read.
if (!named()) {
  const watch = new MutationObserver(() => { if (named()) watch.disconnect(); });
  watch.observe(document.body, { childList: true, subtree: true });
}
