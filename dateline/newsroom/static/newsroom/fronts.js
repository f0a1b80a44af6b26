// Sets each remark of the list above the slots beside the slot that it is about, anew after each draft that was saved
// by itself; without it the list stands whole, as the form was opened.
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
  for (const held of document.querySelectorAll(".front-needs")) held.remove();
  for (const remark of list.querySelectorAll("[data-slot]:not([data-slot=''])")) beside(remark);
}

async function ask() {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) return;
  const newer = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-front-needs]");
  if (!newer) return;
  list.replaceChildren(...newer.childNodes);
  list.hidden = newer.hidden;
  place();
}

if (document.readyState === "complete") place();
else addEventListener("load", place);
document.addEventListener("w-autosave:success", ask);
