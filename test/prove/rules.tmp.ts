import { MUTANTS } from './mutants.ts';
import { findMutant } from './find-mutant.ts';
const t0=Date.now();
for (const m of MUTANTS.filter(m=>m.by===process.argv[2])) {
  try { const f = await findMutant(m, Number(process.argv[3] ?? 1), Number(process.argv[4] ?? 300)); if (f.cases===null || process.argv[5]) console.log(f.cases, m.name, f.how.slice(0,160)); }
  catch (e) { console.log('BROKEN', m.name, String(e).slice(0,200)); }
}
console.log(Date.now()-t0,'ms');
