/** One country's part of a query, before anybody is asked: its document, how its records are reached, and its first messages. */
import { withReleases } from '../../access/list-release.ts';
import { printSelection, type Selection } from '../../access/selection.ts';
import type { Country } from '../../countries/country.ts';
import { firstMessages } from '../../countries/first-messages.ts';
import type { NationalQuery } from '../../countries/national-query.ts';
import { type Mode, planOf } from '../../countries/native-plan.ts';
import type { NativeRequest } from '../../countries/protocols/native-request.ts';
import type { NativeHttpRequest } from '../../countries/protocols/protocol.ts';
import type { CountryCode, ListName } from '../../terms.ts';
import type { ValueChecks } from '../check-value.ts';
import { askedOfCountry } from '../fetch-compiled.ts';
import { graftOf } from '../graft.ts';
import type { ListPart, NationalPart } from '../national-part.ts';
import type { PlanGround, PlannedQuery } from '../plan-ground.ts';
import { explainRows } from '../row-projector.ts';

export interface ExplainedGraft {
  readonly owner: CountryCode;
  /** The national document, with who its records go to. */
  readonly document: string;
  /** Null: no country of this code is known. */
  readonly protocol: string | null;
  /** Empty where it cannot be told (`untold`), or only the presence of an object is asked. */
  readonly questions: readonly ExplainedQuestion[];
  /** Why it cannot be told how the country is asked; null where it can. */
  readonly untold: string | null;
}

/** The lists of a document, or its cross-checks. */
export interface ExplainedQuestion {
  readonly of: 'lists' | 'cross-check';
  readonly lists: readonly ExplainedList[];
  /** In the country's own names. */
  readonly request: NativeRequest;
  /** As its protocol writes it: all that leaves before the country has answered. */
  readonly messages: readonly NativeHttpRequest[];
}

export interface ExplainedList {
  readonly list: ListName;
  readonly mode: Mode;
  /** False: totals alone are asked, and nothing of single records. */
  readonly isWalked: boolean;
  /** Of how many rows at most one page is asked; null: the list is asked whole. */
  readonly page: number | null;
  /** Whether it is asked for one record that counts for a hit, should a filter leave none that goes. */
  readonly existence: boolean;
  /** What reads, checks and shows its records in one go; null: its records are read step by step, or none are. */
  readonly code: string | null;
  /** Why there is no code; null where there is. */
  readonly because: string | null;
}

export async function explainGraft(
  { map }: PlanGround,
  checks: ValueChecks,
  countries: ReadonlyMap<CountryCode, Country>,
  { accessClass, compiled }: PlannedQuery,
  owner: CountryCode,
): Promise<ExplainedGraft> {
  const country = countries.get(owner);
  const releases = compiled.releases.get(owner);
  const selection = askedOfCountry(compiled.national.get(owner) ?? new Map());
  const { requester, operation } = accessClass;
  const sent = releases === undefined ? selection : withReleases(selection, requester.country, releases);
  const known = { owner, document: printSelection(sent), protocol: country?.protocol.name ?? null };
  const untold = (why: string): ExplainedGraft => ({ ...known, questions: [], untold: why });
  if (country === undefined || releases === undefined) return untold('no country of this code is known');
  if (hasCursor(selection)) return untold('a cursor can be opened only by the gateway that has sealed it');
  const of = { operation: operation.id, judging: { map, accessClass, owner }, releases, selection };
  const { part, questions } = graftOf(of, checks, new Map());
  const explained = questions.map(({ query }) => explainQuestion(country, query, part));
  return { ...known, questions: await Promise.all(explained), untold: null };
}

/** Does a national document ask for the records behind a cursor? */
export function hasCursor(selection: Selection): boolean {
  return [...selection.values()].some(
    ({ args, fields }) => args.after !== undefined || (fields !== null && hasCursor(fields)),
  );
}

async function explainQuestion(
  country: Country,
  query: NationalQuery,
  { lists: parts }: NationalPart,
): Promise<ExplainedQuestion> {
  const { request, lists } = planOf(country, query);
  return {
    of: query.refs === undefined ? 'lists' : 'cross-check',
    lists: lists.map(({ list, asked, mode, page, existence }) => ({
      list,
      mode,
      isWalked: asked.records !== null || asked.facts,
      page: page?.most ?? null,
      existence: existence !== null,
      ...rowsOf(query, list, parts[list]),
    })),
    request,
    messages: await firstMessages(country, request),
  };
}

function rowsOf(
  { refs }: NationalQuery,
  list: ListName,
  part: ListPart | undefined,
): Pick<ExplainedList, 'code' | 'because'> {
  if (part === undefined || refs !== undefined)
    return { code: null, because: 'records of a cross-check are found by their reference' };
  return explainRows(list, part);
}
