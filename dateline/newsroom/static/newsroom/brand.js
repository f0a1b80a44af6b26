// The sidebar's link and search are called after what they show and do: who speaks to the screen says what stands there.

const named = () => {
  const link = document.querySelector(".sidebar-custom-branding");
  const shown = link?.textContent.trim();
  if (!shown) return false;
  const label = link.getAttribute("aria-label") ?? "";
  if (!label.includes(shown)) link.setAttribute("aria-label", `${shown}: ${label}`);
  // Many screens have a search of their own beside it, and what has no name can't be told from it.
  const search = document.querySelector(".sidebar form[role=search]");
  search?.setAttribute("aria-label", search.querySelector("label").textContent.trim());
  return true;
};

// Wagtail draws its sidebar after the page has been read.
if (!named()) {
  const watch = new MutationObserver(() => { if (named()) watch.disconnect(); });
  watch.observe(document.body, { childList: true, subtree: true });
}
