// What differs between two states of the page, in words.
interface Row {
  id: number;
  status: string;
  name?: string;
  title?: string;
}
export type Props = Record<'services' | 'incidents' | 'maintenances', Row[]>;

export function changes(before: Props, after: Props): string[] {
  return (['services', 'incidents', 'maintenances'] as const).flatMap((list) =>
    after[list]
      .filter(({ id, status }) => before[list].find((row) => row.id === id)?.status !== status)
      .map(({ name, title, status }) => `${name ?? title}: ${status}`),
  );
}
