/** Intelligence packages: Europol keeps them, and each belongs to the country that provided it. */
import { releaseRecords } from '../../access/release-records.ts';
import type { CountryCode } from '../../terms.ts';
import { type Cause, mainCauseOf } from './closed-fields.ts';
import { close, coordinateOf, type Resolve, resolveOwned, ruleCauseOf } from './resolve.ts';
import type { AnswerContext, ConnectionView, Data, OperationView, OwnedView } from './views.ts';

/** The packages of every provider that is open; closed when none is. */
export const resolvePackages: Resolve<OperationView> = (view, args, context, info) => {
  const causes = view.scope.accessClass.operation.participants.map((owner) =>
    ruleCauseOf(context, view, coordinateOf(info), owner),
  );
  const open = causes.some((cause) => cause === null);
  const main = open ? null : mainCauseOf(causes.filter((cause): cause is Cause => cause !== null));
  if (main !== null) return close(context, info, main);
  const { participants } = view.scope.accessClass.operation;
  const owners = participants.filter((_, place) => causes[place] === null);
  return packagesOf(view, context, owners, Number(args.first));
};

export const packageResolvers: Readonly<Record<string, Resolve<OwnedView>>> = {
  recipient: (source, args, context, info) => {
    const code = resolveOwned(source, args, context, info);
    return typeof code === 'string' && context.policy.names.has(code) ? code : null;
  },
  marking: (source, args, context, info) => {
    const marking = resolveOwned(source, args, context, info) as Data | null;
    if (marking === null) return null;
    const information = marking.informationEvaluation;
    return {
      ...marking,
      informationEvaluation: /^[1-4]$/.test(String(information)) ? `INFO_${information}` : null,
    };
  },
  provenance: (source, _, context, info) => {
    const cause = ruleCauseOf(context, source.operation, coordinateOf(info), source.owner);
    if (cause !== null) return close(context, info, cause);
    return {
      country: source.owner,
      system: 'europol',
      asOf: context.arrived.toISOString(),
      timeZone: 'Europe/Amsterdam',
    };
  },
};

/** Packages of `providers` only, whoever else Europol sent along. */
function packagesOf(
  view: OperationView,
  context: AnswerContext,
  providers: readonly CountryCode[],
  first: number,
): ConnectionView {
  const rows = [...view.scope.compiled.hub]
    .filter(([, { name }]) => name === 'intelligencePackages')
    .flatMap(([key]) => (Array.isArray(view.data[key]) ? (view.data[key] as Data[]) : []));
  const parts = providers.map((owner) => {
    const own = rows.filter((row) => row.provider === owner);
    const { given } = releaseRecords(owner, context.caller.country, own, (row) => ({
      handling: Array.isArray(row.handling) ? row.handling.map(String) : [],
      protected: false,
    }));
    const part: OwnedView = { operation: view, owner, data: {}, asOf: null };
    const positions = given.map((_, place) => [owner, place]);
    return { part, nodes: given, positions, totalCount: given.length, before: 0 };
  });
  return { first, order: [], parts, place: null };
}
