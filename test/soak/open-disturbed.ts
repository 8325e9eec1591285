import type { Mocks } from '../../mocks/start-mocks.ts';
import { makeCertificates } from '../faults/certificates.ts';
import { type FaultProxy, openFaultProxy } from '../faults/fault-proxy.ts';
import { namesOf } from '../faults/lane.ts';
import { nameOf } from '../faults/name-service.ts';
import type { Disturbed } from './disturb-at-random.ts';

/** A proxy before each national system; every third speaks https, the others are known by a name. */
export interface DisturbedSystems {
  readonly countries: readonly Disturbed[];
  /** By country code. */
  readonly urls: Readonly<Record<string, string>>;
  /** To be trusted by whoever asks. */
  readonly certificate: string;
  /** Names are looked up where the gateway is: `set` is told which are lost and found. */
  readonly onName: (set: (name: string, isThere: boolean) => void) => void;
  readonly close: () => Promise<void>;
}

export async function openDisturbed(mocks: Mocks): Promise<DisturbedSystems> {
  const certificates = await makeCertificates();
  let setName = (_name: string, _isThere: boolean): void => {};
  const urls: Record<string, string> = {};
  const proxies: FaultProxy[] = [];
  const countries: Disturbed[] = [];
  for (const [place, { code, url }] of [...mocks.national.values()].entries()) {
    const isSecure = place % 3 === 0;
    const proxy = await openFaultProxy({
      target: url,
      names: namesOf(code),
      certificates: isSecure ? certificates : undefined,
    });
    proxies.push(proxy);
    urls[code] = isSecure ? `https://127.0.0.1:${proxy.port}` : `http://${nameOf(code, 0)}:${proxy.port}`;
    countries.push({
      code,
      isSecure,
      set: async (fault) => {
        setName(nameOf(code, 0), fault !== 'name_not_found');
        await proxy.set(fault);
      },
    });
  }
  return {
    countries,
    urls,
    certificate: certificates.trusted.cert,
    onName: (set) => {
      setName = set;
    },
    close: async () => {
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}
