/**
 * Known faults, as edits of the product's text: the proofs are run on copies that hold one each, and must find it. A text
 * that is not found any more fails the run.
 *
 * `by`: which proof has to find it: `rules` (the enumeration of the decision), `tables` (boundary dates of the tables),
 * `cases` (against the oracle), `pairs` (noninterference).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './product.ts';

export type Finder = 'rules' | 'tables' | 'cases' | 'pairs';

export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  readonly by: Finder;
  readonly edits: readonly Edit[];
}

function one(by: Finder, name: string, file: string, find: string, replace: string): Mutant {
  return { name, by, edits: [{ file, find, replace }] };
}

const RULES_FILE = 'src/access/rules.ts';

/** Every rule deleted, its condition negated, its effect widened a step; swapped with the next where that matters. */
function ruleMutants(): readonly Mutant[] {
  const lines = readFileSync(join(ROOT, RULES_FILE), 'utf8')
    .split('\n')
    .filter((line) => /^ {2}\{ number: \d+, /.test(line));
  const wider: Readonly<Record<string, string>> = {
    DENY: 'CONSENT_REQUIRED',
    CONSENT_REQUIRED: 'HIT_NO_HIT',
    HIT_NO_HIT: 'ALLOW_SUPPRESSED',
    ALLOW_SUPPRESSED: 'ALLOW',
  };
  return lines.flatMap((line, number): Mutant[] => {
    const effect = /effect: '([A-Z_]+)'/.exec(line)?.[1] ?? '';
    const next = lines[number + 1];
    const negated = line.replace(/when: \((f?)\) => (.*), effect:/, 'when: ($1) => !($2), effect:');
    const widened = wider[effect];
    return [
      one('rules', `rule ${number} deleted`, RULES_FILE, line, ''),
      one('rules', `rule ${number} negated`, RULES_FILE, line, negated),
      ...(widened === undefined
        ? []
        : [
            one(
              'rules',
              `rule ${number} widened`,
              RULES_FILE,
              line,
              line.replace(`'${effect}'`, `'${widened}'`),
            ),
          ]),
      ...(next === undefined || NEVER_BOTH.has(number)
        ? []
        : [
            one(
              'rules',
              `rules ${number} and ${number + 1} swapped`,
              RULES_FILE,
              `${line}\n${next}`,
              `${next}\n${line}`,
            ),
          ]),
    ];
  });
}

/** Rules that never fit the same input as the next one: their order is nothing. */
const NEVER_BOTH: ReadonlySet<number> = new Set<number>([0, 9, 12, 13, 14, 15, 17, 19, 20, 23]);

const AGREEMENTS = 'schema/agreements/agreements.csv';
const CONSENTS = 'schema/agreements/consents.csv';

const TABLES: readonly Mutant[] = [
  one(
    'tables',
    'an agreement begins a day early',
    AGREEMENTS,
    'CA,Canada,OPERATIONAL,2005-11-21,2005-11-21',
    'CA,Canada,OPERATIONAL,2005-11-21,2005-11-20',
  ),
  one(
    'tables',
    'an agreement begins a day late',
    AGREEMENTS,
    'HR,Croatia,EU_MEMBER,,2013-07-01',
    'HR,Croatia,EU_MEMBER,,2013-07-02',
  ),
  one(
    'tables',
    'an agreement without an end',
    AGREEMENTS,
    'RU,Russian Federation,STRATEGIC,2003-11-06,2003-11-06,2022-03-31',
    'RU,Russian Federation,STRATEGIC,2003-11-06,2003-11-06,2022-03-30',
  ),
  one(
    'tables',
    'an agreement of the wrong country',
    AGREEMENTS,
    'MC,Monaco,OPERATIONAL',
    'QA,Monaco,OPERATIONAL',
  ),
  one(
    'tables',
    'an agreement of the wrong kind',
    AGREEMENTS,
    'TR,Turkiye,STRATEGIC',
    'TR,Turkiye,OPERATIONAL',
  ),
  one(
    'tables',
    'the last day of an interval left out',
    'src/access/policy.ts',
    'date <= interval.validTo)',
    'date < interval.validTo)',
  ),
  one(
    'tables',
    'the first day of an interval left out',
    'src/access/policy.ts',
    'interval.validFrom <= date',
    'interval.validFrom < date',
  ),
  one(
    'tables',
    'intervals without an end',
    'src/access/policy.ts',
    '(interval.validTo === null || date <= interval.validTo)',
    'true',
  ),
  one(
    'tables',
    'a consent read the other way round',
    'src/access/policy.ts',
    'policy.consents.get(owner)?.get(requester)',
    'policy.consents.get(requester)?.get(owner)',
  ),
  one('tables', 'the oldest scope counts', 'src/access/policy.ts', 'scopes.findLast(', 'scopes.find('),
  one(
    'tables',
    'a scope begins a day late',
    'src/access/policy.ts',
    'scope.validFrom <= date',
    'scope.validFrom < date',
  ),
  one(
    'tables',
    'an area outside the scope is in it',
    'src/access/policy.ts',
    'current?.areas.has(area) ?? false',
    'current !== undefined',
  ),
  one('tables', 'a consent of another owner', CONSENTS, 'DE,NO', 'PT,NO'),
];

const FACTS = 'src/access/record-facts.ts';
const CLOSURE = 'src/access/closure-of.ts';
const CLASS = 'src/access/access-class.ts';
const CANONICAL = 'src/access/canonical-query.ts';
const NATIONAL = 'src/access/compile-national.ts';
const HUB = 'src/access/compile-hub.ts';
const JUDGE = 'src/gateway/judge-records.ts';
const ANSWER = 'src/gateway/to-national-answer.ts';
const NODE = 'src/gateway/to-node.ts';
const GRAFT = 'src/gateway/graft.ts';
const RECORD = 'src/gateway/answer/record-view.ts';
const LIST = 'src/gateway/answer/resolve-list.ts';
const CONNECTION = 'src/gateway/answer/resolve-connection.ts';
const RESOLVE = 'src/gateway/answer/resolve.ts';
const CHECK = 'src/gateway/cross-check.ts';

/** What is read of a record, and how gates are judged. */
const DECIDING: readonly Mutant[] = [
  one(
    'cases',
    'addressees ignored',
    FACTS,
    'addressees.length > 0 && addressees.includes(requester)',
    'false',
  ),
  one(
    'cases',
    'everybody is an addressee',
    FACTS,
    'addressees.length > 0 && addressees.includes(requester)',
    'true',
  ),
  one(
    'cases',
    'a consent that has ended is accepted',
    FACTS,
    '(until === undefined || date <= until)',
    'true',
  ),
  one('cases', 'a consent that has not begun is accepted', FACTS, 'from <= date', 'from !== date.repeat(2)'),
  one('cases', 'the last day of a consent is left out', FACTS, 'date <= until', 'date < until'),
  one('cases', 'the first day of a consent is left out', FACTS, 'from <= date', 'from < date'),
  one('cases', 'a consent to another is accepted', FACTS, 'to === requester', 'to !== undefined'),
  one(
    'cases',
    'a consent that cannot be read is accepted',
    FACTS,
    "const [, to, from = '', until] = CONSENT.exec(text) ?? [];",
    "const [to, from = '', until = undefined] = text.startsWith(requester) ? [requester] : CONSENT.exec(text)?.slice(1) ?? [];",
  ),
  one(
    'cases',
    'protected ignored',
    FACTS,
    '    isProtected,\n    handling.includes',
    '    false,\n    handling.includes',
  ),
  one(
    'cases',
    'joined codes read as the weakest',
    FACTS,
    "toHandling(codes.join('+'))",
    "toHandling([...codes].sort()[0] ?? '')",
  ),
  one('cases', 'a code that is unknown is H0', 'src/access/to-handling.ts', "?? 'H3'", "?? 'H0'"),
  one(
    'cases',
    'H1 beside another code does not oblige',
    FACTS,
    "handling.includes('H1')",
    "handling.join() === 'H1'",
  ),
  one(
    'cases',
    'addressee and consent take one place',
    FACTS,
    'Number(addressee) * 2 + Number(itemConsent)',
    'Number(addressee) * 2',
  ),
  one(
    'cases',
    'the second gate of a list left out',
    'src/access/gates-of.ts',
    'access.secondGate === null ? [access] : [access, { ...access, category: access.secondGate }]',
    '[access]',
  ),
  one(
    'cases',
    'the first gate of a list left out',
    'src/access/gates-of.ts',
    '[access, { ...access, category: access.secondGate }]',
    '[{ ...access, category: access.secondGate }]',
  ),
  one(
    'cases',
    'fields of a protected record by their own category',
    CLOSURE,
    "facts.protected ? 'PROTECTED' : category",
    'category',
  ),
  one(
    'cases',
    'a field opens from a hit on',
    CLOSURE,
    'if (isAtLeast(decision.effect, gate.from)) continue;',
    "if (isAtLeast(decision.effect, 'HIT_NO_HIT')) continue;",
  ),
  one('cases', 'statistics do not open lists', CLOSURE, "effect === 'ALLOW_SUPPRESSED' || ", ''),
  one(
    'cases',
    "what is Europol's is judged as the country's",
    CLOSURE,
    "if (access.owner === 'EUROPOL') return EUROPOL;",
    '',
  ),
  one(
    'cases',
    "what is Interpol's is judged as the country's",
    CLOSURE,
    "access.owner === 'INTERPOL' ? INTERPOL : country",
    'country',
  ),
  one(
    'cases',
    'every reference travels',
    CLOSURE,
    "decision.effect === 'ALLOW' ? null : toClosure(decision, country)",
    'null',
  ),
  one(
    'cases',
    'references travel by class',
    CLOSURE,
    "decisionOn(accessClass.toInterpol.get(country), 'PERSONAL', facts)",
    "decisionOn(accessClass.toInterpol.get(country), 'PERSONAL', null)",
  ),
  one(
    'cases',
    'references travel by the right of the caller',
    CLASS,
    "country: INTERPOL, purpose: 'CROSS_CHECK'",
    "purpose: 'CROSS_CHECK'",
  ),
  one(
    'cases',
    'references travel for the purpose of the caller',
    CLASS,
    "country: INTERPOL, purpose: 'CROSS_CHECK'",
    'country: INTERPOL',
  ),
  one(
    'cases',
    'everybody takes part',
    CLASS,
    'operation.participants.includes(country)',
    'operation.participants.length > 0',
  ),
  one(
    'cases',
    'the standing consent of the wrong owner',
    CLASS,
    'standingConsentOf(policy, owner, requester.country, requester.date);\n  const decisions',
    'standingConsentOf(policy, requester.country, owner, requester.date);\n  const decisions',
  ),
  one(
    'cases',
    'item consent counts as standing',
    CLASS,
    'for (const consent of [standing, CONSENTS[2]])',
    'for (const consent of [standing, standing])',
  ),
  one(
    'cases',
    'the area of the operation is forgotten',
    CLASS,
    'crimeArea: operation.crimeArea',
    "crimeArea: 'CSE'",
  ),
  one(
    'cases',
    'every purpose is analysis',
    'src/gateway/open-query.ts',
    'return { country, purpose, date,',
    "return { country, purpose: 'OPERATIONAL_ANALYSIS', date,",
  ),
];

/** How a query is read, and what of it is sent. */
const COMPILING: readonly Mutant[] = [
  one(
    'cases',
    '@skip forgotten',
    CANONICAL,
    'if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;',
    '',
  ),
  one('cases', '@include forgotten', CANONICAL, 'variables)?.if !== false', 'variables)?.if !== null'),
  one(
    'cases',
    'arguments forgotten',
    CANONICAL,
    'const key = responseKeyOf(name, args);',
    'const key = responseKeyOf(name, {});',
  ),
  one(
    'cases',
    'variables forgotten',
    'src/access/read-arguments.ts',
    'getArgumentValues(definition, node, variables)',
    'getArgumentValues(definition, node, {})',
  ),
  one(
    'cases',
    'variables of directives forgotten',
    CANONICAL,
    'variables: coerced,',
    'variables: input.variables,',
  ),
  one(
    'cases',
    'fragments forgotten',
    CANONICAL,
    'if (fragment !== undefined) collect(',
    'if (fragment === undefined) collect(',
  ),
  one(
    'cases',
    'inline fragments forgotten',
    CANONICAL,
    'else if (selection.kind === Kind.INLINE_FRAGMENT)\n      collect(reading, type, selection.selectionSet, merged, spread, times);',
    'else if (selection.kind === Kind.INLINE_FRAGMENT) continue;',
  ),
  one(
    'cases',
    'only the first of a field asked twice',
    CANONICAL,
    'if (node.selectionSet !== undefined) known.selections.push',
    'if (node.selectionSet !== undefined && known.selections.length === 0) known.selections.push',
  ),
  one(
    'cases',
    'the first query of a document',
    CANONICAL,
    'queries.find((query) => query.name?.value === operationName)',
    'queries.at(-1)',
  ),
  one(
    'cases',
    '`first` has no limit',
    'src/access/read-arguments.ts',
    'first < FIRST.least || first > FIRST.most',
    'false',
  ),
  one(
    'cases',
    'the compiler judges another field',
    NATIONAL,
    "const access = accessOf(compiling.map, field.coordinate);\n  if (access.owner === 'EUROPOL'",
    "const access = accessOf(compiling.map, field.coordinate);\n  if (field.name === 'identifiedCount') field = { ...field, coordinate: 'Victims.hit' };\n  if (access.owner === 'EUROPOL'",
  ),
  one(
    'cases',
    'closed fields are asked',
    NATIONAL,
    'if (!isListName(field.name) && !open(compiling, field, owner)) return NONE;',
    'if (!isListName(field.name)) open(compiling, field, owner);',
  ),
  one(
    'cases',
    'counts are asked for completeness',
    NATIONAL,
    '!isOfList(field) || closureOf(compiling.accessClass, exact, owner) !== null',
    '!isOfList(field)',
  ),
  one(
    'cases',
    'a cross-check asks everybody',
    NATIONAL,
    'filter(({ country }) => country === owner).map',
    'filter(({ country }) => country !== owner.repeat(2)).map',
  ),
  one(
    'cases',
    'packages of every owner',
    HUB,
    'walks.filter((field) => mayOpen(compiling, field, owner, OF_PACKAGES))',
    'walks.filter((field) => mayOpen(compiling, field, owner, OF_PACKAGES) || true)',
  ),
  one(
    'cases',
    'closed fields of packages',
    HUB,
    'if (!mayOpen(compiling, field, owner, OF_PACKAGES) || NOT_NATIONAL',
    'if (NOT_NATIONAL',
  ),
  one(
    'cases',
    'what is closed of Europol is asked',
    HUB,
    "access.owner === 'EUROPOL' && isOpen(compiling, field, EUROPOL)",
    "access.owner === 'EUROPOL'",
  ),
  one(
    'cases',
    'notices by the right over Europol',
    'src/access/closure-of.ts',
    "access.owner === 'INTERPOL' ? INTERPOL : country",
    "access.owner === 'INTERPOL' ? EUROPOL : country",
  ),
  one(
    'cases',
    'everything of Europol is asked with the facts',
    'src/gateway/operation-facts.ts',
    "access.owner !== 'EUROPOL' || access.category !== 'PUBLIC'",
    "access.owner !== 'EUROPOL' || field.name === 'participations' || access.category === 'INHERIT'",
  ),
  one(
    'cases',
    'the release lets protected records go',
    'src/access/list-release.ts',
    'protected: need(true),',
    'protected: need(false),',
  ),
  one(
    'cases',
    'the release lets every record go',
    'src/access/list-release.ts',
    "if (closure({ protected: isProtected }) === null) return 'nothing';",
    "if (closure({ protected: false }) === null) return 'nothing';",
  ),
  one(
    'cases',
    'what was compiled is kept without its class',
    'src/gateway/compiled-cache.ts',
    'JSON.stringify([classKey, textOf(asked).tree])',
    'JSON.stringify([textOf(asked).tree])',
  ),
  one(
    'cases',
    'a class is kept without its purpose',
    'src/gateway/compiled-cache.ts',
    '[country, purpose, date, logUp, id, crimeArea, participants]',
    '[country, date, logUp, id, crimeArea, participants]',
  ),
  one(
    'cases',
    'a class is kept without its country',
    'src/gateway/compiled-cache.ts',
    '[country, purpose, date, logUp, id, crimeArea, participants]',
    '[purpose, date, logUp, id, crimeArea, participants]',
  ),
  one(
    'cases',
    'the part of one country goes to another',
    'src/gateway/ask-participations.ts',
    'cut(selection, compiled.national.get(owner) ?? NONE)',
    '[...compiled.national.values()][0] ?? NONE',
  ),
];

/** What is done with the records that come. */
const RELEASING: readonly Mutant[] = [
  one(
    'cases',
    'every record goes',
    JUDGE,
    "const records = accessOf(judging.map, coordinateIn(list, 'records'));\n  return closureOf(judging.accessClass, records, judging.owner, own) === null;",
    "const records = accessOf(judging.map, coordinateIn(list, 'records'));\n  return records !== own;",
  ),
  one(
    'cases',
    'every record is a hit',
    JUDGE,
    'return closureOf(judging.accessClass, hit, judging.owner, own) === null;',
    'return hit !== own;',
  ),
  one(
    'cases',
    'every withheld record could be asked for',
    JUDGE,
    "?.reason === 'H2_NOT_AN_ADDRESSEE'",
    '?.reason !== undefined',
  ),
  one(
    'cases',
    'no withheld record could be asked for',
    JUDGE,
    "?.reason === 'H2_NOT_AN_ADDRESSEE'",
    "?.reason === 'OK'",
  ),
  one(
    'cases',
    'closed fields of a record are asked',
    JUDGE,
    'if (!isOpenOf(judging, list, name, facts)) continue;',
    '',
  ),
  one(
    'cases',
    'the reference travels though it may not',
    JUDGE,
    "return closure('caseRef') === null && travelClosureOf(accessClass, owner, travel) === null;",
    "return closure('caseRef') === null;",
  ),
  one(
    'cases',
    "the facts for Interpol are the caller's",
    JUDGE,
    'const travel = recordFactsOf(handling, addressees, itemConsents, isProtected, INTERPOL, date);',
    'const travel = own;',
  ),
  one(
    'cases',
    'every record goes whole',
    JUDGE,
    "if (own.includes('interpol')) return false;",
    'if (own.length > 0) return true;',
  ),
  one(
    'cases',
    'a look-up shows every record',
    JUDGE,
    "if (isAtLeast(effect, 'ALLOW')) return 'ALLOW';",
    "if (effect !== 'DENY') return 'ALLOW';",
  ),
  one(
    'cases',
    'a look-up tells of every record',
    JUDGE,
    "if (isAtLeast(effect, 'HIT_NO_HIT')) return 'HIT';",
    "return 'HIT';",
  ),
  one(
    'cases',
    'a look-up takes any record',
    CHECK,
    'facts.reference === caseRef',
    'facts.reference !== null',
  ),
  one(
    'cases',
    'the record that decides is forgotten',
    CHECK,
    "result: 'HIT', records: {}, decidedBy: hit",
    "result: 'HIT', records: {}, decidedBy: null",
  ),
  one(
    'cases',
    'counted before the release',
    ANSWER,
    'toConnection(shown, positions, page, ',
    'toConnection(shown, positions, { ...page, totalCount: answer.facts?.length ?? page.totalCount }, ',
  ),
  one(
    'cases',
    'counted before the release where a list is read in one go',
    ANSWER,
    'nodes !== null, seen, answer.page ?? null);',
    'nodes !== null, seen, answer.facts ? { all: answer.facts.length, before: 0, hasMore: null } : (answer.page ?? null));',
  ),
  one('cases', 'a page holds everything', CONNECTION, 'right.position), first);', 'right.position), 500);'),
  one(
    'cases',
    'a next page there is not',
    CONNECTION,
    'positions.length) > view.first',
    'positions.length) >= view.first',
  ),
  one(
    'cases',
    'a reference sent to Interpol too early',
    NODE,
    'open[place] === true ?',
    "open[place] === true || steps[place]?.name === 'interpol' ?",
  ),
  one(
    'cases',
    'Interpol is asked before the countries have answered',
    'src/gateway/ask-interpol.ts',
    'await scope.nationalSettled;',
    '',
  ),
  one(
    'cases',
    'fields of a record are judged by class',
    RESOLVE,
    'source.operation, coordinate, source.owner, source.facts?.own)',
    'source.operation, coordinate, source.owner)',
  ),
  one(
    'cases',
    'the facts of a record come from elsewhere',
    RECORD,
    'const { facts, list, handle } = data._facts as RecordKey;',
    "const { facts: read, list, handle } = data._facts as RecordKey;\n  const facts = { own: { ...read.own, handling: 'H0', protected: false }, travel: { ...read.travel, handling: 'H0', protected: false } };",
  ),
  one(
    'cases',
    'what the marking opens stays closed',
    RESOLVE,
    'const opened = cause !== null && opensByRecord(value);',
    'const opened = cause !== null && opensByRecord(null);',
  ),
  one(
    'cases',
    'the cause of a list opened by consent is not told',
    LIST,
    "if (opened !== null && opened.code !== 'ACCESS_DENIED') withhold(context, info, opened);",
    '',
  ),
  one(
    'cases',
    'the weakest cause of several',
    'src/gateway/answer/closed-fields.ts',
    'weightOf(left) - weightOf(right)',
    'weightOf(right) - weightOf(left)',
  ),
  one('cases', 'the owner itself is obliged', RECORD, ' && view.owner !== context.caller.country', ''),
  one('cases', 'nobody is obliged', RECORD, 'view.facts?.own.obliges === true', 'view.facts?.own === null'),
  one(
    'cases',
    'a cross-check takes the first record',
    'src/gateway/answer/resolve-cross-check.ts',
    'all.find(({ caseRef }) => caseRef === reference.caseRef)',
    'all.at(0)',
  ),
  one(
    'cases',
    'no cause of the record in a cross-check',
    'src/gateway/answer/resolve-cross-check.ts',
    'decidedBy === null ? null : causeOf(decidedBy)',
    'null',
  ),
  one(
    'cases',
    'fields of every row in the first message',
    'src/countries/native-plan.ts',
    "mode === 'facts first' ? [] : (asked.records ?? []).flatMap(named)",
    '(asked.records ?? []).flatMap(named)',
  ),
  one(
    'cases',
    'all records together, whatever they open',
    'src/countries/released-rows.ts',
    "const key = fields.join(' ');",
    "const key = '';",
  ),
  one(
    'cases',
    'the evidence holds no denials',
    'src/gateway/to-owner-entries.ts',
    'denials: denials.get(owner) ?? [],',
    'denials: [],',
  ),
  one(
    'cases',
    'the evidence holds another number',
    'src/gateway/to-owner-entries.ts',
    'given: names.length,',
    'given: own.length,',
  ),
  one(
    'pairs',
    'a national error text is kept',
    'src/gateway/ask-country.ts',
    'return outcomeOf(question, statusOf(cause), wasSent(cause) ? graft.sent : null);',
    'const { participation, report } = outcomeOf(question, statusOf(cause), wasSent(cause) ? graft.sent : null);\n    const textOf = (one: unknown): string => (one instanceof Error ? one.message + textOf(one.cause) : "");\n    return { participation: { ...participation, _asOf: textOf(cause) }, report };',
  ),
  one(
    'pairs',
    'the number of withheld records shows',
    'src/gateway/ask-country.ts',
    'const asOf = answer?.asOf ?? null;',
    'const asOf = tally.withheld > 0 ? String(tally.withheld) : null;',
  ),
  one(
    'pairs',
    'hidden records are counted',
    ANSWER,
    'toConnection(shown, positions, page, ',
    'toConnection(shown, positions, { ...page, totalCount: answer.facts?.length ?? page.totalCount }, ',
  ),
  one(
    'cases',
    'the right to filter is not judged',
    'src/access/check-rights.ts',
    'if (isRefused) throw refusal(read);',
    '',
  ),
  one(
    'cases',
    'a list that is open without the field is enough',
    'src/access/check-rights.ts',
    ' || judged.some((one) => one.isList && !one.isOpen)',
    '',
  ),
  one(
    'cases',
    'the arguments of an input read nothing',
    'src/access/used-reads.ts',
    'if (read !== null) used.push(read);\n  if (type === null) return;',
    'if (type === null) return;',
  ),
  one(
    'cases',
    'the words of an order read nothing',
    'src/access/used-reads.ts',
    'if (read !== null) used.push(read);\n}',
    '}',
  ),
  one(
    'cases',
    'a filter is forgotten',
    'src/gateway/records/page-of-records.ts',
    'where === null || fitsWhere(checked, where)',
    'where === null || checked !== null',
  ),
  one(
    'cases',
    'an order is forgotten',
    'src/gateway/records/position.ts',
    'order[place]?.isDescending === true ? -difference : difference',
    'order[place] === undefined ? difference : 0',
  ),
  one(
    'cases',
    'nulls stand first',
    'src/gateway/records/position.ts',
    'if (left === null) return 1;\n  if (right === null) return -1;',
    'if (left === null) return -1;\n  if (right === null) return 1;',
  ),
];

const SEARCH_REFERENCE =
  'caseRef: CaseRef @access(category: PERSONAL, owner: COUNTRY, rights: [FILTER, SORT])\n  date: Date @access(category: OPERATIONAL';

/** The schema says less than it did. */
const SCHEMA: readonly Mutant[] = [
  {
    name: 'references of searches are operational',
    by: 'cases',
    edits: [
      {
        file: 'schema/operation.graphql',
        find: SEARCH_REFERENCE,
        replace: SEARCH_REFERENCE.replace('PERSONAL', 'OPERATIONAL'),
      },
      {
        file: 'schema/national.graphql',
        find: 'type Search @access(category: OPERATIONAL, owner: COUNTRY) {\n  caseRef: String @access(category: PERSONAL',
        replace:
          'type Search @access(category: OPERATIONAL, owner: COUNTRY) {\n  caseRef: String @access(category: OPERATIONAL',
      },
    ],
  },
  {
    name: 'the role in an operation is public',
    by: 'cases',
    edits: [
      {
        file: 'schema/operation.graphql',
        find: 'role: ParticipationRole @access(category: STRATEGIC',
        replace: 'role: ParticipationRole @access(category: PUBLIC',
      },
      {
        file: 'schema/hub.graphql',
        find: 'role: String @access(category: STRATEGIC',
        replace: 'role: String @access(category: PUBLIC',
      },
    ],
  },
  one(
    'cases',
    'the look-up of a suspect is protected',
    'schema/operation.graphql',
    'suspect: Suspect @access(category: PERSONAL',
    'suspect: Suspect @access(category: PROTECTED',
  ),
  one(
    'cases',
    'a published figure is operational',
    'schema/operation.graphql',
    '"From the protected table."\n  published: Int @access(category: STATISTICAL',
    '"From the protected table."\n  published: Int @access(category: OPERATIONAL',
  ),
  one(
    'cases',
    'a published figure of a breakdown is operational',
    'schema/operation.graphql',
    'forensicStatus: ForensicStatus\n  published: Int @access(category: STATISTICAL',
    'forensicStatus: ForensicStatus\n  published: Int @access(category: OPERATIONAL',
  ),
];

const CURSORS = 'src/gateway/cursors.ts';
const WHERE = 'src/access/where-of-owner.ts';
const PAGE = 'src/gateway/records/page-of-records.ts';
const COMPLETENESS = 'src/gateway/answer/completeness.ts';

/** Pages, filters by country, and who is missing of a list. */
const PAGES: readonly Mutant[] = [
  one(
    'cases',
    'marking skipped on the second page',
    GRAFT,
    'if (!goesInList(judging, list, facts)) return null;',
    'const isLater = [...records.values()].some(({ after }) => after !== null);\n        if (!isLater && !goesInList(judging, list, facts)) return null;',
  ),
  one(
    'cases',
    'a page is cut before the release',
    GRAFT,
    'return all.map((facts) => fieldsOf?.(judgedFactsOf(judging, facts)) ?? null);',
    'const most = Math.max(...[...(lists[list]?.records.values() ?? [])].map(({ first }) => first));\n    return all.map((facts, place) => (place >= most ? null : (fieldsOf?.(judgedFactsOf(judging, facts)) ?? null)));',
  ),
  one(
    'cases',
    'a cursor of another class accepted',
    CURSORS,
    'const place = [FORMAT, country, subject, purpose, operation,',
    'const place = [operation,',
  ),
  one(
    'cases',
    'a cursor of another country accepted',
    CURSORS,
    'const place = [FORMAT, country, subject,',
    'const place = [FORMAT, subject,',
  ),
  one(
    'cases',
    'a cursor of another purpose accepted',
    CURSORS,
    'subject, purpose, operation,',
    'subject, operation,',
  ),
  one(
    'cases',
    'a page begins at the beginning',
    PAGE,
    'after === null ? null : positionAfter(after, cursors)',
    'after === null ? null : null',
  ),
  one(
    'cases',
    'the last record of a page is given again',
    'src/gateway/records/page-of.ts',
    'comparePositions(order, position, after) <= 0',
    'comparePositions(order, position, after) < 0',
  ),
  one(
    'cases',
    "a page begins behind another country's record",
    'src/gateway/records/page-to-ask.ts',
    'find((one) => ownerAt(order, one) === owner)',
    'find(() => true)',
  ),
  one(
    'cases',
    'a page is asked one record short',
    'src/gateway/records/page-to-ask.ts',
    'most: first + 1',
    'most: first',
  ),
  one(
    'cases',
    'pages of packages begin at the beginning',
    'src/gateway/answer/resolve-packages.ts',
    'toPart(view, owner, after)',
    'toPart(view, owner, null)',
  ),
  one(
    'cases',
    'packages are not asked for their edges',
    HUB,
    'return [...ofNodes, ...ofEdge,',
    'return [...ofNodes,',
  ),
  one(
    'cases',
    'countries that a filter leaves out are asked',
    'src/access/compile-query.ts',
    'leavesOut(field.args, owner) || isMissing(field, owner)',
    'isMissing(field, owner)',
  ),
  one(
    'cases',
    'a filter by country read the other way round',
    WHERE,
    '.in.includes(owner)',
    '.in.includes(owner) === false',
  ),
  one(
    'cases',
    'not of a country forgotten',
    WHERE,
    "return part === 'everything' ? 'nothing' : 'everything';",
    'return part;',
  ),
  one(
    'cases',
    'and and or of countries swapped',
    WHERE,
    "{ and: 'nothing', or: 'everything' }",
    "{ and: 'everything', or: 'nothing' }",
  ),
  one(
    'cases',
    'rights of countries that a filter leaves out are wanted',
    'src/access/check-rights.ts',
    '(left.length > 0 ? left : owners)',
    'owners',
  ),
  one(
    'cases',
    'who was missing is asked again',
    'src/gateway/open-query.ts',
    'some(({ country }) => country === owner) === true',
    'some(({ country }) => country === owner) === null',
  ),
  one(
    'cases',
    'who was missing is forgotten',
    LIST,
    'gathered.values.filter(({ part }) => !missing.has(part.owner))',
    'gathered.values',
  ),
  one('cases', 'who is missing has answered', COMPLETENESS, 'of - missing.length', 'of'),
  one(
    'cases',
    'who may say nothing is missing nowhere',
    COMPLETENESS,
    'return causes.flatMap(',
    "return causes.filter(({ code }) => code.startsWith('SOURCE_')).flatMap(",
  ),
  one(
    'cases',
    'corrections of suspects on every record',
    LIST,
    'LIST_NAMES.find((name) => RECORD_TYPES[name] === type)',
    "LIST_NAMES.find((name) => name === 'suspects')",
  ),
];

const FIGURES = 'src/gateway/answer/resolve-figures.ts';
const TABLE_ON = 'src/statistics/table-on.ts';
const HELD = 'if (published === null) return close(context, info, held);';

const NOT_ASKED = 'if (NOT_NATIONAL.has(field.name)) {\n    open(compiling, field, owner);\n    return NONE;';
const ASKED_EXACTLY =
  "if (NOT_NATIONAL.has(field.name)) {\n    if (open(compiling, field, owner) && field.name === 'published') return new Map([leaf('exact')]);\n    return NONE;";

/** What is shown of the protected table. */
const PUBLISHED: readonly Mutant[] = [
  one(
    'cases',
    'a sum is shown to who sees all of it but one',
    'src/gateway/answer/resolve-figures.ts',
    'const LEAST_CLOSED = 3;',
    'const LEAST_CLOSED = 1;',
  ),
  one(
    'cases',
    'a sum of the press is held back',
    'src/gateway/answer/resolve-figures.ts',
    'figure?.isKnown === false &&',
    'figure !== undefined &&',
  ),
  one('cases', 'a suppressed figure is shown as nought', FIGURES, HELD, 'if (published === null) return 0;'),
  one(
    'cases',
    'a figure that is missing says so',
    FIGURES,
    HELD,
    `if (!table.figures.some((figure) => figure.id === id)) return close(context, info, notReleasable(owners));\n  ${HELD}`,
  ),
  one(
    'cases',
    'a nought of the table is suppressed',
    FIGURES,
    'if (published === null) return close(',
    'if (!published) return close(',
  ),
  one(
    'cases',
    'a total is shown where one of its owners says yes',
    FIGURES,
    '  return mainCauseOf(\n    owners.flatMap(',
    '  if (owners.some((owner) => ruleCauseOf(context, operation, coordinateOf(info), owner) === null)) return null;\n  return mainCauseOf(\n    owners.flatMap(',
  ),
  one(
    'cases',
    'figures are shown whatever their owners say',
    FIGURES,
    'owners.flatMap((owner) => ruleCauseOf(context, operation, coordinateOf(info), owner) ?? [])',
    'owners.flatMap(() => [])',
  ),
  one(
    'cases',
    'a cell of another country',
    FIGURES,
    'find((one) => one.id === id)',
    'find((one) => one.measure === measure && (one.code === null) === (code === null))',
  ),
  one(
    'cases',
    'a cell of a country that takes no part',
    FIGURES,
    "if (by === 'COUNTRY') return operation.participations.map(({ owner }) => owner);",
    "if (by === 'COUNTRY') return [...operation.participations.map(({ owner }) => owner), 'GR'];",
  ),
  one(
    'cases',
    'cells that are not in the table are left out',
    FIGURES,
    'codesOf(breakdown, info).map(',
    'codesOf(breakdown, info).filter((code) => breakdown.table.figures.some(({ id }) => id === cellId(breakdown.of, code))).map(',
  ),
  one(
    'cases',
    'the total instead of the figure of a country',
    FIGURES,
    'const [owner = null] = isAcross ? [] : owners;',
    'const [owner = null] = isAcross || owners.length > 0 ? [] : owners;',
  ),
  one('cases', 'figures before their reporting date', TABLE_ON, ' && table.date <= date', ''),
  one('cases', 'no figures on the reporting date', TABLE_ON, 'table.date <= date', 'table.date < date'),
  one('cases', 'the first table instead of the last', TABLE_ON, '? 1 : -1', '? -1 : 1'),
  one('cases', 'the table of another operation', TABLE_ON, 'table.operation === operation && ', ''),
  one('cases', 'published figures are asked of the country', NATIONAL, NOT_ASKED, ASKED_EXACTLY),
  one(
    'cases',
    'the breakdown is asked of Europol',
    'src/gateway/operation-facts.ts',
    "access.category !== 'PUBLIC') continue;",
    "(access.category !== 'PUBLIC' && field.name !== 'breakdown')) continue;",
  ),
  one(
    'cases',
    'a country of which figures alone are asked was not permitted',
    'src/access/compile-query.ts',
    "if (field.name === 'published') return false;",
    '',
  ),
  one(
    'cases',
    'the evidence holds no denials of figures',
    'src/access/compile-query.ts',
    'for (const owner of compiling.accessClass.operation.participants) isOpen(compiling, published, owner);',
    '',
  ),
  one(
    'cases',
    'the evidence holds no figures',
    FIGURES,
    'for (const owner of owners) noteGiven(',
    'for (const owner of owners.slice(0, 0)) noteGiven(',
  ),
  one(
    'cases',
    'a total is evidence of one owner',
    FIGURES,
    'for (const owner of owners) noteGiven(',
    'for (const owner of owners.slice(0, 1)) noteGiven(',
  ),
  one(
    'cases',
    'an owner of whom figures are given was not permitted',
    'src/gateway/to-owner-entries.ts',
    "denials.has(owner) ? 'NOT_PERMITTED' : 'NOT_ASKED'",
    "'NOT_PERMITTED'",
  ),
  one(
    'cases',
    'the breakdown is open to everybody',
    FIGURES,
    'ruleCauseOf(context, operation, coordinateOf(info), EUROPOL);',
    "ruleCauseOf(context, operation, 'Operation.codeName', EUROPOL);",
  ),
  one('cases', 'of two dimensions the first', FIGURES, 'more.length > 0 || ', ''),
  one(
    'cases',
    'a measure is parted by any dimension',
    FIGURES,
    ' || (by !== null && DIMENSION_OF[of] !== by)',
    '',
  ),
  one(
    'cases',
    'a table is complete whoever is absent',
    FIGURES,
    '!table.absent.some(',
    '!table.absent.slice(0, 0).some(',
  ),
  one(
    'cases',
    'the sum of two measures is complete without one of them',
    FIGURES,
    "measure === 'ARRESTS' || measure === 'SUSPECTS'",
    "measure === 'ARRESTS'",
  ),
  {
    name: 'the exact count stands in for a figure that is suppressed',
    by: 'pairs',
    edits: [
      {
        file: NATIONAL,
        find: NOT_ASKED,
        replace: ASKED_EXACTLY,
      },
      {
        file: FIGURES,
        find: 'return show(context, operation, info, table, measure, owner, owners);',
        replace:
          'const shown = show(context, operation, info, table, measure, owner, owners);\n  const counts = parts.map(({ data }) => (data[list] as { count?: { exact?: number } } | null)?.count?.exact);\n  return shown ?? counts.find((count) => typeof count === "number") ?? null;',
      },
    ],
  },
];

const FLIGHTS = 'src/gateway/flights.ts';
const RUN = 'src/gateway/run-query.ts';
const COMPILED = 'src/gateway/compiled-cache.ts';
const READER = 'src/gateway/query-reader.ts';
const PROJECTOR = 'src/gateway/answer/record-projector.ts';
const ROWS = 'src/gateway/row-projector.ts';
const ASKER = '[country, purpose, date, logUp, deadlineMs]';
const CLASS_KEY = '[country, purpose, date, logUp, id, crimeArea, participants]';
const READ_KEY = 'JSON.stringify([operationName, variables])';
const COMBINATION = 'combinationIn(handling, addressee, itemConsent);\n  return combination * 4';
const ENTRY = 'const receipt = await recordQuery(parts, request, date, opened, released, null);';

const CLIENT_NAME = '[k[$' + '{used++}]]';

/** What is kept from one query to the next, and who are given one answer. */
const KEEPING: readonly Mutant[] = [
  one(
    'cases',
    'who asks together is joined whatever the country',
    FLIGHTS,
    ASKER,
    ASKER.replace('country, ', ''),
  ),
  one(
    'cases',
    'who asks together is joined whatever the purpose',
    FLIGHTS,
    ASKER,
    ASKER.replace('purpose, ', ''),
  ),
  one('cases', 'who asks together is joined whatever the day', FLIGHTS, ASKER, ASKER.replace('date, ', '')),
  one(
    'cases',
    'who asks together is joined whatever is asked',
    FLIGHTS,
    'all.get(query) ?? new Map<AskerKey, Flight<Result>>();',
    '((globalThis as any).flying ??= new Map());',
  ),
  {
    name: 'what hangs on one caller is joined',
    by: 'cases',
    edits: [
      { file: 'src/gateway/is-joinable.ts', find: 'OF_ONE.has(name) || ', replace: '' },
      { file: RUN, find: 'anyoneOf(requester)', replace: '{ caller, arrived: () => arrived }' },
    ],
  },
  {
    name: 'who is joined is in the evidence under the name of the first',
    by: 'cases',
    edits: [
      {
        file: RUN,
        find: 'makeAnswer(parts, anyoneOf(requester), date, read, ofAll, reached, land),',
        replace:
          'makeAnswer(parts, anyoneOf(requester), date, read, ofAll, reached, land).then((one) => ({ ...one, first: request })),',
      },
      {
        file: RUN,
        find: '{ opened, released, data, errors, withheld, obligations }: Answered,',
        replace: '{ opened, released, data, errors, withheld, obligations, first }: any,',
      },
      { file: RUN, find: ENTRY, replace: ENTRY.replace('request', 'first ?? request') },
    ],
  },
  one(
    'cases',
    'one entry for all who are joined',
    RUN,
    ENTRY,
    'const all = ((globalThis as any).receipts ??= new WeakMap());\n  const known = all.get(opened) ?? recordQuery(parts, request, date, opened, released, null);\n  all.set(opened, known);\n  const receipt = await known;',
  ),
  one('cases', 'a class is kept without its day', COMPILED, CLASS_KEY, CLASS_KEY.replace('date, ', '')),
  one('cases', 'what was compiled is kept without its arguments', COMPILED, '    canonicalJson(args),\n', ''),
  one('cases', 'a query is kept without its variables', READER, READ_KEY, 'JSON.stringify([operationName])'),
  one('cases', 'a query is kept without its name', READER, READ_KEY, 'JSON.stringify([variables])'),
  {
    name: 'the part of a country is kept by its text, whatever the class',
    by: 'cases',
    edits: [
      { file: GRAFT, find: 'KEPT.get(of.selection)', replace: '(KEPT as any).get(textOf(of))' },
      { file: GRAFT, find: 'KEPT.set(of.selection,', replace: '(KEPT as any).set(textOf(of),' },
      { file: GRAFT, find: 'known !== undefined && isOf(known.of, of)', replace: 'known !== undefined' },
      {
        file: GRAFT,
        find: 'const KEPT = new WeakMap<Selection, { readonly of: GraftOf; readonly graft: Graft }>();',
        replace:
          'const KEPT = new Map<string, { readonly of: GraftOf; readonly graft: Graft }>();\nconst textOf = (of: GraftOf) => JSON.stringify([of.operation, of.judging.owner, of.selection], (_, value) => (value instanceof Map ? [...value] : value));',
      },
    ],
  },
  one('cases', 'facts are kept without protection', FACTS, ' + Number(isProtected) * 2', ''),
  one('cases', 'facts are kept without the obligation', FACTS, ' + Number(obliges)', ''),
  one(
    'cases',
    'facts are kept without the addressee',
    FACTS,
    COMBINATION,
    COMBINATION.replace('addressee', 'false'),
  ),
  one(
    'cases',
    'facts are kept without the consent',
    FACTS,
    COMBINATION,
    COMBINATION.replace('itemConsent', 'false'),
  ),
  one(
    'cases',
    'facts are kept without those for Interpol',
    JUDGE,
    'placeOf(own) * RECORD_FACTS + placeOf(travel)',
    'placeOf(own)',
  ),
  one(
    'cases',
    'what is decided of the first record is decided of all',
    JUDGE,
    'const before = known.get(facts);',
    'const [before] = known.values();',
  ),
  one(
    'cases',
    'what is judged is kept without the class',
    CLOSURE,
    'JUDGED.get(accessClass) ?? new Map<FieldAccess, Map<CountryCode, (Closure | null)[]>>();',
    '((globalThis as any).judged ??= new Map());',
  ),
  one(
    'cases',
    'what is judged is kept without the country',
    CLOSURE,
    'ofField.get(country) ?? [];',
    '[...ofField.values()][0] ?? [];',
  ),
  one(
    'cases',
    'what is judged is kept without protection',
    CLOSURE,
    '2 * combinationOf(facts) + Number(facts.protected)',
    '2 * combinationOf(facts)',
  ),
  one(
    'cases',
    'of a record written in one go nothing is closed',
    PROJECTOR,
    'return closure === null ? [] : [{ field, cause: causeOfClosure(closure) }];',
    'return closure === null || field !== null ? [] : [{ field, cause: causeOfClosure(closure) }];',
  ),
  one(
    'cases',
    'a record is written in one go whatever the class',
    PROJECTOR,
    'memoized((accessClass: AccessClass) => {',
    '((make: any) => { let first: any; return (one: any) => (first ??= make(one)); })((accessClass: AccessClass) => {',
  ),
  one(
    'cases',
    'a record is written in one go whatever the country',
    PROJECTOR,
    'const known = byOwner.get(owner);',
    'const [known] = byOwner.values();',
  ),
  one(
    'cases',
    'why an entry at Interpol is closed is not that its reference may not travel',
    'src/gateway/answer/interpol-entry.ts',
    ' ??\n    travelClosureOf(accessClass, owner, facts?.travel)',
    '',
  ),
  one(
    'cases',
    'what is closed of a record written in one go is not told',
    PROJECTOR,
    'context.closed.push({ path: [...above, field.key], coordinate: field.coordinate, cause });',
    '',
  ),
  one(
    'cases',
    'what is closed of a record written in one go stands elsewhere',
    PROJECTOR,
    'path: [...above, field.key]',
    'path: [...above, field.name]',
  ),
  one(
    'cases',
    'what is closed of many records stands at the first alone',
    PROJECTOR,
    '          places: own,\n',
    '',
  ),
  one(
    'cases',
    'an obligation of a record written in one go is not told',
    RECORD,
    'if (facts.own.obliges) giveRecord',
    'if (facts === null) giveRecord',
  ),
  one(
    'cases',
    'a record written in one go is not in the evidence',
    RECORD,
    'else given.add(listName + handle);',
    'else given.add(listName);',
  ),
  one(
    'cases',
    'in one go every reference travels',
    ROWS,
    'travels = decided.travels;',
    'travels = decided !== null;',
  ),
  one(
    'cases',
    'a record is judged as the one before it, whatever its code',
    ROWS,
    'last.handling === handling && ',
    '',
  ),
  one(
    'cases',
    'names of a client are mixed up',
    PROJECTOR,
    CLIENT_NAME,
    CLIENT_NAME.replace('used++', '0 * used++'),
  ),
  one(
    'cases',
    "a client's name is code",
    PROJECTOR,
    CLIENT_NAME,
    CLIENT_NAME.replace('[k[', '').replace(']]', '').replace('used++', 'key'),
  ),
];

export const MUTANTS: readonly Mutant[] = [
  ...ruleMutants(),
  ...TABLES,
  ...DECIDING,
  ...COMPILING,
  ...RELEASING,
  ...SCHEMA,
  ...PAGES,
  ...PUBLISHED,
  ...KEEPING,
];
