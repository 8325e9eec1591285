import type { Country } from './country.ts';
import type { ReleasedTo } from './national-query.ts';
import type { NativeFilter, NativeRelease } from './protocols/native-request.ts';

/** Which rows go, in the native names of their marking; of a list without a release, all of them. */
export function toNativeRelease(
  country: Country,
  releasedTo: ReleasedTo | null | undefined,
): Pick<NativeFilter, 'release'> {
  if (!releasedTo) return {};
  const { whole: _, ...release } = releasedTo;
  return { release: { ...release, names: releaseNames(country) } };
}

function releaseNames({ marking, codes }: Country): NativeRelease['names'] {
  const { handle, handling, addressees, itemConsents, protected: flag } = marking;
  const codesOf = (word: string): string[] =>
    Object.entries(codes.protected).flatMap(([native, canonical]) => (canonical === word ? [native] : []));
  const protectedCodes = { yes: codesOf('true'), no: codesOf('false') };
  return { handle, handling, addressees, itemConsents, protected: flag, protectedCodes };
}
