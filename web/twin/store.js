// What the page remembers of a reader from visit to visit: nothing in frames without storage, nothing in tests.

const testing = new URLSearchParams(location.search).get('testing') === '1';

export function remembered(key) {
  if (testing) return null;
  try {
    return localStorage.getItem(key);
  } catch {
    // Storage is closed to sandboxed frames.
    return null;
  }
}

export function remember(key, value) {
  if (testing) return;
  try {
    localStorage.setItem(key, value);
  } catch {
    // As above.
  }
}
