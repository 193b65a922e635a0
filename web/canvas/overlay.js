// Lays a control of the form over its widget on the canvas while it has the focus, and its message below it: the page's
// own input is what is typed into, with its keyboard, its input method and its messages.

const gap = 4;

export function createOverlay() {
  let shown = null; // {node, message, canvas, rect}

  // Follows the canvas as the page scrolls; `rect` is in the canvas.
  function place() {
    if (!shown) return;
    const { node, message, canvas, rect } = shown;
    const origin = canvas.getBoundingClientRect();
    const [x, y, width, height] = rect;
    const left = `${origin.left + x}px`;
    Object.assign(node.style, { left, top: `${origin.top + y}px`, width: `${width}px`, height: `${height}px` });
    if (message) Object.assign(message.style, { left, top: `${origin.top + y + height + gap}px` });
  }

  function close() {
    if (!shown) return;
    for (const each of [shown.node, shown.message]) {
      each?.classList.remove('over', 'over-message');
      for (const name of ['left', 'top', 'width', 'height']) each?.style.removeProperty(name);
    }
    shown = null;
  }

  window.addEventListener('scroll', place, { passive: true });
  window.addEventListener('resize', place);
  return {
    open(node, message, canvas, rect) {
      close();
      shown = { node, message, canvas, rect };
      node.classList.add('over');
      message?.classList.add('over-message');
      place();
    },
    move(rect) {
      if (!shown || !rect) return;
      shown.rect = rect;
      place();
    },
    close,
    isOpen: () => shown !== null,
  };
}
