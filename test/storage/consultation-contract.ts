/** What authors and launchers may rely on. */

import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { TriedStore } from './engines.ts';
import { flowFile, later, launchOne } from './made-up.ts';

const aCode = () => randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase();

export function consultationContract(tried: () => TriedStore): void {
  const consultations = () => tried().store.consultations;

  it('publishes a flow once, whatever the order of its keys', async () => {
    const id = `f-${randomUUID().slice(0, 8)}`;
    const source = flowFile(id);
    const first = await consultations().publishFlow({ id, version: 1, source });
    const turned = Object.fromEntries(Object.entries(source).reverse());
    expect(await consultations().publishFlow({ id, version: 1, source: turned })).toEqual(first);
    if (first.kind !== 'published') throw new Error(first.kind);
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await consultations().flow(first.hash)).toEqual({ hash: first.hash, id, version: 1, source });
  });

  it('refuses other content under a version that is taken', async () => {
    const id = `f-${randomUUID().slice(0, 8)}`;
    await consultations().publishFlow({ id, version: 1, source: flowFile(id) });
    const other = { ...flowFile(id), indicators: [24] };
    expect(await consultations().publishFlow({ id, version: 1, source: other })).toEqual({
      kind: 'version-taken',
    });
    expect(await consultations().publishFlow({ id, version: 2, source: other })).toMatchObject({
      kind: 'published',
    });
    expect(await consultations().latestFlow(id)).toMatchObject({ version: 2, source: other });
  });

  it('gives nothing for what does not exist', async () => {
    expect(await consultations().flow('0'.repeat(64))).toBeNull();
    expect(await consultations().latestFlow('no-such-flow')).toBeNull();
    expect(await consultations().byId(randomUUID())).toBeNull();
    expect(await consultations().find('no-such-slug')).toBeNull();
    expect(await consultations().find('?')).toBeNull();
    expect(await consultations().invitation('NOPE')).toBeNull();
    expect(await consultations().webCode(randomUUID())).toBeNull();
  });

  it('launches a consultation with its codes, and finds it by either', async () => {
    const model = await launchOne(tried().store, { closesAt: later(60), places: ['01', '26881'] });
    const consultation = { ...model, id: randomUUID(), slug: `s-${randomUUID()}` };
    const [anywhere, hanoi] = [aCode(), aCode()];
    const invitations = [
      { code: hanoi, consultationId: consultation.id, place: '01', oneTime: false },
      { code: anywhere, consultationId: consultation.id, place: null, oneTime: false },
    ];
    expect(await consultations().launch(consultation, invitations)).toBe('launched');
    expect(await consultations().byId(consultation.id)).toEqual(consultation);
    expect(await consultations().find(consultation.slug)).toEqual(consultation);
    expect(await consultations().find(hanoi.toLowerCase())).toEqual(consultation);
    expect(await consultations().invitation(hanoi)).toEqual({
      ...invitations[0],
      ...{ parentsSigned: false, withdrawn: false },
    });
    expect(await consultations().webCode(consultation.id)).toBe(anywhere);
    expect(await consultations().list()).toContainEqual(consultation);
  });

  it('refuses a slug or a code that is taken, with nothing written', async () => {
    const taken = await launchOne(tried().store);
    const next = { ...taken, id: randomUUID(), slug: `s-${randomUUID()}` };
    expect(await consultations().launch({ ...next, slug: taken.slug }, [])).toBe('slug-taken');
    const code = aCode();
    const invite = (consultationId: string) => [{ code, consultationId, place: null, oneTime: false }];
    expect(await consultations().launch(next, invite(next.id))).toBe('launched');
    const late = { ...next, id: randomUUID(), slug: `s-${randomUUID()}` };
    expect(await consultations().launch(late, invite(late.id))).toBe('code-taken');
    expect(await consultations().byId(late.id)).toBeNull();
  });

  it('launches one of many with the same code', async () => {
    const model = await launchOne(tried().store);
    const code = aCode();
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => {
        const id = randomUUID();
        return consultations().launch({ ...model, id, slug: `s-${id}` }, [
          { code, consultationId: id, place: null, oneTime: false },
        ]);
      }),
    );
    expect(outcomes.sort()).toEqual(['code-taken', 'code-taken', 'code-taken', 'launched']);
  });

  it('keeps the tokens of a vendor, encrypted', async () => {
    const { tokens } = tried().store;
    await tokens.save({ accessToken: 'old', refreshToken: 'older' });
    await tokens.save({ accessToken: 'access-token', refreshToken: 'refresh-token' });
    expect(await tokens.load()).toEqual({ accessToken: 'access-token', refreshToken: 'refresh-token' });
    const [row] = await tried().database.query<{ tokens: string }>('SELECT tokens FROM vendor_tokens');
    expect(Buffer.from(row!.tokens, 'base64url').toString('latin1')).not.toContain('token');
  });

  it('reads times as they are, whatever zone the server keeps', async () => {
    const [zone] = await tried().database.query<{ TimeZone: string }>('SHOW timezone');
    expect(Object.values(zone!)).toEqual(['UTC']);
  });

  it('is ready', async () => {
    expect(await tried().store.ready()).toBe(true);
  });
}
