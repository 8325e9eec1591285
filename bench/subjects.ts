/** THE list of subjects: what is measured, and how the countries hang on an operation there. */
import type { Style } from './query-spec.ts';

export type SubjectName = 'concordat' | 'hand-written' | 'stitching' | PeerName;
type PeerName = 'Hive Gateway' | 'Hive Gateway with Rust planner' | 'Apollo Gateway';

export interface SubjectEntry {
  readonly name: SubjectName;
  readonly module: string;
  readonly style: Style;
  /** Has rules: each viewer has answers of their own. The others answer what Germany has. */
  readonly judges: boolean;
  readonly isPeer: boolean;
}

const own = (name: SubjectName, style: Style, judges: boolean): SubjectEntry => ({
  name,
  module: new URL(`./subjects/${name}.ts`, import.meta.url).href,
  style,
  judges,
  isPeer: false,
});
const peer = (name: SubjectName, file: string): SubjectEntry => ({
  name,
  module: new URL(`./peers/${file}`, import.meta.url).href,
  style: 'federation',
  judges: false,
  isPeer: true,
});

export const SUBJECTS: readonly SubjectEntry[] = [
  own('hand-written', 'concordat', true),
  own('concordat', 'concordat', true),
  peer('Hive Gateway with Rust planner', 'hive-gateway-rust.js'),
  own('stitching', 'stitching', false),
  peer('Apollo Gateway', 'apollo-gateway.js'),
  peer('Hive Gateway', 'hive-gateway.js'),
];
