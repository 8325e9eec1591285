/** The process that is measured: one subject, and nothing beside it. */
import { serveChild } from '../child.ts';
import { subgraphSdls } from '../national/contract.ts';
import type { Door, Subgraph, Subject, SubjectOrder } from './subject.ts';

export interface CpuAt {
  /** User and system, since the process began, in microseconds. */
  readonly cpuUs: number;
}

serveChild({
  open: async ({
    module,
    order,
  }: {
    readonly module: string;
    readonly order: SubjectOrder;
  }): Promise<Door> => {
    const [subject] = Object.values((await import(module)) as Readonly<Record<string, Subject>>);
    if (subject === undefined) throw new Error(`${module} exports no subject`);
    return subject.open(order, subgraphsOf(order));
  },
  cpu: (): CpuAt => {
    const { user, system } = process.cpuUsage();
    return { cpuUs: user + system };
  },
});

function subgraphsOf({ urls }: SubjectOrder): readonly Subgraph[] {
  const addresses = new Map(urls.map(([code, url]) => [code.toLowerCase(), `${url}/graph`]));
  const codes = urls.map(([code]) => code).filter((code) => code !== 'XE' && code !== 'XO');
  return [...subgraphSdls(codes)].map(([name, sdl]) => ({ name, sdl, url: addresses.get(name) ?? '' }));
}
