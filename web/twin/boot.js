// Says why where the page's own script does not come or does not run. It is no module, so it comes also where modules
// do not: out of a file, and into a frame without an origin of its own.

import { showFailure } from './failure.js';
import { whyNot } from './site.js';

const script = 'twin/main.js';

async function say(why) {
  const message = `${script} could not be loaded. ${await why}`;
  // A page that came so far has said better what is wrong.
  if (!document.documentElement.dataset.ready) showFailure({ code: 'no-script', path: script, message });
}

window.addEventListener(
  'error',
  (event) => {
    const { target, filename, message } = event;
    if (target.src?.endsWith(script)) say(whyNot(script));
    if (filename?.endsWith(script)) say(`It came cut short, or this browser does not understand it (${message}).`);
  },
  true,
);
