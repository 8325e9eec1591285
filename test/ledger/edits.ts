/** Edits of a text file of evidence, of the kinds that a hand, a mail program or a forger makes. */

import { sign } from 'node:crypto';
import { flipBit } from './flip-bit.ts';
import { signerOf } from './signers.ts';
import { LOG } from './small-log.ts';

/** Chooses a number from 0 to before `below`; the same choices make the same edit. */
export type Choose = (below: number) => number;
/** The edited file, or null where the edit finds nothing to take hold of. */
export type Edit = (file: Uint8Array, choose: Choose) => Uint8Array | string | null;

const BLANKS = [' ', '\t', '\u00a0', '\u2028', '\ufeff', '\u200b', '\0', '\r', '\n', '=', '+', '0'];
const OTHER_ORIGINS = [
  'ledger.example/two',
  'Ledger.example/one',
  'ledger.example/one/',
  'l\u0435dger.example/one',
  '',
];
/** A decimal line, or the decimal at the end of `index N`. */
const DECIMAL = /^(index )?(\d+)$/;
/** A line that is base64, or ends in it. */
const BASE64 = /^(.* )?([A-Za-z0-9+/]{20,}=*)$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const EDITS = {
  'a bit flipped': (file, choose) => flipBit(file, choose(file.length * 8)),
  'cut short': (file, choose) => file.subarray(0, choose(file.length)),
  'the beginning cut off': (file, choose) => file.subarray(1 + choose(file.length)),
  'a byte dropped': (file, choose) => {
    const at = choose(file.length);
    return Buffer.concat([file.subarray(0, at), file.subarray(at + 1)]);
  },
  'a byte put in': (file, choose) => {
    const at = choose(file.length + 1);
    return Buffer.concat([file.subarray(0, at), Buffer.of(choose(256)), file.subarray(at)]);
  },
  'a blank or sign put in': (file, choose) => {
    const text = textOf(file);
    const at = choose(text.length + 1);
    return `${text.slice(0, at)}${BLANKS[choose(BLANKS.length)]}${text.slice(at)}`;
  },
  'two lines exchanged': onLines((lines, choose) => {
    const [one, other] = [choose(lines.length), choose(lines.length)];
    return lines.with(one, lines[other] ?? '').with(other, lines[one] ?? '');
  }),
  'a line dropped': onLines((lines, choose) => lines.toSpliced(choose(lines.length), 1)),
  'a line twice': onLines((lines, choose) => {
    const at = choose(lines.length);
    return lines.toSpliced(choose(lines.length), 0, lines[at] ?? '');
  }),
  'an empty line put in': onLines((lines, choose) => lines.toSpliced(choose(lines.length + 1), 0, '')),
  'an extension line': onLines((lines, choose) =>
    lines.toSpliced(choose(lines.length + 1), 0, `extension ${choose(99)}`),
  ),
  'CRLF at every line': (file) => textOf(file).replaceAll('\n', '\r\n'),
  'CRLF at one line': onLines((lines, choose) => {
    const at = choose(lines.length - 1);
    return lines.with(at, `${lines[at]}\r`);
  }),
  'a number written otherwise': onLine(DECIMAL, (choose, before, digits) => {
    const forms = [
      `0${digits}`,
      `00${digits}`,
      `+${digits}`,
      `-${digits}`,
      `${digits}.0`,
      `${digits}e0`,
      `${digits}n`,
    ];
    const more = [` ${digits}`, `${digits} `, `0x${digits}`, digits.replace(/^./, '١'), `${digits}_0`, ''];
    return `${before}${[...forms, ...more][choose(forms.length + more.length)]}`;
  }),
  'another number': onLine(DECIMAL, (choose, before, digits) => {
    const numbers = [
      Number(digits) + 1 + choose(40),
      Math.abs(Number(digits) - 1 - choose(40)),
      choose(10_000),
    ];
    return `${before}${[...numbers, '9007199254740992', '18446744073709551616'][choose(5)]}`;
  }),
  'base64 with bits that mean nothing': onLine(BASE64, (choose, before, base64) => {
    const at = base64.replace(/=+$/, '').length - 1;
    const unused = { 0: 0, 1: 2, 2: 4 }[base64.length - 1 - at] ?? 0;
    const sextet = ALPHABET.indexOf(base64[at] ?? '') ^ choose(2 ** unused);
    return `${before}${base64.slice(0, at)}${ALPHABET[sextet]}${base64.slice(at + 1)}`;
  }),
  'base64 with other padding': onLine(BASE64, (choose, before, base64) => {
    const bare = base64.replace(/=+$/, '');
    return `${before}${bare}${['', '=', '==', '===', '====', ' ', '%3D'][choose(7)]}`;
  }),
  'base64 of another alphabet': onLine(BASE64, (choose, before, base64) => {
    const at = choose(base64.length);
    const other = base64.slice(0, at) + base64.slice(at).replaceAll('+', '-').replaceAll('/', '_');
    return `${before}${other === base64 ? base64.replaceAll('=', '.') : other}`;
  }),
  'base64 of other bytes': onLine(BASE64, (choose, before, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    return `${before}${Buffer.from(flipBit(bytes, choose(bytes.length * 8))).toString('base64')}`;
  }),
  'base64 of more or fewer bytes': onLine(BASE64, (choose, before, base64) => {
    const bytes = Buffer.from(base64, 'base64');
    const other =
      choose(2) === 0
        ? bytes.subarray(choose(bytes.length))
        : Buffer.concat([bytes, Buffer.alloc(1 + choose(4))]);
    return `${before}${other.toString('base64')}`;
  }),
  'another origin': onNote((lines, choose) =>
    lines.with(0, OTHER_ORIGINS[choose(OTHER_ORIGINS.length)] ?? ''),
  ),
  'signed by another key of the name': onNote((lines, choose) => signed(lines, 2 + choose(50), false)),
  'signed by another key under the id of ours': onNote((lines, choose) =>
    signed(lines, 2 + choose(50), true),
  ),
  'another size, signed by another key under our id': onNote((lines, choose) =>
    signed(lines.with(1, String(1 + choose(400))), 2 + choose(50), true),
  ),
  'a line of a stranger put in': onNote((lines, choose) =>
    lines.toSpliced(
      lines.length - 1,
      0,
      `— stranger.example/${choose(99)} ${Buffer.alloc(68, choose(256)).toString('base64')}`,
    ),
  ),
} satisfies Record<string, Edit>;

