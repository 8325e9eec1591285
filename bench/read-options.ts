import { parseArgs } from 'node:util';
import { WORKLOADS } from './workloads.ts';

export interface Options {
  readonly peers: boolean;
  readonly workloads: readonly string[];
  readonly subjects: readonly string[];
  readonly seconds: number;
  readonly warmUpSeconds: number;
  /** Where the results go; the chart goes beside them. */
  readonly json: string;
  /** A folder for a CPU profile of each subject; null: none is made. */
  readonly profiles: string | null;
}

const DEFAULTS = { seconds: '8', 'warm-up': '3', json: 'bench/results.json' };

/** What the command was told; a text: what it says instead (`--help`). Throws what to write otherwise. */
export function readOptions(args: readonly string[]): Options | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      workload: { type: 'string', multiple: true, default: [] },
      subject: { type: 'string', multiple: true, default: [] },
      seconds: { type: 'string', default: DEFAULTS.seconds },
      'warm-up': { type: 'string', default: DEFAULTS['warm-up'] },
      json: { type: 'string', default: DEFAULTS.json },
      'cpu-prof': { type: 'string' },
      peers: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return HELP;
  return {
    peers: values.peers,
    workloads: values.workload,
    subjects: values.subject,
    seconds: positive('--seconds', values.seconds),
    warmUpSeconds: positive('--warm-up', values['warm-up']),
    json: values.json,
    profiles: values['cpu-prof'] ?? null,
  };
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0 && number <= 3_600) return number;
  throw new Error(`\`${name} ${text}\` is no number of seconds: write for example \`${name} 8\``);
}

const HELP = `Measures the CPU that a gateway uses for a request, of Concordat and of others in one run.

  npm run bench -- [options]
  npm run bench:peers -- [options]      with the gateways of bench/peers/package.json, which it installs

  --workload NAME    only this one, or this group of them; may be repeated
  --subject NAME     only this one; may be repeated
  --seconds N        counted of each subject (${DEFAULTS.seconds})
  --warm-up N        before that (${DEFAULTS['warm-up']})
  --json FILE        where the results go, the chart beside them (${DEFAULTS.json})
  --cpu-prof FOLDER  a CPU profile of each subject, to be read by \`node bench/profile-groups.ts FILE\`; it costs CPU

Example: npm run bench -- --workload board --workload growth --seconds 4

Workloads:
${WORKLOADS.map(({ name, what }) => `  ${name.padEnd(26)} ${what}`).join('\n')}
`;
