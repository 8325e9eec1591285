/** A condition in the contract's words as one that a national system can apply itself, in its own. */
import type { ListName } from '../terms.ts';
import { codeListOf } from './code-list-of.ts';
import { type Country, nativeNamesOf } from './country.ts';
import type { RecordField } from './national-query.ts';
import type { NativeCondition } from './protocols/native-request.ts';
import type { ConditionField, RecordCondition } from './record-condition.ts';

/** `nothing`: no row of the list can fit, so none need be asked. Null: nothing can be said, every row must be asked. */
export type PushedCondition = NativeCondition | 'nothing' | null;

/**
 * What of `condition` the system of `country` can be asked to apply: never narrower than it. Every row whose record fits is
 * kept; others may be, so what comes is judged again. What the system cannot say is left out.
 *
 * A correction that looks at several rows of a list together needs all of them: nothing is said then.
 */
export function toNativeCondition(
  country: Country,
  list: ListName,
  condition: RecordCondition,
): PushedCondition {
  if (country.lists[list].correction?.perRow === false) return null;
  const { rows } = translate(country, list, condition);
  return rows === 'everything' ? null : rows;
}

/** The whole of a condition, as a system applies it. */
export interface SaidCondition {
  readonly rows: NativeCondition | 'everything' | 'nothing';
  /** No other rows are kept. Otherwise there may be some of which a value cannot be read. */
  readonly isExact: boolean;
}

/**
 * `condition` with nothing of it left out, so that the rows that are kept are few beyond those that fit. Null: some part of it
 * the system of `country` cannot say. The list must not be corrected.
 */
export function toSaidCondition(
  country: Country,
  list: ListName,
  condition: RecordCondition,
): SaidCondition | null {
  const { rows, isExact, isSaid } = translate(country, list, condition);
  return isSaid ? { rows, isExact } : null;
}

/**
 * Rows that are kept; exact: no other ones, so that the negation is not narrower either; said: nothing of the condition is
 * left out, and the others are rows of which a value cannot be read.
 */
interface Translated extends SaidCondition {
  readonly isSaid: boolean;
}

const UNSAID: Translated = { rows: 'everything', isExact: false, isSaid: false };

function translate(country: Country, list: ListName, condition: RecordCondition): Translated {
  switch (condition.kind) {
    case 'all':
      return joined(
        'all',
        condition.of.map((one) => translate(country, list, one)),
      );
    case 'any':
      return joined(
        'any',
        condition.of.map((one) => translate(country, list, one)),
      );
    case 'not':
      return negated(translate(country, list, condition.of));
    case 'in':
      return oneOf(
        country,
        list,
        condition.field,
        (code) => condition.values.includes(code),
        condition.values,
      );
    case 'begins':
      return beginning(country, list, condition.field, condition.values);
    case 'day': {
      const { field, from, to } = condition;
      if (country.protocol.filters?.days !== true || field === 'handling') return UNSAID;
      // Days that are read as INVALID may lie within the interval as the system compares them: not exact.
      const rows = { kind: 'day', fields: namesOf(country, list, field), from, to } as const;
      return { rows, isExact: false, isSaid: true };
    }
    case 'null':
      return UNSAID;
    default:
      return condition satisfies never;
  }
}

/** What one part makes of the whole, and what a part adds nothing by being. */
const ENDS = {
  all: { absorbing: 'nothing', neutral: 'everything' },
  any: { absorbing: 'everything', neutral: 'nothing' },
} as const;

/** INVARIANT: `all` without a part keeps more rows; `any` without one would keep fewer, so there a part not said says all. */
function joined(kind: 'all' | 'any', parts: readonly Translated[]): Translated {
  const { absorbing, neutral } = ENDS[kind];
  const isExact = parts.every((part) => part.isExact);
  const isSaid = parts.every((part) => part.isSaid);
  if (parts.some(({ rows }) => rows === absorbing)) return { rows: absorbing, isExact, isSaid };
  const of = parts.flatMap(({ rows }) => (typeof rows === 'string' ? [] : [rows]));
  const [only, ...others] = of;
  if (only === undefined) return { rows: neutral, isExact, isSaid };
  return { rows: others.length === 0 ? only : { kind, of }, isExact, isSaid };
}

function negated({ rows, isExact }: Translated): Translated {
  if (!isExact) return UNSAID;
  const kind = { isExact, isSaid: true };
  if (rows === 'everything') return { rows: 'nothing', ...kind };
  return { rows: rows === 'nothing' ? 'everything' : { kind: 'not', of: rows }, ...kind };
}

/** A code by the native codes that lead to it; a reference as it is written. */
function oneOf(
  country: Country,
  list: ListName,
  field: ConditionField,
  fits: (code: string) => boolean,
  values: readonly string[],
): Translated {
  if (field === 'handling') return UNSAID;
  const codes = codeListOf(country, list, field);
  const texts = codes === null ? values : Object.keys(codes).filter((code) => fits(codes[code] as string));
  return among(namesOf(country, list, field), texts, codes !== null || isReference(field));
}

function beginning(
  country: Country,
  list: ListName,
  field: ConditionField,
  values: readonly string[],
): Translated {
  const fits = (code: string): boolean => values.some((value) => code.startsWith(value));
  if (field === 'handling' || values.length === 0 || codeListOf(country, list, field) !== null)
    return oneOf(country, list, field, fits, values);
  const condition = {
    kind: 'begins',
    fields: namesOf(country, list, field),
    values: formsOf(values),
  } as const;
  // A text that is composed otherwise may begin with the letters of a value and not with the value.
  return { rows: condition, isExact: false, isSaid: true };
}

/** More would not go into the address of a message. */
const MOST_VALUES = 100;

/** Exact only over one name: of several, one for each language or zone, the first that has a value is read. */
function among(fields: readonly string[], texts: readonly string[], isExact: boolean): Translated {
  if (texts.length === 0) return { rows: 'nothing', isExact: true, isSaid: true };
  if (texts.length > MOST_VALUES) return UNSAID;
  const rows = { kind: 'in', fields, values: formsOf(texts) } as const;
  return { rows, isExact: isExact && fields.length === 1, isSaid: true };
}

/** Text is read in NFC; a system may hold it composed or decomposed. */
function formsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => [text.normalize('NFC'), text.normalize('NFD')]))];
}

function isReference(field: RecordField): boolean {
  return field === 'caseRef' || field === 'exhibitRef';
}

function namesOf(country: Country, list: ListName, field: RecordField): readonly string[] {
  return nativeNamesOf(country, country.lists[list], field);
}
