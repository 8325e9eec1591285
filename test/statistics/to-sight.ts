import type { ExactFigures, KnownFigure } from '../../src/statistics/exact-figures.ts';
import type { ProtectedTable } from '../../src/statistics/protected-table.ts';
import type { Sight } from './outsider-attack.ts';

/** What everybody gets to see of a released table, beside the press. Of `figures` it takes what the press has published. */
export function toSight(
  { date, figures, rules, absent }: Pick<ProtectedTable, 'date' | 'figures' | 'rules' | 'absent'>,
  { published }: Pick<ExactFigures, 'published'>,
  known: readonly KnownFigure[],
): Sight {
  const totals = Object.entries(published).map(([measure, value]) => ({ measure, code: null, value }));
  return { date, figures, isRounded: rules.mode === 'ROUND', absent, press: [...known, ...totals] };
}
