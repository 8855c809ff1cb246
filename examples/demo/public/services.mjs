// The status page: services, their incidents, and a short history of each.
import { $, h, publish, say } from './dom.mjs';
import * as seed from './seed.mjs';

const words = { up: 'Operational', slow: 'Degraded', down: 'Outage' };
const summaries = { up: 'All are up', slow: 'Some are slow', down: 'Some are down' };
const historyMost = 24;

export class Services {
  #services = seed.services;
  #history = new Map(seed.services.map(({ id }) => [id, Array(historyMost).fill('up')]));
  #listeners = [];
  #subscribedAt = Infinity;
  #down = new Set();

  constructor(echo) {
    echo
      .channel(seed.status.channel)
      .listen(`.${seed.status.event}`, (data) => this.#changed(data))
      .subscribed(() => (this.#subscribedAt = Date.now()));
    this.#show();
    setInterval(() => this.#age(), 5000);
  }

  onEvent(listener) {
    this.#listeners.push(listener);
  }

  #changed(data) {
    const { service, services } = data;
    const known = Array.isArray(services) ? services : this.#services;
    this.#services = service ? seed.changed(known, service.id, service) : known;
    if (service) {
      this.#note(service.id, service.status);
      const { title, status, incident } = this.#services.find((one) => one.id === service.id) ?? {};
      // An outage matters to everyone; slow responses come and go.
      if (this.#down.has(service.id) !== (status === 'down'))
        say(`${title}: ${words[status]}. ${incident ?? ''}`);
      this.#down = new Set(
        this.#services.filter((one) => one.status === 'down').map(({ id }) => id),
      );
    }
    this.#show();
    const live = !(data.sent_at < this.#subscribedAt);
    for (const listener of this.#listeners) listener(data, live);
  }

  #note(id, status) {
    const history = this.#history.get(id);
    if (!history) return;
    history.push(status);
    history.splice(0, history.length - historyMost);
  }

  /** One bar per five seconds. */
  #age() {
    for (const { id, status } of this.#services) this.#note(id, status);
    this.#show();
  }

  #show() {
    const focused = document.activeElement?.dataset?.service;
    $('#services').replaceChildren(...this.#services.map((service) => this.#row(service)));
    if (focused) $(`[data-service="${focused}"]`)?.focus();
    const worst = this.#services.some((one) => one.status === 'down')
      ? 'down'
      : this.#services.some((one) => one.status === 'slow')
        ? 'slow'
        : 'up';
    const summary = $('#overall');
    summary.className = `overall ${worst}`;
    summary.textContent = summaries[worst];
  }

  #row(service) {
    const up = service.status === 'up';
    return h(
      'li',
      { class: `service ${service.status}`, 'data-id': service.id },
      h(
        'div',
        { class: 'service-head' },
        h('span', { class: 'dot', 'aria-hidden': 'true' }),
        h('span', { class: 'service-title' }, service.title),
        h('span', { class: 'service-word' }, words[service.status] ?? service.status),
      ),
      h(
        'div',
        { class: 'history', 'aria-hidden': 'true' },
        ...this.#history.get(service.id).map((status) => h('i', { class: status })),
      ),
      h(
        'div',
        { class: 'service-foot' },
        h('span', { class: 'incident' }, service.incident ?? `responds in ${service.ms} ms`),
        h(
          'button',
          {
            class: 'quiet',
            'data-service': service.id,
            'aria-label': `${up ? 'Report an incident' : 'Resolve'}: ${service.title}`,
            onclick: () => this.#ask(service, up),
          },
          up ? 'Report' : 'Resolve',
        ),
      ),
    );
  }

  async #ask({ id }, up) {
    const [first, second] = seed.troubles[id];
    const service = up
      ? {
          id,
          status: Math.random() < 0.5 ? 'slow' : 'down',
          incident: Math.random() < 0.5 ? first : second,
        }
      : { id, status: 'up', incident: null };
    try {
      await publish(seed.status.channel, seed.status.event, {
        service,
        services: seed.changed(this.#services, id, service),
      });
    } catch (error) {
      say(`The status could not be published: ${error.message}`);
    }
  }
}
