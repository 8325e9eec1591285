/** Where the text of a large JSON value may be cut, so that it can be parsed piece by piece: of what is whole JSON and what is not. */

import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endOfString,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
} from './count-keys.ts';

/** A list or an object that is too large for one piece, or the whole text. */
export interface Cut {
  readonly isList: boolean;
  /** Behind its opening bracket. */
  readonly from: number;
  /** Of its closing bracket. */
  readonly to: number;
  /** One after the other, each of whole items or members. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly from: number;
  readonly to: number;
  /** Too large to be parsed with its piece, of which it is the only item or member. */
  readonly large: Cut | null;
}

interface Open {
  isList: boolean;
  from: number;
  pieces: Piece[];
  /** Where the piece begins that is still open, and the last item in it. */
  begin: number;
  item: number;
  large: Cut | null;
}

/**
 * The outermost value of `text` as the one item of a list, cut into pieces of about `size` characters; null: its brackets do
 * not match, or more than `depth` are open at once. By one walk, whatever stands in `text`. `keys`: the colons outside strings.
 *
 * What is between the cuts has not been looked at: whoever parses the pieces finds what is no JSON.
 */
export function cutJson(
  text: string,
  size: number,
  depth: number,
): { readonly cut: Cut; readonly keys: number } | null {
  // One for each level: what is small is begun and ended a million times.
  const levels: Open[] = [newOpen()];
  let level = 0;
  let top = levels[0] as Open;
  let keys = 0;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === QUOTE) place = endOfString(text, place);
    else if (code === COLON) keys++;
    else if (code === COMMA) endItem(top, place, size);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) {
      level += 1;
      if (level > depth) return null;
      levels[level] ??= newOpen();
      top = begin(levels[level] as Open, code === OPEN_LIST, place + 1);
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      level -= 1;
      const outer = levels[level];
      if (outer === undefined || top.isList !== (code === CLOSE_LIST)) return null;
      if (place - top.from > size) outer.large = close(top, place);
      top = outer;
    }
  }
  return level === 0 ? { cut: close(top, text.length), keys } : null;
}

function newOpen(): Open {
  return { isList: true, from: 0, pieces: [], begin: 0, item: 0, large: null };
}

/** INVARIANT: a small value has left no piece, and a large one took its own with it. */
function begin(value: Open, isList: boolean, from: number): Open {
  value.isList = isList;
  value.from = from;
  value.begin = from;
  value.item = from;
  value.large = null;
  return value;
}

/** An item that is too large stands in a piece of its own. */
function endItem(value: Open, place: number, size: number): void {
  if (value.large === null && place - value.begin > size) endPiece(value, place);
  if (value.large !== null) {
    if (value.item > value.begin) value.pieces.push({ from: value.begin, to: value.item - 1, large: null });
    value.begin = value.item;
    endPiece(value, place);
  }
  value.item = place + 1;
}

function endPiece(value: Open, place: number): void {
  value.pieces.push({ from: value.begin, to: place, large: value.large });
  value.begin = place + 1;
  value.large = null;
}

function close(value: Open, to: number): Cut {
  endItem(value, to, 0);
  if (value.begin <= to) endPiece(value, to);
  const { isList, from, pieces } = value;
  value.pieces = [];
  return { isList, from, to, pieces };
}
