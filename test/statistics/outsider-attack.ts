/**
 * An outsider with a pencil of its own: nothing of `src/statistics` computes here. It writes down what is shown, what the
 * press has named and that nothing is negative, as an integer program in the text form of HiGHS, and asks how far each
 * figure can go down and up. That is sharper than the intervals of the audit, which need not end at whole numbers.
 */
import type { Highs } from 'highs';

/** A figure of a table as a caller gets it; null: held back. `code` null: the total. */
export interface Shown {
  readonly measure: string;
  readonly code: string | null;
  readonly published: number | null;
}

/** All that is to be had of one reporting date. */
export interface Sight {
  readonly date: string;
  readonly figures: readonly Shown[];
  /** Shown figures are neighbouring multiples of 5. */
  readonly isRounded?: boolean;
  /** Who has not reported what: an answer says so, and everybody knows who takes part. */
  readonly absent?: readonly { readonly country: string; readonly measure: string }[];
  /** What the press has named, totals (`code` null) and single figures. */
  readonly press: readonly {
    readonly measure: string;
    readonly code: string | null;
    readonly value: number;
  }[];
}

export interface Allowed {
  /** The least and the most it can be. */
  readonly low: number;
  readonly high: number;
  /** How many whole numbers it can be. */
  readonly values: number;
}

/** The sum of factor times unknown. */
type Sum = readonly (readonly [factor: number, unknown: string])[];

/** `sum` is `value`. */
interface Row {
  readonly sum: Sum;
  readonly value: number;
}

/** Counts whose parts add up, and what links them. Volumes are no counts: the outsider leaves them alone. */
const COUNTED = [
  'ARRESTED_OR_SUSPECTED',
  'ARRESTS',
  'SUSPECTS',
  'SEARCHES',
  'SEIZED_ITEMS',
  'FORENSIC_EXAMS',
];
const BY_COUNTRY = COUNTED.slice(0, 4);

/** More of anything than there is. */
const MOST = 100_000;

/** Of what is unknown, `@` and its date: `ARRESTS MT@2011-12-16`. */
export function unknownOf(date: string, measure: string, code: string | null): string {
  return `${measure}${code === null ? '' : ` ${code}`}@${date}`;
}

const loading = import('highs').then((module) => (module.default as unknown as () => Promise<Highs>)());

export class OutsiderAttack {
  readonly #bounds = new Map<string, readonly [low: number, high: number]>();
  readonly #rows: Row[] = [];
  readonly #highs: Highs;

  static async open(...sights: readonly Sight[]): Promise<OutsiderAttack> {
    return new OutsiderAttack(await loading, sights);
  }

  private constructor(highs: Highs, sights: readonly Sight[]) {
    this.#highs = highs;
    for (const sight of sights) this.#look(sight);
  }

  /** Writes down a figure that somebody computed from what is behind the table: a sub-total. */
  learn(sum: Sum, value: number): void {
    for (const [, unknown] of sum) this.#know(unknown, 0, MOST);
    this.#rows.push({ sum, value });
  }

