// Faults without a diagnosis. These run last, because the doctor stays installed.

export const help = {
  // The event is called InvoiceCreated, and the app listens to App\Events\InvoiceCreated.
  'help/wrong-event-name': {
    unit: 'lines that name the right one',
    min: 1,
    async run(world) {
      const said = [];
      const { warn, error, log, info } = console;
      for (const method of ['warn', 'error', 'log', 'info'])
        console[method] = (...words) => said.push(words.join(' '));
      try {
        // Development builds install the doctor themselves, but this build does not.
        world.client.installDoctor?.();
        const echo = await world.connected();
        echo.channel('a').listen('InvoiceCreated', () => {});
        await world.pass(500);
        for (let i = 0; i < 3; i += 1) world.server.broadcast('a', 'InvoiceCreated');
        await world.pass(60_000);
      } finally {
        Object.assign(console, { warn, error, log, info });
      }
      return said.filter((line) => line.includes(`listen('.InvoiceCreated')`)).length;
    },
  },
};
