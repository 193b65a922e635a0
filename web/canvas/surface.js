// The canvas element: made for a visit of the canvas view and thrown away after it, with its WebGL context.

import { el } from '../twin/dom.js';

// As the module asks for it: it gets this very context.
const attributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  powerPreference: 'low-power',
};

export function createSurface(root) {
  let canvas = null;

  // False where the browser gives no WebGL 2.
  function prepare() {
    if (!canvas) {
      canvas = el('canvas', { id: 'canvas', 'aria-hidden': 'true' });
      root.replaceChildren(canvas);
    }
    if (canvas.getContext('webgl2', attributes)) return true;
    clear();
    return false;
  }

  function show() {
    root.hidden = false;
  }

  function clear() {
    root.hidden = true;
    // Gives the memory back at once.
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    canvas = null;
    root.replaceChildren();
  }

  return { prepare, show, clear, canvas: () => (root.hidden ? null : canvas) };
}
