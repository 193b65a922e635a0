// The canvas itself: made for a visit of the canvas view and thrown away after it, with its fonts and its WebGL context.

import { el } from '../twin/dom.js';
import { ask } from '../twin/load.js';

const fontFiles = { regular: 'fonts/Inter-Regular.otf', semibold: 'fonts/Inter-SemiBold.otf' };

// As the module asks for it: it gets this very context.
const attributes = {
  alpha: false,
  antialias: false,
  depth: false,
  stencil: false,
  powerPreference: 'low-power',
};

async function loadFont(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} is missing from this site.`);
  return new Uint8Array(await response.arrayBuffer());
}

export function createStage(root) {
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

  // Resolves to null once the canvas is shown, to an error where it cannot be.
  async function start(picker) {
    try {
      const names = Object.keys(fontFiles);
      const files = await Promise.all(names.map((name) => loadFont(fontFiles[name])));
      const fonts = Object.fromEntries(names.map((name, index) => [name, files[index]]));
      root.hidden = false;
      const answer = ask(picker, 'startCanvas', '#canvas', fonts);
      return answer.ok ? null : answer.error;
    } catch (error) {
      return { code: 'no-font', path: '', message: error.message };
    }
  }

  function clear() {
    root.hidden = true;
    // Gives the memory back at once.
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
    canvas = null;
    root.replaceChildren();
  }

  return { prepare, start, clear, canvas: () => (root.hidden ? null : canvas) };
}
