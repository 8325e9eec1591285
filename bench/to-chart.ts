/** The chart of the README: CPU of a request by subject, a block of bars for each workload that has a limit. */
import { LIMIT, type Results, type Row } from './results.ts';

/** What the README shows; the rest is in the table. */
const SHOWN = ['board', 'totals', "one country's page", '50 same viewers'];
const [WIDTH, NAMES, BAR, STEP, HEAD] = [760, 230, 16, 22, 34];

/**
 * Plain text and rectangles: no font, no script, no address but the name space. Its colours change with the reader's (light or
 * dark), the background being the page's own.
 */
export function toChart({ rows, node, date }: Results): string {
  const blocks = [...Map.groupBy(rows, ({ workload }) => workload)].filter(([workload]) =>
    SHOWN.includes(workload),
  );
  let top = 28;
  const drawn = blocks.map(([workload, own]) => {
    const sorted = own.toSorted((left, right) => left.cpuMsPerRequest - right.cpuMsPerRequest);
    const block = blockAt(top, workload, sorted);
    top += HEAD + sorted.length * STEP + 10;
    return block;
  });
  const title = 'CPU of a request in ms, and how many times the hand-written fan-out that is';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 14}" role="img" aria-label="${title}">
<style>
  text { font: 13px system-ui, sans-serif; fill: #24292f; }
  .head { font-weight: 600; }
  .quiet { fill: #57606a; }
  rect { fill: #8c959f; }
  .own { fill: #0969da; }
  .limit { fill: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .quiet { fill: #9198a1; }
    rect { fill: #6e7681; }
    .own { fill: #4493f8; }
    .limit { fill: #3fb950; }
  }
</style>
<text x="0" y="16" class="quiet">${title}</text>
${drawn.join('\n')}
<text x="0" y="${top + 6}" class="quiet">Node ${escaped(node)}, ${escaped(date.slice(0, 10))}; one run, shorter is better</text>
</svg>
`;
}

function blockAt(top: number, workload: string, rows: readonly Row[]): string {
  const longest = Math.max(...rows.map(({ cpuMsPerRequest }) => cpuMsPerRequest));
  const bars = rows.map((row, index) => barAt(top + HEAD + index * STEP, row, longest));
  return [`<text x="0" y="${top + HEAD - 10}" class="head">${escaped(workload)}</text>`, ...bars].join('\n');
}

function barAt(top: number, { subject, cpuMsPerRequest, ratioToLimit }: Row, longest: number): string {
  const width = Math.max((cpuMsPerRequest / longest) * (WIDTH - NAMES - 130), 1).toFixed(1);
  const kind = subject === 'concordat' ? ' class="own"' : subject === LIMIT ? ' class="limit"' : '';
  const ratio = ratioToLimit === null ? '' : ` (${ratioToLimit.toFixed(1)} x)`;
  const middle = top + BAR - 3;
  return [
    `<text x="${NAMES - 8}" y="${middle}" text-anchor="end">${escaped(subject)}</text>`,
    `<rect x="${NAMES}" y="${top}" width="${width}" height="${BAR}"${kind}/>`,
    `<text x="${(NAMES + Number(width) + 8).toFixed(1)}" y="${middle}">${cpuMsPerRequest}${ratio}</text>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
