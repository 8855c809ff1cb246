// What every world of a fault has: virtual time, and a record of uncaught errors.
export class Timeline {
  /** The uncaught errors. */
  uncaught = [];

  constructor(time, client) {
    this.time = time;
    this.client = client;
  }

  /** Advances the time, and records errors that listeners throw. */
  async pass(ms) {
    for (const end = this.time.now + ms; this.time.now < end;)
      try {
        await this.time.pass(end - this.time.now);
      } catch (error) {
        this.uncaught.push(error);
      }
  }
  until(done, ms) {
    return this.time.passUntil(done, ms);
  }
}
