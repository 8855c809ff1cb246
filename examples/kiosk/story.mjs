// What happens at the demo's organization, one thing after another.
const troubles = [
  [
    'Cable car',
    'down',
    'The cable car has stopped',
    'Gusts of 90 km/h at the col. We wait for the wind.',
  ],
  ['Radio', 'degraded', 'Radio hisses on channel 4', 'A new aerial is in place. Channel 7 works.'],
  ['Weather station', 'degraded', 'Readings come late', 'Station 7 has iced over.'],
  ['Hut bookings', 'down', 'Bookings are refused', 'Payments do not arrive. Call the hut.'],
  ['Trail maps', 'degraded', 'Contours are missing at zoom 14', 'Tiles come from the old survey.'],
];
const tomorrow = new Date();
tomorrow.setUTCHours(30, 0, 0, 0);

export class Story {
  #services = [...new Set(troubles.map(([name]) => name)), 'Avalanche bulletin'].map(
    (name, index) => ({
      id: index + 1,
      name,
      status: 'up',
      status_message: null,
    }),
  );
  #incidents = [];
  #maintenances = [
    {
      id: 1,
      title: 'Inspection of the cable',
      status: 'scheduled',
      starts_at: tomorrow.toISOString(),
    },
  ];
  #told = 0;
  /** Two troubles at a time, in different states. */
  #lanes = [[], []];

  constructor() {
    for (let step = 0; step < 5; step++) this.next();
  }

  /** The whole state, as `status.published` has it. */
  state() {
    return {
      organization: { name: 'Ridge' },
      services: this.#services,
      incidents: this.#incidents,
      maintenances: this.#maintenances,
    };
  }

  /** Lets the next thing happen; returns its event. */
  next() {
    const [lane, other] = this.#lanes;
    this.#lanes = [other, lane];
    if (lane.length === 0) lane.push(...this.#trouble(...troubles[this.#told++ % troubles.length]));
    return lane.shift()();
  }

  #trouble(name, status, title, message) {
    const service = this.#services.find((one) => one.name === name);
    const incident = { id: this.#told, title, status: 'open', message: 'We are looking into it.' };
    const setService = (status, status_message) => () => {
      const old_status = service.status;
      Object.assign(service, { status, status_message });
      const data = { service, old_status, new_status: status, timestamp: new Date().toISOString() };
      return { name: 'service.status.changed', data };
    };
    const setIncident = (event, changes) => () => {
      if (event === 'incident.created')
        this.#incidents = [
          { ...incident, created_at: new Date().toISOString() },
          ...this.#incidents,
        ].slice(0, 8);
      const known = this.#incidents.find(({ id }) => id === incident.id);
      Object.assign(known, changes);
      return { name: event, data: { incident: known } };
    };
    return [
      setService(status, message),
      setIncident('incident.created', {}),
      setIncident('incident.updated', { status: 'watching', message }),
      setService('up', null),
      setIncident('incident.resolved', { status: 'resolved' }),
    ];
  }
}
