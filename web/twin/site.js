// The files of this site, and what is said where one is missing.

import { el } from './dom.js';

export class StartError extends Error {
  constructor(code, path, message) {
    super(message);
    Object.assign(this, { code, path });
  }
}

export const here = (file) => new URL(file, document.baseURI).href;

// A style sheet that is not of the first visit; rejects where it is missing.
export function loadStyle(file) {
  return new Promise((resolve, reject) => {
    document.head.append(el('link', { rel: 'stylesheet', href: here(file), onload: resolve, onerror: reject }));
  });
}
