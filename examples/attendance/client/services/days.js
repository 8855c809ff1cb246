// Dates as `YYYY-MM-DD`, in UTC as Laravel has them.
const dayMs = 86_400_000;
const written = (time) => new Date(time).toISOString().slice(0, 10);

export const today = () => written(Date.now());
export const shifted = (day, by) => written(Date.parse(day) + by * dayMs);

export function spoken(day) {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' };
  return new Date(day).toLocaleDateString('en-GB', options);
}
