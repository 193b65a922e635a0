// Which face the page shows: the canvas, or the form and table. The reader's choice counts where it can be had.

import { remember, remembered } from '../twin/store.js';

const enough = '(min-width: 700px)';
const key = 'view';
const known = (view) => (view === 'canvas' || view === 'table' ? view : null);

// `canDraw()` is asked only where everything else speaks for the canvas.
export function createMode({ asked, embed, canDraw }) {
  const wide = matchMedia(enough);
  const forced = matchMedia('(forced-colors: active)');
  const explicit = known(asked);
  let chosen = explicit ?? known(remembered(key));
  let broken = null; // why the canvas did not start

  function obstacle() {
    if (embed) return 'A frame shows the form and table.';
    if (!wide.matches) return 'The canvas needs a window at least 700 pixels wide.';
    if (forced.matches) return 'The canvas cannot follow the colours that this system forces.';
    return null;
  }

  return {
    // The face to show, and what stands against the canvas where somebody should hear it.
    wanted() {
      if (chosen === 'table') return { face: 'table', why: null };
      const why = obstacle();
      if (why) return { face: 'table', why: explicit === 'canvas' && !embed ? why : null };
      if (!broken && !canDraw()) broken = 'This browser gives the page no WebGL 2 to draw with.';
      return broken ? { face: 'table', why: broken } : { face: 'canvas', why: null };
    },
    canOffer: () => obstacle() === null,
    choose(face) {
      chosen = face;
      broken = null;
      remember(key, face);
    },
    failed(message) {
      broken = message;
    },
    onChange(call) {
      for (const media of [wide, forced]) media.addEventListener('change', call);
    },
  };
}
