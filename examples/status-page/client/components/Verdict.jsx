// The worst state of all services, in one sentence.
const sentences = {
  up: 'Everything works.',
  degraded: 'Some things are slow or limited.',
  down: 'Something is down.',
};

export function Verdict({ services }) {
  const states = services.map(({ status }) => status);
  const worst = ['down', 'degraded', 'up'].find((one) => states.includes(one)) ?? 'up';
  return (
    <section className="verdict" data-status={worst} aria-label="Overall">
      <p>{sentences[worst]}</p>
      <ul aria-hidden="true">
        {services.map(({ id, status }) => (
          <li key={id} data-status={status} />
        ))}
      </ul>
    </section>
  );
}
