/** A process of its own that runs the proofs on the mutants it is told: one line of JSON for each. */
import { findMutant } from './find-mutant.ts';
import { MUTANTS } from './mutants.ts';

const { names, base, seed, most } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly names: readonly string[];
  readonly base: string;
  readonly seed: number;
  readonly most: number;
};

for (const name of names) {
  const mutant = MUTANTS.find((one) => one.name === name);
  if (mutant === undefined) throw new Error(`no mutant is named ${name}`);
  process.stdout.write(`${JSON.stringify(await findMutant(mutant, base, seed, most))}\n`);
}
process.exit(0);
