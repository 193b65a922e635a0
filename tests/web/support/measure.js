// Measures the layout inside the page. Each function runs in the browser and uses nothing from outside itself.

// Everything that breaks the rules of the layout, as sentences: {sideways, small, targets, clipped, outside, overlaps}.
export function layoutFaults() {
  const faults = { sideways: [], small: [], targets: [], clipped: [], outside: [], overlaps: [] };
  const root = document.documentElement;
  const width = root.clientWidth;
  if (root.scrollWidth > width) faults.sideways.push(`the page is ${root.scrollWidth} px wide in ${width}`);

  const tell = (text, box) =>
    `“${text.trim().slice(0, 50)}” at ${Math.round(box.left)},${Math.round(box.top)} ` +
    `${Math.round(box.right - box.left)}×${Math.round(box.bottom - box.top)}`;
  // Meant for screen readers only, or taken out of sight on purpose.
  const unseen = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const style = getComputedStyle(each);
      if (style.clipPath !== 'none' && style.position === 'absolute') return true;
      if (each.matches('.skip, .readout, defs, title, option')) return true;
      if (each.getAttribute('visibility') === 'hidden') return true;
    }
    return !node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const cut = (one, other) => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const scroller = (node) => node.closest('.scroll');

  // Lines of text, as the visitor sees them.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.textContent.trim() || unseen(parent) || parent.closest('script, style, noscript, select')) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes = parent instanceof SVGElement ? [parent.getBoundingClientRect()] : [...range.getClientRects()];
    for (const box of boxes) {
      if (box.width < 1 || box.height < 1) continue;
      if (size < 12) faults.small.push(`${size} px: ${tell(node.textContent, box)}`);
      const window = scroller(parent)?.getBoundingClientRect();
      const seen = window ? cut(box, window) : box;
      if (seen.right <= seen.left || seen.bottom <= seen.top) continue;
      lines.push({ node, parent, text: node.textContent, box: seen });

      // Text must stay inside its card, and inside whatever hides what sticks out of it.
      const card = parent.closest('.card, header, footer, .notice');
      if (card && !window) {
        // A card without a border has no edge to be seen: the window's counts.
        const framed = parseFloat(getComputedStyle(card).borderBottomWidth) > 0;
        const edge = framed ? card.getBoundingClientRect() : { left: 0, right: width, bottom: Infinity };
        if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.bottom > edge.bottom + 1)
          faults.outside.push(tell(node.textContent, box));
      }
      for (let each = parent; each && each !== document.body; each = each.parentElement) {
        const style = getComputedStyle(each);
        if (style.overflowX === 'visible' || each instanceof SVGElement || each.matches('.scroll')) continue;
        const edge = each.getBoundingClientRect();
        if (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - 2 || box.bottom > edge.bottom + 2)
          faults.clipped.push(tell(node.textContent, box));
      }
    }
  }

  // What inputs and selects show has to fit into them.
  const pen = document.createElement('canvas').getContext('2d');
  for (const node of document.querySelectorAll('select, input[type=text]')) {
    if (unseen(node) || node.readOnly) continue;
    const style = getComputedStyle(node);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const text = node.matches('select') ? (node.selectedOptions[0]?.textContent ?? '') : node.value;
    const room = node.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const needs = pen.measureText(text).width;
    if (parseFloat(style.fontSize) < 12) faults.small.push(`${style.fontSize}: “${text}”`);
    if (needs > room + 1)
      faults.clipped.push(`${node.id || node.name || 'select'} “${text}” needs ${Math.ceil(needs)} px of ${Math.floor(room)}`);
  }

  // Two texts must not lie on each other. A line box is taller than its letters: a sliver of both does not count.
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (one.node === other.node) continue;
      const both = cut(one.box, other.box);
      if (both.right - both.left > 1.5 && both.bottom - both.top > 4)
        faults.overlaps.push(`${tell(one.text, one.box)} and ${tell(other.text, other.box)}`);
    }
  }

  // What is pressed or dragged has at least 24 by 24 px; a checkbox counts with the label that covers it.
  const takes = 'a[href], button, input, select, summary, [role=slider]';
  for (const node of document.querySelectorAll(takes)) {
    const chip = node.closest('.chip, .segments label');
    if (node.matches(':disabled') || node.closest('.skip')) continue;
    if (!node.checkVisibility({ visibilityProperty: true }) || (unseen(node) && !chip)) continue;
    const target = node.matches('[role=slider]') ? node.querySelector('.you-hit') : (chip ?? node);
    const box = target.getBoundingClientRect();
    if (box.width < 23.9 || box.height < 23.9)
      faults.targets.push(`${node.tagName.toLowerCase()} ${tell(node.getAttribute('aria-label') ?? (node.textContent || node.name || node.id), box)}`);
  }
  for (const key of Object.keys(faults)) faults[key] = [...new Set(faults[key])];
  return faults;
}

// Opens everything that folds: details, the other offers of each platform, the evidence of the first rows.
export function openEverything() {
  for (const node of document.querySelectorAll('details')) node.open = true;
  for (const node of document.querySelectorAll('.offer-name[aria-expanded="false"]')) {
    if (document.querySelectorAll('.evidence-row').length < 3) node.click();
  }
  const folded = [...document.querySelectorAll('button.count[aria-expanded="false"]:not([hidden])')];
  folded.at(-1)?.click();
}

// Of a PNG given as base64: {width, height, colours, deviation} of its luminance. Runs on a blank page.
export async function pictureFigures(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(bitmap, 0, 0);
  const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
  const colours = new Set();
  let sum = 0;
  let squares = 0;
  const count = data.length / 4;
  for (let at = 0; at < data.length; at += 4) {
    const light = 0.2126 * data[at] + 0.7152 * data[at + 1] + 0.0722 * data[at + 2];
    sum += light;
    squares += light * light;
    colours.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
  }
  const mean = sum / count;
  return {
    width: bitmap.width,
    height: bitmap.height,
    colours: colours.size,
    mean,
    deviation: Math.sqrt(squares / count - mean * mean),
  };
}
