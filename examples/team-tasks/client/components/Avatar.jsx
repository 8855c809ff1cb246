// A person's initials on a colour of their own.
const hues = [262, 12, 168, 212, 330, 96];
const hueOf = (name) => hues[[...name].reduce((sum, c) => sum + c.charCodeAt(0), 0) % hues.length];

export function Avatar({ name }) {
  const initials = name
    .split(' ')
    .map(([first]) => first)
    .join('');
  return (
    <span className="avatar" style={{ '--hue': hueOf(name) }} aria-hidden="true">
      {initials}
    </span>
  );
}

/** The people who have a task open. */
export function Avatars({ names }) {
  if (!names?.length) return null;
  const label = `Open at: ${names.join(', ')}`;
  return (
    <span className="avatars" role="img" aria-label={label} title={label}>
      {names.slice(0, 3).map((name) => (
        <Avatar key={name} name={name} />
      ))}
    </span>
  );
}
