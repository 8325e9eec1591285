import type { Category } from '../terms.ts';
import type { FieldAccess } from './access-map.ts';
import type { Gate } from './gate.ts';

/** A gate that can be closed: neither PUBLIC nor inherited. */
interface ClosableGate extends Gate {
  readonly category: Category;
}

/** What must all be open for a field to be: its own category, its second gate, and what it is derived from. */
export function gatesOf(access: FieldAccess): readonly ClosableGate[] {
  const own = access.secondGate === null ? [access] : [access, { ...access, category: access.secondGate }];
  return [...own, ...access.inputs].filter(
    (gate): gate is ClosableGate => gate.category !== 'INHERIT' && gate.category !== 'PUBLIC',
  );
}
