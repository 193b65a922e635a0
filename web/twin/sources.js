// Sources as links: "Pricing page (https://…)" reads "Pricing page". Of several addresses each is a link of its own.

import { el } from './dom.js';

const address = /\(?(https:\/\/[^\s)]+)\)?/g;

const anchor = (href, label) => el('a', { href, target: '_blank', rel: 'noopener noreferrer' }, label);

// Nodes and texts for `text`.
export function linked(text) {
  const found = [...text.matchAll(address)];
  if (found.length === 0) return [text];
  const host = (url) => new URL(url).hostname;
  if (found.length === 1) {
    const [whole, url] = found[0];
    return [anchor(url, text.replace(whole, '').trim() || host(url))];
  }
  const nodes = [];
  let at = 0;
  for (const match of found) {
    nodes.push(text.slice(at, match.index), anchor(match[1], host(match[1])));
    at = match.index + match[0].length;
  }
  return [...nodes, text.slice(at)];
}
