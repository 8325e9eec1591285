/** The only file that knows Apollo Server: HTTP rules, parsing and validation are its; every answer is ours. */
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { GraphQLError } from 'graphql';
import { QUERY_LIMITS } from '../access/query-limits.ts';
import { ERROR_CODES, type ErrorCode } from '../errors.ts';
import type { ErrorEntry } from './answer/to-errors.ts';
import type { Caller } from './caller.ts';
import type { Gateway } from './open-gateway.ts';
import type { QueryOutcome } from './run-query.ts';
import { type Answer, toAnswerBytes } from './to-answer-bytes.ts';

/** What a request brings with it: one object, for Apollo hands on a shallow clone. */
export interface RequestContext extends BaseContext {
  readonly request: {
    readonly caller: Caller;
    readonly arrived: Date;
    /** `x-denials: extensions`: expected denials leave `errors`. */
    readonly denialsInExtensions: boolean;
    /** `x-explain: 1`: the decisions are laid open in `extensions.access`. */
    readonly explain: boolean;
    /** When its head had come, as a `performance.now()`. */
    readonly since: number;
    /** How long its caller waits, at most as long as the gateway's deadline. */
    readonly deadlineMs: number;
    readonly hungUp: AbortSignal;
    /** What the evidence has of it. It changes: the door lets nothing out that is not in the evidence. */
    readonly evidence: {
      /** `lost`: the gateway could not write it. */
      state: 'open' | 'written' | 'lost';
      /** Why it is refused, where Apollo refuses it. */
      code: string;
    };
    /** What is sent, once the gateway has answered. */
    readonly answer: { bytes: Buffer | null };
  };
}

/** An Apollo Server whose executor is `gateway`. Reporting is off by name, whatever the environment says. */
export function apolloServerOf(
  gateway: Gateway,
  plugins: ApolloServerPlugin<RequestContext>[],
): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    gateway: toApolloGateway(gateway),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: QUERY_LIMITS.tokens.most },
    formatError: (formatted) => cleaned(formatted),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      noteInvalid(),
      ...plugins,
    ],
  });
}

/** What Apollo is handed in the place of an answer, and what it makes of that. It would walk the answer, and make errors of its entries. */
const IN_ITS_PLACE = { data: {} };
const TEXT_IN_ITS_PLACE = `${JSON.stringify(IN_ITS_PLACE)}\n`;

/** What is sent of what Apollo would: the gateway's answer, where nothing has become of it but what stands in its place. */
export function toSent({ answer }: RequestContext['request'], payload: unknown): unknown {
  return payload === TEXT_IN_ITS_PLACE && answer.bytes !== null ? answer.bytes : payload;
}

type ApolloAnswer = Awaited<
  ReturnType<NonNullable<Awaited<ReturnType<GatewayInterface['load']>>['executor']>>
>;

function toApolloGateway(gateway: Gateway): GatewayInterface {
  return {
    load: async () => ({
      schema: gateway.schema,
      executor: async ({ document, request, context }): Promise<ApolloAnswer> => {
        const { denialsInExtensions, evidence, answer, ...known } = (context as RequestContext).request;
        const outcome = await gateway.run({
          document,
          // As it was asked for: Apollo's own is null for a name that it has not found, and would choose the only query.
          operationName: request.operationName ?? null,
          variables: request.variables ?? {},
          ...known,
        });
        const isLost = outcome.kind === 'failed' && outcome.code === 'EVIDENCE_LOG_UNAVAILABLE';
        evidence.state = isLost ? 'lost' : 'written';
        if (outcome.kind !== 'answered') return { errors: [toRefusal(outcome)] };
        answer.bytes = toAnswerBytes(toAnswer(outcome, denialsInExtensions));
        return IN_ITS_PLACE;
      },
    }),
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: gateway.schema, coreSupergraphSdl: '' });
      return () => {};
    },
    stop: async () => {},
  };
}

/** Expected, by the rules: a client that throws on any error can have them in `extensions.denials`. */
const DENIALS: ReadonlySet<string> = new Set([
  'ACCESS_DENIED',
  'CONSENT_REQUIRED',
  'HIT_ONLY',
  'SUPPRESSED',
  'STATISTICS_NOT_RELEASABLE',
] satisfies ErrorCode[]);

function toAnswer(
  { data, errors, withheld, obligations, access, path, receipt }: Extract<QueryOutcome, { kind: 'answered' }>,
  denialsInExtensions: boolean,
): Answer {
  const isDenial = ({ extensions: { code } }: ErrorEntry): boolean => DENIALS.has(code);
  const denials = denialsInExtensions ? errors.filter(isDenial) : [];
  return {
    data,
    errors: denials.length === 0 ? errors : errors.filter((entry) => !isDenial(entry)),
    extensions: {
      receipt,
      ...(denials.length > 0 ? { denials } : {}),
      ...(withheld.length > 0 ? { withheld } : {}),
      ...(access === null ? {} : { access }),
      ...(path === null ? {} : { path }),
      ...(obligations.length > 0 ? { obligations } : {}),
    },
  };
}

function toRefusal(outcome: Exclude<QueryOutcome, { kind: 'answered' }>): GraphQLError {
  const { status, sentence } = ERROR_CODES[outcome.code];
  const facts =
    outcome.kind === 'refused'
      ? {
          ...(outcome.what === null ? {} : { what: outcome.what }),
          ...(outcome.where === null ? {} : { where: outcome.where }),
        }
      : { ...(outcome.id === null ? {} : { id: outcome.id }) };
  const http = { status: status === 200 ? 500 : status, headers: new Map<string, string>() };
  return new GraphQLError(sentence, { extensions: { code: outcome.code, ...facts, http } });
}

/** Codes of Apollo's that stay as they are; anything else that is not ours is our fault, without its text. */
const APOLLO_CODES: ReadonlySet<string> = new Set([
  ApolloServerErrorCode.BAD_REQUEST,
  ApolloServerErrorCode.BAD_USER_INPUT,
  ApolloServerErrorCode.GRAPHQL_PARSE_FAILED,
  ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED,
  ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE,
  ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
]);

function cleaned<
  Formatted extends { readonly message: string; readonly extensions?: { readonly [key: string]: unknown } },
>(formatted: Formatted): Formatted | { message: string; extensions: { code: string } } {
  const code = String(formatted.extensions?.code);
  if (Object.hasOwn(ERROR_CODES, code) || APOLLO_CODES.has(code)) return formatted;
  return { message: ERROR_CODES.INTERNAL.sentence, extensions: { code: 'INTERNAL' } };
}

/** Why Apollo refuses a request before execution (syntax, validation): for the evidence, which the door writes. */
function noteInvalid(): ApolloServerPlugin<RequestContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ contextValue, errors }) => {
        contextValue.request.evidence.code = String(errors[0]?.extensions.code ?? 'INTERNAL');
      },
    }),
  };
}
