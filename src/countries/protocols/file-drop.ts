/** What protocols of files have in common: one GET for one file of an operation's folder. */
import { GatewayError } from '../../errors.ts';
import { toPathSegment } from './path-segment.ts';
import { type NativeHttpRequest, readText, type Send } from './protocol.ts';

export interface FileDrop {
  /** The folder that holds a folder for each operation; one name, not yet encoded. */
  readonly folder: string;
  /** How the bytes of the files are read as text; bytes that do not fit are SOURCE_INVALID. */
  readonly encoding: 'utf-8';
}

export interface DropFile {
  readonly operation: string;
  /** File name, not yet encoded. */
  readonly name: string;
  /** What a failure calls the file: a word of ours, never of the source. */
  readonly place: string;
  /** Media type asked for. */
  readonly accept: string;
}

/**
 * Fetches one file and gives what `read` makes of its text. Throws SOURCE_UNAVAILABLE when it is not there,
 * SOURCE_INVALID when its bytes are no text, or what `read` throws that is coded; the message then names `place`.
 */
export async function readFile<T>(
  drop: FileDrop,
  file: DropFile,
  send: Send,
  read: (text: string) => T | Promise<T>,
): Promise<T> {
  try {
    const response = await send(toRequest(drop, file));
    return await read(readText(response, drop.encoding));
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    throw new GatewayError(
      cause.code,
      `\`${file.place}\`: ${cause.message}`,
      { ...cause.facts, file: file.place },
      { cause },
    );
  }
}

function toRequest(drop: FileDrop, file: DropFile): NativeHttpRequest {
  const path = [drop.folder, file.operation, file.name].map(toPathSegment).join('/');
  return { method: 'GET', path: `/${path}`, headers: { accept: file.accept } };
}
