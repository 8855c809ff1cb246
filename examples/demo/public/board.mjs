// The task board. A card moves when its event arrives, not when the user asks for it.
import { $, avatar, calm, h, publish, say } from './dom.mjs';
import * as seed from './seed.mjs';

export class Board {
  #cards = seed.tasks;
  #asking = new Set();
  #socketId;
  #listeners = [];
  #subscribedAt = Infinity;

  constructor(echo) {
    this.#socketId = () => echo.socketId();
    $('#board').append(...seed.columns.map((column) => this.#column(column)));
    echo
      .private(seed.board.channel)
      .listen(seed.board.event, (data) => this.#updated(data))
      .subscribed(() => (this.#subscribedAt = Date.now()))
      .error((error) => say(`Cannot subscribe to the board: ${error.error ?? error.status}`));
    this.#show();
  }

  onEvent(listener) {
    this.#listeners.push(listener);
  }

  get cards() {
    return this.#cards;
  }

  /** `task` has moved; `board`, if present, is the complete state, which corrects missed events. */
  #updated(data) {
    const { task, board } = data;
    const before = new Map(this.#cards.map((card) => [card.id, card.column]));
    let cards = Array.isArray(board) ? board : this.#cards;
    if (!Array.isArray(board) && task) cards = seed.moved(cards, task.id, task.column);
    this.#cards = cards.filter((card) => seed.columns.some((column) => column.id === card.column));
    const own = task && this.#asking.delete(task.id);
    this.#show();

    const card = this.#cards.find((one) => one.id === task?.id);
    if (card && before.get(card.id) !== card.column) {
      this.#flash(card.id);
      if (own) say(`${card.title} is now in ${this.#title(card.column)}.`);
    }
    const live = !(data.sent_at < this.#subscribedAt);
    for (const listener of this.#listeners) listener(data, live, card);
  }

  #title(id) {
    return seed.columns.find((column) => column.id === id).title;
  }

  #column({ id, title }) {
    return h(
      'section',
      {
        class: 'column',
        'data-column': id,
        'aria-labelledby': `column-${id}`,
        ondragover: (event) => event.preventDefault(),
        ondrop: (event) => {
          event.preventDefault();
          this.#ask(Number(event.dataTransfer.getData('text/plain')), id);
        },
      },
      h('h3', { id: `column-${id}` }, title, h('span', { class: 'count' })),
      h('ol', { class: 'cards' }),
    );
  }

  #card(card) {
    const at = seed.columns.findIndex((column) => column.id === card.column);
    const step = (by, label, sign) => {
      const target = seed.columns[at + by];
      return h(
        'button',
        {
          class: 'step',
          disabled: !target,
          'aria-label': target ? `${label}: ${card.title} to ${target.title}` : label,
          onclick: () => this.#ask(card.id, target.id),
        },
        sign,
      );
    };
    return h(
      'li',
      {
        class: this.#asking.has(card.id) ? 'card asking' : 'card',
        'data-id': card.id,
        draggable: 'true',
        ondragstart: (event) => event.dataTransfer.setData('text/plain', String(card.id)),
      },
      h('p', { class: 'card-title' }, card.title),
      h(
        'div',
        { class: 'card-foot' },
        avatar(card.owner),
        h('span', { class: 'owner' }, card.owner),
        h('span', { class: 'steps' }, step(-1, 'Back', '←'), step(1, 'On', '→')),
      ),
    );
  }

  /** Draws the cards and animates each from its old position. */
  #show() {
    const places = new Map();
    for (const element of document.querySelectorAll('.card')) {
      places.set(element.dataset.id, element.getBoundingClientRect());
    }
    const focused = document.activeElement?.closest?.('.card')?.dataset.id;
    const focusedStep = [...document.querySelectorAll(`.card[data-id="${focused}"] .step`)].indexOf(
      document.activeElement,
    );

    for (const { id } of seed.columns) {
      const cards = this.#cards.filter((card) => card.column === id);
      const section = $(`[data-column="${id}"]`);
      $('.count', section).textContent = String(cards.length);
      $('.cards', section).replaceChildren(...cards.map((card) => this.#card(card)));
    }

    if (focused) {
      const steps = [...document.querySelectorAll(`.card[data-id="${focused}"] .step`)];
      (steps[focusedStep]?.disabled
        ? steps.find((one) => !one.disabled)
        : steps[focusedStep]
      )?.focus();
    }
    if (calm()) return;
    for (const element of document.querySelectorAll('.card')) {
      const was = places.get(element.dataset.id);
      const is = element.getBoundingClientRect();
      if (!was || (was.x === is.x && was.y === is.y)) continue;
      // Above the cards that stay.
      element.style.zIndex = was.x === is.x ? '1' : '2';
      const glide = element.animate(
        [{ transform: `translate(${was.x - is.x}px, ${was.y - is.y}px)` }, { transform: 'none' }],
        { duration: 420, easing: 'cubic-bezier(.2, .8, .2, 1)' },
      );
      glide.onfinish = () => (element.style.zIndex = '');
    }
  }

  #flash(id) {
    $(`.card[data-id="${id}"]`)?.classList.add('fresh');
  }

  async #ask(id, column) {
    const card = this.#cards.find((one) => one.id === id);
    if (!card || card.column === column) return;
    this.#asking.add(id);
    $(`.card[data-id="${id}"]`)?.classList.add('asking');
    const board = seed.moved(this.#cards, id, column);
    const task = board.find((one) => one.id === id);
    try {
      await publish(`private-${seed.board.channel}`, `App\\Events\\${seed.board.event}`, {
        task,
        board,
        by: this.#socketId(),
      });
    } catch (error) {
      this.#asking.delete(id);
      this.#show();
      say(`The card could not be moved: ${error.message}`);
    }
  }
}
