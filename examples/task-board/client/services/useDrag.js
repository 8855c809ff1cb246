// Dragging a card with the mouse, a pen or a finger.
import { onScopeDispose, reactive } from 'vue';

/** Calls `drop(task, status)` when a card is released over a column, an element with `data-column`. */
export function useDrag(drop) {
  const drag = reactive({ id: null, over: null, x: 0, y: 0 });
  let end = () => {};

  function press(event, task) {
    // A finger scrolls the page unless it is on the grip.
    const isOnGrip = event.target.closest('.grip');
    if (event.button !== 0 || (event.pointerType === 'touch' && !isOnGrip)) return;
    if (event.target.closest('input, .choice')) return;
    end();
    const { clientX, clientY } = event;

    function move({ clientX: x, clientY: y }) {
      if (drag.id === null && Math.hypot(x - clientX, y - clientY) < 6) return;
      Object.assign(drag, { id: task.id, x: x - clientX, y: y - clientY });
      drag.over = document.elementFromPoint(x, y)?.closest('[data-column]')?.dataset.column ?? null;
    }
    function release() {
      const { id, over } = drag;
      end();
      if (id === null) return;
      // The click that follows would open the title for editing.
      const swallow = (click) => click.stopPropagation();
      addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener('click', swallow, { capture: true }));
      if (over && over !== task.status) drop(task, over);
    }
    const escape = ({ key }) => key === 'Escape' && end();
    const stop = new AbortController();
    end = () => {
      stop.abort();
      Object.assign(drag, { id: null, over: null });
    };
    const { signal } = stop;
    addEventListener('pointermove', move, { signal });
    addEventListener('pointerup', release, { signal });
    addEventListener('pointercancel', end, { signal });
    addEventListener('keydown', escape, { signal });
  }
  onScopeDispose(() => end());
  return { drag, press };
}
