// What only a visit of the canvas needs of the page's scripts, in one file that such a visit loads.

export { createBridge } from './bridge.js';
export { loadFonts, startStage } from './stage.js';
export { createToast } from './toast.js';