function textOf(file: Uint8Array): string {
  return Buffer.from(file).toString();
}

function onLines(edit: (lines: readonly string[], choose: Choose) => readonly string[]): Edit {
  return (file, choose) => edit(textOf(file).split('\n'), choose).join('\n');
}

/** Edits one of the lines that have this form; `before` is what stands in front of the second group. */
function onLine(form: RegExp, edit: (choose: Choose, before: string, part: string) => string): Edit {
  return (file, choose) => {
    const lines = textOf(file).split('\n');
    const fit = lines.flatMap((line, at) => (form.test(line) ? [at] : []));
    const at = fit[choose(Math.max(fit.length, 1))];
    if (at === undefined) return null;
    const [, before = '', part = ''] = form.exec(lines[at] ?? '') ?? [];
    return lines.with(at, edit(choose, before, part)).join('\n');
  };
}

/** Edits the lines of the note that the file is or ends in, from its origin on. */
function onNote(edit: (lines: readonly string[], choose: Choose) => readonly string[]): Edit {
  return (file, choose) => {
    const lines = textOf(file).split('\n');
    const start = lines.indexOf(LOG.key.name);
    return [...lines.slice(0, start), ...edit(lines.slice(start), choose)].join('\n');
  };
}

/** The note with the line of our key made by another one. */
function signed(lines: readonly string[], seed: number, underOurId: boolean): readonly string[] {
  const other = signerOf(LOG.key.name, seed);
  const blank = lines.indexOf('');
  const text = `${lines.slice(0, blank).join('\n')}\n`;
  const id = Buffer.from(underOurId ? LOG.key.id : other.key.id, 'hex');
  const line = Buffer.concat([id, sign(null, Buffer.from(text), other.privateKey)]).toString('base64');
  return lines.map((old) => (old.startsWith(`— ${LOG.key.name} `) ? `— ${LOG.key.name} ${line}` : old));
}
