// The files of this site, and what is said where one is missing.

import { el } from './dom.js';

export class StartError extends Error {
  constructor(code, path, message) {
    super(message);
    Object.assign(this, { code, path });
  }
}

export const here = (file) => new URL(file, document.baseURI).href;

// Why a file of this site cannot be had, as a sentence.
export async function whyNot(file) {
  if (location.protocol === 'file:')
    return 'This page was opened as a file; browsers load its parts from a web server only, such as ./web/serve.';
  try {
    const { ok, status } = await fetch(here(file));
    if (ok) return 'It came damaged or cut short.';
    return `The server answers ${status}${status === 404 ? ': it is missing from this site' : ''}.`;
  } catch {
    return window.origin === 'null'
      ? 'This frame has no origin of its own: its server must send Access-Control-Allow-Origin: *, and be reachable.'
      : 'It could not be reached. Check your connection.';
  }
}

// What loads a file, rejecting with which one it is and why it cannot be had.
export const named = (file, loading) =>
  loading.catch(async () => {
    throw new StartError('not-loaded', file, `${file} could not be loaded. ${await whyNot(file)}`);
  });

// A style sheet that is not of the first visit; rejects where it is missing.
export function loadStyle(file) {
  return new Promise((resolve, reject) => {
    document.head.append(el('link', { rel: 'stylesheet', href: here(file), onload: resolve, onerror: reject }));
  });
}
