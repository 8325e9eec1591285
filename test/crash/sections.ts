import { faultsBelow } from './faults-below.ts';
import { kills } from './kills.ts';
import { load } from './load.ts';
import { outages } from './outages.ts';
import { postgresKills } from './postgres-kills.ts';
import { powerCuts } from './power-cuts.ts';
import type { SectionReport, SectionRun } from './section.ts';
import { stops } from './stops.ts';
import { tampering } from './tampering.ts';
import { twoGateways } from './two-gateways.ts';

export interface Section {
  readonly name: string;
  readonly what: string;
  readonly prove: (run: SectionRun) => Promise<SectionReport>;
}

export const SECTIONS: readonly Section[] = [
  {
    name: 'tampering',
    what: 'bits of proofs, every byte of a file, 10,000 edits of rows',
    prove: (run) => tampering(run),
  },
  { name: 'power', what: '20,000 images of what a disk may hold after a power cut', prove: powerCuts },
  { name: 'kills', what: 'SIGKILL of a gateway under load, 100 times', prove: kills },
  { name: 'postgres', what: 'SIGKILL of the PostgreSQL server under it, 30 times', prove: postgresKills },
  { name: 'stops', what: 'SIGTERM in the middle of answers, 20 times', prove: stops },
  {
    name: 'below',
    what: 'errors and kills at system calls, a full disk, a read-only directory',
    prove: faultsBelow,
  },
  { name: 'outages', what: 'a store that is gone for a minute', prove: outages },
  { name: 'load', what: '60 s of full load', prove: load },
  { name: 'two', what: 'two gateways on one file', prove: twoGateways },
];
