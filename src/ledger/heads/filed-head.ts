import { readHeadFile } from './read-head-file.ts';
import type { HeadGiven } from './require-heads.ts';

/** The head that a gateway has put into its head file, not trusted; none where there is no file. Rejects with EVIDENCE_LOG_UNAVAILABLE. */
export async function filedHead(headFile: string): Promise<readonly HeadGiven[]> {
  const note = await readHeadFile(headFile);
  return note === null ? [] : [{ note, place: `\`${headFile}\`` }];
}
