import * as fc from 'fast-check';
import { casePlans, questionsOf, worldOf } from '/work/wt/prf/test/prove/cases.ts';
import { loadProduct } from '/work/wt/prf/test/prove/product.ts';
import { openStage } from '/work/wt/prf/test/prove/observe.ts';
import { viewOf, differencesOf } from '/work/wt/prf/test/prove/compare.ts';
const enabled = (process.argv[4] ?? 'FR,IT,PL,SK,HR,FI,MT,BG,CY,HU,CH').split(',');
const product = await loadProduct();
const plans = fc.sample(casePlans(enabled, Number(process.argv[5] ?? 8)), { numRuns: Number(process.argv[2] ?? 20), seed: Number(process.argv[3] ?? 1) });
const kinds = new Map<string, {n:number, ex: string}>();
import { hitsGap } from '/work/wt/prf/test/prove/gaps.ts';
import { SCHEMA } from '/work/wt/prf/test/prove/queries.ts';
import { getNamedType, isObjectType } from 'graphql';
const FR=/^yes/; function isFrame(c: string) { const [t,f]=c.split('.'); return isObjectType(getNamedType((SCHEMA.getType(t!) as any).getFields()[f!].type)) ? 'yes':'no'; }
let skipped=0; let n=0, nulls=0; const t0=Date.now(); let tAsk=0, tOracle=0, tOpen=0;
for (const plan of plans) {
  const world = worldOf(plan);
  let t=performance.now();
  const stage = await openStage(product, world);
  tOpen+=performance.now()-t;
  for (const q of questionsOf(plan)) {
    n++;
    t=performance.now();
    const view = await viewOf(world, q);
    tOracle+=performance.now()-t; t=performance.now();
    if (hitsGap(view.tree)) { skipped++; continue; }
    const observed = await stage.ask(q);
    tAsk+=performance.now()-t;
    const diffs = differencesOf(world, q, view, observed);
    for (const d of diffs) {
      if (process.env.ONLY && !new RegExp(process.env.ONLY).test(d)) continue;
      const key = d.replace(/\d+/g,'9').replace(/\b[A-Z]{2}\b/g,'CC').slice(0, 60);
      const k = kinds.get(key) ?? {n:0, ex: ''};
      const ex = `${diffs.filter((x: string) => x !== d).concat(d).join('\n  & ')}\n   caller ${JSON.stringify(q.caller)} world ${[...world.countries.keys()]}\n   ${q.asked.text.replace(/\n/g,'\n   ')}\n  ${JSON.stringify(q.variables)} ${q.operationName}`;
      if (k.ex === '' || ex.length < k.ex.length) k.ex = ex;
      k.n++; kinds.set(key,k);
    }
  }
  await stage.close();
}
for (const [k,{n,ex}] of [...kinds].sort((a,b)=>b[1].n-a[1].n).slice(0, Number(process.argv[6] ?? 12))) console.log(n, ex, '\n');
console.log(n,'questions', plans.length,'worlds', Date.now()-t0,'ms; open',tOpen|0,'oracle',tOracle|0,'ask',tAsk|0, 'kinds', kinds.size, 'skipped', skipped);
