// Sets each remark of the list above the slots beside the slot that it is about; without it the list stands whole.
const list = document.querySelector("[data-front-needs]");

function beside(remark) {
  const slot = document.querySelector(`[data-contentpath="${CSS.escape(remark.dataset.slot)}"]`);
  if (!slot) return;
  let held = slot.querySelector(":scope > .front-needs");
  if (!held) {
    held = document.createElement("ul");
    held.className = "front-needs desk-warning";
    slot.prepend(held);
  }
  held.append(remark.cloneNode(true));
}

function place() {
  for (const remark of list.querySelectorAll("[data-slot]:not([data-slot=''])")) beside(remark);
}

if (document.readyState === "complete") place();
else addEventListener("load", place);
