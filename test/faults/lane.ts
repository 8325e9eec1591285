/**
 * A proxy for each country: what fails in one lane is well in another. Cells of one lane follow each other; lanes stand
 * side by side.
 */
import type { Mocks } from '../../mocks/start-mocks.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { openTestGateway, type TestGateway } from '../gateway/open-test-gateway.ts';
import type { NativeNames } from './alter-body.ts';
import type { Certificates } from './certificates.ts';
import { type FaultProxy, openFaultProxy } from './fault-proxy.ts';
import type { Fault } from './faults.ts';
import { type NameService, nameOf } from './name-service.ts';

export interface Lane {
  /** A gateway that reaches each country by the address that its fault of `planned` needs. */
  readonly openGateway: (planned: Planned) => Promise<TestGateway>;
  /** Null: no fault. Resolves when it is so for every message to come. */
  readonly set: (country: string, fault: Fault | null) => Promise<void>;
  /** Whether the gateway has met the fault that is set. */
  readonly hasMet: (country: string, fault: Fault) => boolean;
  readonly close: () => Promise<void>;
}

/** By country: by what it will fail, sooner or later; and limits in milliseconds, where they are not long. */
export interface Planned {
  readonly faults: ReadonlyMap<string, Fault>;
  readonly limits: Readonly<Record<string, number>>;
}

/** For whatever ends by itself: slow on a busy machine is not gone. */
const LONG_MS = 60_000;

/** Whoever meets one of these meets nothing: no connection comes about. */
const NOT_MET: ReadonlySet<string> = new Set(['refused', 'name_not_found', 'tls_failure']);

type Proxies = ReadonlyMap<string, FaultProxy>;

export async function openLane(
  mocks: Mocks,
  certificates: Certificates,
  names: NameService,
  number: number,
): Promise<Lane> {
  const plain = await openProxies(mocks);
  let secure: Proxies = new Map();
  const addressOf = (code: string, fault: string | undefined): string => {
    const isSecure = fault === 'tls_failure';
    const host = fault === 'name_not_found' ? nameOf(code, number) : '127.0.0.1';
    return `${isSecure ? 'https' : 'http'}://${host}:${(isSecure ? secure : plain).get(code)?.port}`;
  };
  return {
    openGateway: async ({ faults, limits }) => {
      const isSecure = [...faults.values()].some(({ name }) => name === 'tls_failure');
      if (isSecure && secure.size === 0) secure = await openProxies(mocks, certificates);
      const national = [...mocks.national].map(
        ([code, mock]) => [code, { ...mock, url: addressOf(code, faults.get(code)?.name) }] as const,
      );
      return openTestGateway({ ...mocks, national: new Map(national) }, '2011-12-16', LONG_MS, limits);
    },
    set: async (country, fault) => {
      if (fault?.name === 'name_not_found') names.lose(nameOf(country, number));
      else names.find(nameOf(country, number));
      await Promise.all([plain, secure].map((proxies) => proxies.get(country)?.set(fault?.name ?? null)));
    },
    hasMet: (country, { name }) =>
      NOT_MET.has(name) || [plain, secure].some((proxies) => (proxies.get(country)?.met() ?? 0) > 0),
    close: async () => {
      await Promise.all([...plain.values(), ...secure.values()].map((proxy) => proxy.close()));
    },
  };
}

async function openProxies(mocks: Mocks, certificates?: Certificates): Promise<Proxies> {
  const entries = [...mocks.national].map(
    async ([code, { url }]) =>
      [code, await openFaultProxy({ target: url, names: namesOf(code), certificates })] as const,
  );
  return new Map(await Promise.all(entries));
}

/** The words of the country's own definition: a fault has to find its records. */
export function namesOf(code: string): NativeNames {
  const country = COUNTRIES.get(code);
  if (country === undefined) throw new Error(`the registry holds no country \`${code}\``);
  const lists = Object.values(country.lists).flatMap(({ native }) => native.split('|'));
  return { handle: country.marking.handle, lists };
}
