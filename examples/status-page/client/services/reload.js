// Partial reloads: one for many events, and again if one fails.
import { router } from '@inertiajs/react';

const wanted = new Set();
let timer;
let isRunning = false;
let later = [];

// Laravel keeps the errors of a form for the next request, which must be the form's own and not a reload.
let visits = 0;
const isVisit = ({ detail: { visit } }) => !visit.async;
router.on('start', (event) => {
  if (isVisit(event)) visits += 1;
});
router.on('finish', (event) => {
  if (!isVisit(event)) return;
  visits -= 1;
  plan();
});

/**
 * Reloads these props soon, together with those that others ask for meanwhile. `then(props)` is called with the new props.
 */
export function reload(only, then) {
  for (const name of only) wanted.add(name);
  if (then) later.push(then);
  plan();
}

function plan() {
  clearTimeout(timer);
  if (wanted.size && !isRunning && !visits) timer = setTimeout(send, 60);
}

function send() {
  if (visits) return;
  const only = [...wanted];
  const told = later;
  wanted.clear();
  later = [];
  isRunning = true;
  router.reload({
    only,
    onSuccess: ({ props }) => told.forEach((one) => one(props)),
    onFinish: () => {
      isRunning = false;
      plan();
    },
  });
}
