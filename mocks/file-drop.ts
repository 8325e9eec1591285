/** A file drop behind HTTP: one GET for one file, `/<folder>/<operation>/<file>`, every segment percent-encoded. */
import { type Asked, type MockSystem, type Reply, startMock } from './mock-system.ts';
import type { NationalWorld } from './world.ts';

export interface DroppedFile {
  readonly body: string;
  /** Everything the file holds: whoever fetches it gets all of it. */
  readonly asked: readonly Asked[];
}

/** Serves the files of the one operation there is. What is no such file is 404, what is no path 400, what is no GET 405. */
export function serveFiles(
  world: NationalWorld,
  folder: string,
  type: string,
  files: ReadonlyMap<string, DroppedFile>,
): Promise<MockSystem> {
  return startMock(world.code, world.changed, ({ method, path }): Reply => {
    if (method !== 'GET') return refuse(405, 'method not allowed');
    const segments = readSegments(path);
    if (segments === null) return refuse(400, 'no path');
    const [first, operation, name, ...rest] = segments;
    const file = files.get(name ?? '');
    if (first !== folder || operation !== world.operation || rest.length > 0 || file === undefined) {
      return refuse(404, 'not found');
    }
    return { type, ...file };
  });
}

function readSegments(path: string): string[] | null {
  if (!path.startsWith('/') || path.includes('?')) return null;
  try {
    return path.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

function refuse(status: number, body: string): Reply {
  return { status, type: 'text/plain', body, asked: [] };
}
