// GET /v1/shifts.ics: with a token, or by the address that a command gives; with nothing else.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { richPlant } from '../core/rich-plant.ts';
import { type ApiRig, apiRig, expectProblem } from './api-rig.ts';

let rig: ApiRig;
beforeEach(async () => {
  rig = await apiRig({}, richPlant);
});
afterEach(() => rig.close());

async function linkOf(command: string): Promise<string> {
  const reply = await rig.h.type('ole', command);
  const link = reply?.body.kind === 'calendar' ? reply.body.link : '';
  expect(link).toMatch(/^https:\/\/andon\.example\.com\/v1\/shifts\.ics\?/);
  return link.replace('https://andon.example.com', '');
}

test('the present shift and those to come, with a token that may read', async () => {
  const answer = await rig.ask('/v1/shifts.ics?days=1');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(answer.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(answer.text.match(/^SUMMARY:.*$/gm)?.map((l) => l.trim())).toEqual([
    'SUMMARY:D · red · Sam Supervisor',
    'SUMMARY:N · blue',
    'SUMMARY:D · –',
  ]);
  const ingest = await rig.token(['ingest']);
  expectProblem(await rig.ask('/v1/shifts.ics', { token: ingest }), 403);
  expectProblem(await rig.ask('/v1/shifts.ics', { token: null }), 401);
});

test('the address that the chat gives opens what it was given for, and nothing else', async () => {
  const link = await linkOf('shift calendar');
  expect((await rig.ask(link, { token: null })).text).toContain('N · blue');
  expectProblem(await rig.ask(link.replace('days=28', 'days=29'), { token: null }), 401);
  expectProblem(await rig.ask(`${link}&area=line-1`, { token: null }), 401);
  expectProblem(await rig.ask(`${link}&seal=x`, { token: null }), 401);
  expectProblem(await rig.ask(link.replace(/.$/, ''), { token: null }), 401);
  expectProblem(await rig.ask(link.replace('shifts.ics', 'alerts'), { token: null }), 401);
  const other = await linkOf('shift calendar line-1/station-12');
  expect(other).toContain('area=line-1%2Fstation-12&');
  expect((await rig.ask(other, { token: null })).status).toBe(200);
});

test('what is arranged stands in it', async () => {
  await rig.h.type('ole', 'cover ana until tomorrow 06:00');
  const { text } = await rig.ask('/v1/shifts.ics?days=1');
  expect(text).toContain('DESCRIPTION:Sam Supervisor\\nAna Ruiz');
  await rig.h.type('sam', 'shift swap red from 18:00 until tomorrow 06:00');
  expect((await rig.ask('/v1/shifts.ics?days=1')).text).toContain('SUMMARY:N · red');
});

test('wrong questions are refused', async () => {
  expectProblem(await rig.ask('/v1/shifts.ics?days=0'), 400, ['days']);
  expectProblem(await rig.ask('/v1/shifts.ics?kind=x'), 400, ['kind']);
  const bare = await apiRig();
  expectProblem(await bare.ask('/v1/shifts.ics'), 404);
  await bare.close();
});
