// Pasting from Word or Google Docs: links, emphasis, headings and lists come along, and nothing else. Both write their
// own kind of HTML; it is put into plain words here before Draftail, which then keeps what the field allows.
(() => {
  const FOREIGN = /urn:schemas-microsoft-com:office|class="?Mso|\bmso-|docs-internal-guid/i;
  const BLOCKS = { P: "p", DIV: "p", H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3", BLOCKQUOTE: "p" };
  const DROPPED = new Set(["SCRIPT", "STYLE", "META", "LINK", "TITLE", "XML", "IMG", "OBJECT", "SVG"]);
  const BOLD = /^(bold|bolder|[6-9]00)$/;

  // Google wraps every link in a redirect of its own; Word marks its own bookmarks as links.
  const address = (link) => {
    const href = link.getAttribute("href") || "";
    try {
      const parsed = new URL(href);
      const target = parsed.searchParams.get("q") || parsed.searchParams.get("url");
      const wrapped = /(^|\.)google\.(com|[a-z]{2}|com?\.[a-z]{2})$/.test(parsed.hostname) && parsed.pathname === "/url" && target;
      const safe = new URL(wrapped ? target : href);
      return ["http:", "https:", "mailto:"].includes(safe.protocol) ? safe.href : "";
    } catch (_error) {
      return "";
    }
  };

  // Styles of an element over those of its parents: a <b> of weight normal is Google's envelope, not bold.
  const marks = (element, before) => {
    const { fontWeight, fontStyle } = element.style;
    const bold = fontWeight ? BOLD.test(fontWeight) : ["B", "STRONG"].includes(element.tagName) || before.bold;
    const italic = fontStyle ? fontStyle === "italic" : ["I", "EM"].includes(element.tagName) || before.italic;
    return { bold, italic, heading: before.heading, href: (element.tagName === "A" && address(element)) || before.href };
  };

  const level = (element) => {
    const found = /level(\d+)/.exec(element.getAttribute("style") || "");
    return found ? Number(found[1]) : 1;
  };

  class Writer {
    constructor() {
      this.body = document.implementation.createHTMLDocument("").body;
      this.block = null;
      this.lists = [];
    }

    open(tag) {
      this.lists = [];
      this.block = document.createElement(tag);
      this.body.append(this.block);
    }

    item(ordered, depth) {
      const tag = ordered ? "ol" : "ul";
      this.lists.length = Math.min(this.lists.length, depth);
      if (this.lists.length === depth && this.lists[depth - 1].localName !== tag) this.lists.pop();
      while (this.lists.length < depth) {
        const list = document.createElement(tag);
        const outer = this.lists[this.lists.length - 1];
        (outer ? outer.lastElementChild || outer : this.body).append(list);
        this.lists.push(list);
      }
      this.block = document.createElement("li");
      this.lists[depth - 1].append(this.block);
    }

    words(text, style) {
      let said = text.replace(/[ \t\r\n]+/g, " ");
      if (/(^|\s)$/.test(this.block?.textContent ?? "")) said = said.replace(/^ /, "");
      if (!said || (!this.block && !said.trim())) return;
      if (!this.block) this.open("p");
      let node = document.createTextNode(said);
      for (const [tag, wanted] of [["i", style.italic], ["b", style.bold], ["a", style.href]]) {
        if (wanted) {
          const around = document.createElement(tag);
          if (tag === "a") around.setAttribute("href", style.href);
          around.append(node);
          node = around;
        }
      }
      this.block.append(node);
    }

    // Word writes the items of a list as paragraphs, with the sign before each in a span to be ignored.
    wordItem(element) {
      const sign = [...element.querySelectorAll("span")].find((each) => /mso-list:\s*ignore/i.test(each.getAttribute("style") || ""));
      const ordered = sign ? /^[\s(]*[\da-z]{1,4}[.)]/i.test(sign.textContent) : false;
      if (sign) sign.remove();
      this.item(ordered, level(element));
    }

    element(element, before) {
      if (DROPPED.has(element.tagName) || element.tagName.includes(":")) {
        // <o:p> holds what stands between paragraphs; other office elements hold no words of the text.
        return;
      }
      const style = marks(element, before);
      if (element.tagName === "BR") {
        if (this.block) this.block.append(document.createElement("br"));
      } else if (element.tagName === "LI") {
        const depth = Math.max(1, this.depth || 1);
        this.item(this.ordered, depth);
        this.children(element, style);
        this.block = null;
      } else if (element.tagName === "UL" || element.tagName === "OL") {
        const [ordered, depth] = [this.ordered, this.depth || 0];
        if (!depth) this.lists = [];
        [this.ordered, this.depth] = [element.tagName === "OL", depth + 1];
        this.children(element, style);
        [this.ordered, this.depth] = [ordered, depth];
        if (!depth) this.lists = [];
        this.block = null;
      } else if (element.tagName in BLOCKS) {
        this.paragraph(element, style);
      } else {
        const cell = element.tagName === "TD" || element.tagName === "TH";
        if (cell) this.block = null;
        this.children(element, style);
      }
    }

    paragraph(element, style) {
      const heading = /^H[1-6]$/.test(element.tagName);
      if (/mso-list:\s*l\d/i.test(element.getAttribute("style") || "")) this.wordItem(element);
      else if (!this.depth || !this.block) this.open(this.depth ? "p" : BLOCKS[element.tagName]);
      const own = this.block;
      for (const child of element.childNodes) this.node(child, { ...style, heading });
      if (!this.depth && this.block === own) this.block = null;
    }

    children(element, style) {
      for (const child of element.childNodes) this.node(child, style);
    }

    node(node, style) {
      if (node.nodeType === Node.TEXT_NODE) this.words(node.data, style.heading ? { ...style, bold: false } : style);
      else if (node.nodeType === Node.ELEMENT_NODE) this.element(node, style);
    }

    html() {
      for (const each of [...this.body.querySelectorAll("p, h2, h3, li")]) {
        if (!each.textContent.trim() && !each.querySelector("li")) each.remove();
      }
      return this.body.innerHTML;
    }
  }

  const cleaned = (html) => {
    const writer = new Writer();
    writer.children(new DOMParser().parseFromString(html, "text/html").body, { bold: false, italic: false, href: "" });
    return writer.html();
  };

  document.addEventListener(
    "paste",
    (event) => {
      const html = event.clipboardData?.getData("text/html") || "";
      if (!event.target.closest?.(".Draftail-Editor") || !FOREIGN.test(html)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const data = new DataTransfer();
      data.setData("text/plain", event.clipboardData.getData("text/plain"));
      data.setData("text/html", cleaned(html));
      event.target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    },
    true,
  );
})();
