import { hostname, userInfo } from 'node:os';

const BEYOND_ASCII = /[^\x21-\x7e]/gu;

/** Who runs this on which machine, `root@host`: in printable ASCII, with a question mark for all else. */
export function userName(user: string = userOf(), host: string = hostname()): string {
  return `${user}@${host}`.replace(BEYOND_ASCII, '?');
}

/** A user who is not on the system's list has a number alone. */
function userOf(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? '?'}`;
  }
}
