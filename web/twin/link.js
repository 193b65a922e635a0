// The page's address: reads the fragment, keeps it up to date, copies the link.

const debounceMs = 300;

// A link of more than this is not read; its beginning is enough for the calculator to say so.
const linkMost = 512 * 1024;
export const asLink = (fragment) => fragment.slice(0, linkMost + 1);

// How this visit shows the page; the next one decides for itself.
const modes = ['embed', 'theme', 'view', 'testing'];

const pairsOf = (search) => search.slice(1).split('&').filter(Boolean);
const isMode = (pair) => modes.includes(pair.split('=')[0]);

// A link that was pasted as the query stands there as it would in the fragment, perhaps escaped as a whole.
const isLink = (search) => pairsOf(search).some((pair) => /^v(?:=|%3D)/i.test(pair));

// The link of this visit's address; a fragment goes before the query.
export function followedLink({ hash, search } = location) {
  if (hash.length > 1 || !isLink(search)) return hash;
  return `#${pairsOf(search).filter((pair) => !isMode(pair)).join('&')}`;
}

// The query without a link that stands in it.
function searchOfVisit() {
  if (!isLink(location.search)) return location.search;
  const kept = pairsOf(location.search).filter(isMode).join('&');
  return kept && `?${kept}`;
}

// The full page's address for a fragment, also from inside a frame.
export function fullPageUrl(fragment) {
  const url = new URL(location.href);
  url.search = searchOfVisit();
  for (const mode of modes) url.searchParams.delete(mode);
  url.hash = fragment;
  return url.href;
}

// `readFragment()` gives the fragment of the current state. Nothing is written before `changed()` is called.
export function createLink({ readFragment, embed, openFull, copyButton, fallback, onHash, copied }) {
  let timer = 0;
  let copiedTimer = 0;
  let known = location.hash; // what the page has read or written

  function write() {
    const fragment = readFragment();
    // Another fragment than the known one was just followed: its hashchange is on the way and must not be undone.
    if (!fragment || fragment === location.hash || location.hash !== known) return;
    try {
      history.replaceState(history.state, '', `${location.pathname}${searchOfVisit()}${fragment}`);
      known = location.hash;
    } catch {
      // Sandboxed pages may not rewrite their address; the link can still be copied.
    }
  }

  window.addEventListener('hashchange', () => {
    clearTimeout(timer);
    known = location.hash;
    if (known.length > 1) onHash(known);
  });

  function showFallback(url) {
    fallback.box.hidden = false;
    fallback.text.value = url;
    fallback.text.focus();
    fallback.text.select();
  }

  copyButton.addEventListener('click', async () => {
    const url = fullPageUrl(readFragment());
    try {
      await navigator.clipboard.writeText(url);
      fallback.box.hidden = true;
      copyButton.textContent = 'Copied';
      copied();
      clearTimeout(copiedTimer);
      copiedTimer = setTimeout(() => {
        copyButton.textContent = 'Copy link';
      }, 2000);
    } catch {
      showFallback(url);
    }
  });
  fallback.close.addEventListener('click', () => {
    fallback.box.hidden = true;
    copyButton.focus();
  });
  fallback.box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') fallback.close.click();
  });

  return {
    changed() {
      if (embed) return;
      clearTimeout(timer);
      timer = setTimeout(write, debounceMs);
    },
    rendered() {
      if (embed) openFull.href = fullPageUrl(readFragment());
    },
  };
}
