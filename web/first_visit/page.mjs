// The least of a browser that the canvas needs to draw into: a page that answers every question of the host and of
// WebGL plausibly, and keeps nothing. For build steps in Node; it never draws.

const nothing = () => {};
const heard = { addEventListener: nothing, removeEventListener: nothing };

class HTMLCanvasElement {
  constructor(width) {
    Object.assign(this, heard, {
      width,
      height: 150,
      style: { removeProperty: nothing },
      before: nothing,
      dispatchEvent: nothing,
      getBoundingClientRect: () => ({ left: 0, top: 60, right: width, width, height: 800 }),
    });
    this.getContext = () => webgl(this);
  }
}

const parameters = {
  0x0d33: 16384, // MAX_TEXTURE_SIZE
  0x0d3a: new Int32Array([16384, 16384]), // MAX_VIEWPORT_DIMS
  0x1f02: 'WebGL 2.0', // VERSION
};

// Questions are answered by name; of all other calls those that make something give an object, the rest nothing.
function webgl(canvas) {
  const answers = {
    canvas,
    getContextAttributes: () => ({}),
    getSupportedExtensions: () => [],
    getExtension: () => null,
    getShaderParameter: () => true,
    getProgramParameter: () => true,
    getShaderInfoLog: () => '',
    getProgramInfoLog: () => '',
    getActiveUniform: () => ({ name: 'Texture', size: 1 }),
    getAttribLocation: () => 0,
    getParameter: (name) => parameters[name] ?? 0,
  };
  const made = () => ({});
  const get = (target, name) => target[name] ?? (/^(create|getUniformLocation)/.test(name) ? made : nothing);
  return new Proxy(answers, { get });
}

// Puts the page into this program's globals. `frame()` runs what asked for an animation frame.
export function openPage({ width, dark }) {
  const canvas = new HTMLCanvasElement(width);
  const frames = new Map();
  let asked = 0;
  const observer = class {
    observe() {}
    disconnect() {}
  };
  const root = { clientHeight: 900, clientWidth: width };
  const globals = {
    HTMLCanvasElement,
    WebGLRenderingContext: class {},
    ResizeObserver: observer,
    MutationObserver: observer,
    devicePixelRatio: 1,
    scrollY: 0,
    matchMedia: () => ({ matches: false, ...heard }),
    getComputedStyle: () => ({ backgroundColor: dark ? 'rgb(20, 20, 24)' : 'rgb(250, 250, 250)' }),
    requestAnimationFrame(call) {
      frames.set(++asked, call);
      return asked;
    },
    cancelAnimationFrame: (id) => frames.delete(id),
    document: {
      ...heard,
      hidden: false,
      documentElement: root,
      querySelector: () => canvas,
      createElement: () => ({ remove: nothing, getBoundingClientRect: () => ({ width }) }),
    },
    window: { ...heard, devicePixelRatio: 1 },
  };
  Object.assign(globalThis, globals);
  return {
    frame() {
      const due = [...frames.values()];
      frames.clear();
      for (const call of due) call(performance.now());
    },
  };
}
