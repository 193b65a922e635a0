// A word that goes away by itself, for what the canvas cannot say. Screen readers hear it from the live region.

const shownMs = 2000;

export function createToast(node) {
  let timer = 0;
  return (text) => {
    node.textContent = text;
    node.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => {
      node.hidden = true;
    }, shownMs);
  };
}