  /** Takes for granted that nothing has changed from `before` to `after` except what is in `changed`, without dates. */
  assumeUnchanged(before: string, after: string, changed: readonly string[]): void {
    const skipped = new Set(changed);
    for (const unknown of [...this.#bounds.keys()]) {
      const [what = '', date] = unknown.split('@');
      const then = `${what}@${before}`;
      if (date !== after || skipped.has(what) || !this.#bounds.has(then)) continue;
      this.learn(
        [
          [1, unknown],
          [-1, then],
        ],
        0,
      );
    }
  }

  /** What is not pinned down by being shown, or by the press. */
  unknowns(): readonly string[] {
    return [...this.#bounds].filter(([, [low, high]]) => low < high).map(([unknown]) => unknown);
  }

  allowed(sum: Sum): Allowed {
    const [low, high] = [this.#solve('Minimize', sum), this.#solve('Maximize', sum)];
    return { low, high, values: high - low + 1 };
  }

  /** Every unknown that can be fewer than `least` whole numbers, as text. */
  narrowed(unknowns: readonly string[], least: number): string[] {
    return unknowns.flatMap((unknown) => {
      const { low, high, values } = this.allowed([[1, unknown]]);
      return values < least ? [`${unknown}: ${low} to ${high}`] : [];
    });
  }

  #look({ date, figures, isRounded = false, absent = [], press }: Sight): void {
    for (const { measure, code, published } of figures) {
      if (!COUNTED.includes(measure)) continue;
      const unknown = unknownOf(date, measure, code);
      if (published === null) this.#know(unknown, 0, MOST);
      else if (isRounded) this.#know(unknown, Math.max(0, published - 4), published + 4);
      else this.#know(unknown, published, published);
    }
    const named = new Map(press.map(({ measure, code, value }) => [unknownOf(date, measure, code), value]));
    const [arrests, suspects] = ['ARRESTS', 'SUSPECTS'].map((one) => named.get(unknownOf(date, one, null)));
    if (arrests !== undefined && suspects !== undefined)
      named.set(unknownOf(date, 'ARRESTED_OR_SUSPECTED', null), arrests + suspects);
    for (const [unknown, value] of named) {
      this.#bounds.delete(unknown);
      this.#know(unknown, value, value);
    }
    for (const { country, measure } of absent) {
      const linked =
        measure === 'ARRESTS' || measure === 'SUSPECTS'
          ? ['ARRESTS', 'SUSPECTS', 'ARRESTED_OR_SUSPECTED']
          : [];
      for (const one of linked.length > 0 ? linked : [measure]) {
        if (BY_COUNTRY.includes(one)) this.#know(unknownOf(date, one, country), 0, MOST);
      }
    }
    this.#link(date, figures, named);
  }

  /** Cells add up to their total, of all where the press has named it, else of those in the table; and persons are the sum of two. */
  #link(date: string, figures: readonly Shown[], named: ReadonlyMap<string, number>): void {
    for (const measure of COUNTED) {
      const total = unknownOf(date, measure, null);
      if (!this.#bounds.has(total)) continue;
      const reported = figures.filter((one) => one.measure === measure && one.code !== null);
      const cells = named.has(total)
        ? [...this.#bounds.keys()].filter((one) => one.startsWith(`${measure} `) && one.endsWith(`@${date}`))
        : reported.map(({ code }) => unknownOf(date, measure, code));
      this.learn([...cells.map((cell) => [1, cell] as const), [-1, total]], 0);
    }
    for (const unknown of [...this.#bounds.keys()]) {
      const country = new RegExp(`^ARRESTED_OR_SUSPECTED ?(.*)@${date}$`).exec(unknown)?.[1];
      if (country === undefined) continue;
      const [arrests, suspects] = ['ARRESTS', 'SUSPECTS'].map((one) => unknownOf(date, one, country || null));
      if (arrests === undefined || suspects === undefined) continue;
      // Without the press, a total is of those who reported: not the same ones for each measure.
      if (country === '' && !named.has(unknown)) continue;
      this.learn(
        [
          [1, arrests],
          [1, suspects],
          [-1, unknown],
        ],
        0,
      );
    }
  }

  #know(unknown: string, low: number, high: number): void {
    if (!this.#bounds.has(unknown)) this.#bounds.set(unknown, [low, high]);
  }

  /** What `sum` comes to, all of it being whole numbers, at least or at most. */
  #solve(sense: 'Minimize' | 'Maximize', sum: Sum): number {
    const aim = this.#withoutFixed(sum);
    const rows = this.#rowsAround(aim.sum);
    const names = new Map<string, string>();
    const write = (terms: Sum): string => {
      const words = terms.map(([factor, unknown]) => {
        const name = names.get(unknown) ?? `x${names.size}`;
        names.set(unknown, name);
        return `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`;
      });
      return words.join('\n');
    };
    if (aim.sum.length === 0) return -aim.value;
    const program = [
      `${sense} ${write(aim.sum)}`,
      'Subject To',
      ...rows.map((row) => `${write(row.sum)} = ${row.value}`),
      'Bounds',
      ...[...names].map(([unknown, name]) => {
        const [low, high] = this.#boundsOf(unknown);
        return `${low} <= ${name} <= ${high}`;
      }),
      `General ${[...names.values()].join('\n')}`,
      'End',
    ];
    const { Status, ObjectiveValue } = this.#highs.solve(program.join('\n'), { output_flag: false });
    if (Status !== 'Optimal') throw new Error(`what is shown contradicts itself: ${Status}`);
    return Math.round(ObjectiveValue) - aim.value;
  }

  /** The equations that reach `sum`, directly or through one another. What is fixed passes nothing on. */
  #rowsAround(sum: Sum): readonly Row[] {
    let rest = this.#rows.map((row) => this.#withoutFixed(row.sum, row.value));
    const reached = new Set(sum.map(([, unknown]) => unknown));
    const around: Row[] = [];
    for (;;) {
      const near = rest.filter((row) => row.sum.some(([, unknown]) => reached.has(unknown)));
      if (near.length === 0) return around;
      rest = rest.filter((row) => !near.includes(row));
      around.push(...near);
      for (const [, unknown] of near.flatMap((row) => row.sum)) reached.add(unknown);
    }
  }

  #withoutFixed(sum: Sum, value = 0): Row {
    const isFixed = ([, unknown]: Sum[number]): boolean =>
      this.#boundsOf(unknown)[0] === this.#boundsOf(unknown)[1];
    const fixed = sum.filter(isFixed).map(([factor, unknown]) => factor * this.#boundsOf(unknown)[0]);
    return {
      sum: sum.filter((term) => !isFixed(term)),
      value: fixed.reduce((left, one) => left - one, value),
    };
  }

  #boundsOf(unknown: string): readonly [low: number, high: number] {
    return this.#bounds.get(unknown) ?? [0, MOST];
  }
}
