// The one live region: says the answer once the reader has stopped changing things.

const quietMs = 700;

export function createStatus(node) {
  let timer = 0;
  let said = '';
  return {
    // Spoken only when it differs from what was said last.
    announce(text) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (text === said) return;
        said = text;
        node.textContent = text;
      }, quietMs);
    },
    // The first answer is read as part of the page, not announced.
    remember(text) {
      said = text;
    },
  };
}
