// Builds and patches DOM nodes. Text always goes in as text, never as HTML.

const svgNamespace = 'http://www.w3.org/2000/svg';

function append(node, children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
  return node;
}

// null, undefined and false remove an attribute, true sets it empty; `on…` functions become listeners.
export function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else {
      const text = value === true ? '' : String(value);
      if (node.getAttribute(name) !== text) node.setAttribute(name, text);
    }
  }
  return node;
}

export function el(tag, attributes = {}, ...children) {
  return append(setAttributes(document.createElement(tag), attributes), children);
}

export function svgEl(tag, attributes = {}, ...children) {
  return append(setAttributes(document.createElementNS(svgNamespace, tag), attributes), children);
}

export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

// Rebuilds a node's children only when what they show has changed; `key` is anything JSON can write.
const shown = new WeakMap();
export function patchWhole(node, key, build) {
  const text = JSON.stringify(key);
  if (shown.get(node) === text) return;
  shown.set(node, text);
  node.replaceChildren(...[build()].flat().filter(Boolean));
}

// Makes the children of `parent` match `items`: a node is made once for its key, then only updated and moved.
// `create(item)` gives {node, update(item)}. The first `fixed` children belong to somebody else and stay.
const keyedChildren = new WeakMap();
export function patchKeyed(parent, items, keyOf, create, fixed = 0) {
  if (!keyedChildren.has(parent)) keyedChildren.set(parent, new Map());
  const old = keyedChildren.get(parent);
  const focused = document.activeElement;
  const next = new Map();
  for (const item of items) {
    const key = keyOf(item);
    const entry = old.get(key) ?? create(item);
    next.set(key, entry);
    entry.update(item);
  }
  for (const [key, entry] of old) if (!next.has(key)) entry.node.remove();
  let index = fixed;
  for (const entry of next.values()) {
    if (parent.children[index] !== entry.node)
      parent.insertBefore(entry.node, parent.children[index] ?? null);
    index += 1;
  }
  keyedChildren.set(parent, next);
  // Moving a node takes the focus away from what is inside it.
  if (focused && focused !== document.activeElement && parent.contains(focused)) {
    focused.focus({ preventScroll: true });
  }
}

// A <select> whose options follow `groups`: [{label|null, options: [{value, label}]}].
export function patchSelect(select, groups, value) {
  const text = JSON.stringify(groups);
  if (shown.get(select) !== text) {
    shown.set(select, text);
    const option = (choice) => el('option', { value: choice.value }, choice.label);
    select.replaceChildren(
      ...groups.flatMap((group) => {
        const options = group.options.map(option);
        return group.label === null ? options : [el('optgroup', { label: group.label }, options)];
      }),
    );
  }
  if (select.value !== value) select.value = value;
}

// Calls once, at the first of these events anywhere on the page.
export function onceOn(types, call) {
  const heard = new AbortController();
  const options = { capture: true, passive: true, signal: heard.signal };
  const once = () => {
    heard.abort();
    call();
  };
  for (const type of types) document.addEventListener(type, once, options);
}
