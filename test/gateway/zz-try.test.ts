import { test } from '@jest/globals';
import { BOARD, openTestGateway } from './open-test-gateway.ts';
import { startMocks } from '../../mocks/start-mocks.ts';
test('x', async () => {
  const t0 = performance.now();
  const mocks = await startMocks();
  console.log('start', performance.now() - t0, mocks.national.size);
  for (const [c, d] of [['DK','2011-12-16'],['DK','2011-12-16'],['DE','2011-12-16'],['NO','2011-12-16'],['GR','2011-12-16'],['RS','2011-12-16'],['DK','2017-05-01']] as const) {
    for (const m of mocks.national.values()) m.forget();
    mocks.europol.forget(); mocks.interpol.forget();
    const g = openTestGateway(mocks, d);
    const t = performance.now();
    const o = await g.ask(c, BOARD);
    if (o.kind !== 'answered') { console.log(o, g.failures); continue; }
    const op = (o.data as any).operation;
    console.log(c, d, Math.round(performance.now()-t), JSON.stringify(op.arrests), JSON.stringify(op.searches), op.participations?.length,
      op.participations?.map((p: any) => `${p.country.code}:${p.source.status}:${p.arrests.count.exact}/${p.arrests.records?.nodes.length ?? '-'}/${p.arrests.hit} ${p.suspects.count.exact}/${p.suspects.records?.nodes.length ?? '-'}/${p.suspects.hit}`).join('\n'),
      'xe', mocks.europol.messages.length, 'xo', mocks.interpol.messages.length, [...mocks.national].map(([k, m]) => k + m.messages.length).join(' '), o.errors.length, g.failures);
    await g.close();
  }
  await mocks.close();
}, 60000);
