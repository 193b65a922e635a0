// Starts the canvas with its fonts, and gives them to the page too: the inputs laid over the canvas look like it.

import { ask } from '../twin/load.js';

const fontFiles = { regular: 'fonts/Inter-Regular.otf', semibold: 'fonts/Inter-SemiBold.otf' };
const weights = { regular: '400', semibold: '600' };

// The file's own line is one em, for the canvas. Browsers round ascent and descent to pixels each: Inter's own values
// land the capitals in the middle at the sizes used here.
const lines = { ascentOverride: '96.875%', descentOverride: '24.15%' };

async function loadFont(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file} is missing from this site.`);
  return new Uint8Array(await response.arrayBuffer());
}

export async function loadFonts() {
  const names = Object.keys(fontFiles);
  const files = await Promise.all(names.map((name) => loadFont(fontFiles[name])));
  return Object.fromEntries(names.map((name, index) => [name, files[index]]));
}

let given = false;
function giveToPage(fonts) {
  if (given) return;
  given = true;
  for (const [name, weight] of Object.entries(weights)) {
    const font = new FontFace('Inter', fonts[name], { weight, ...lines });
    document.fonts.add(font);
    font.load().catch(() => document.fonts.delete(font)); // the canvas has told about a font that is broken
  }
}

// null once the canvas is shown, an error where it cannot be.
export function startStage(surface, picker, fonts) {
  surface.show();
  const answer = ask(picker, 'startCanvas', '#canvas', fonts);
  if (!answer.ok) return answer.error;
  giveToPage(fonts);
  return null;
}
