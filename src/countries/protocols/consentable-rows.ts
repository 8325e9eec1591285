/** Of which rows a release asks whether the owner could still say yes. */
import type { NativeRelease } from './native-request.ts';

export interface ConsentableRows {
  readonly unprotected: boolean;
  readonly protected: boolean;
}

/**
 * Rows, by their protection, that a consent would let go; null when the release does not ask. A row that never goes is
 * not left out only for want of a consent: it is none of these, even where it was asked for.
 */
export function consentableRows(release: NativeRelease | undefined): ConsentableRows | null {
  if (release === undefined) return null;
  const { consentable } = release;
  if (!consentable.unprotected && !consentable.protected) return null;
  return {
    unprotected: consentable.unprotected && release.unprotected !== 'never',
    protected: consentable.protected && release.protected !== 'never',
  };
}
