// What people type: one grammar, private answers.
import { expect } from 'vitest';
import type { Ability, Group } from '../ability.ts';

const help: Ability = {
  name: 'Help, and an answer to what is not understood',
  async prove({ type, hears, stand }) {
    await type('ana', 'help');
    await hears('ana', /What I can do/);
    await type('ole', 'frobnicate the line');
    await hears('ole', /frobnicate the line[\s\S]*help/);
    expect(await stand.top('line-1')).toEqual([]);
  },
};

const lists: Ability = {
  name: 'Open, mine, show with the timeline and the copies',
  async prove({ detect, tap, type, hears }) {
    const id = await detect();
    await tap('ana', 'confirm');
    await type('ole', 'open');
    await hears('ole', /Open alerts[\s\S]*Scratch on housing/);
    await type('ana', 'mine');
    await hears('ana', /Your alerts[\s\S]*Scratch on housing/);
    await type('ole', `show ${id}`);
    await hears('ole', /What happened[\s\S]*confirmed/);
    await hears('ole', /Shown in[\s\S]*line-1/);
  },
};

const acts: Ability = {
  name: 'Every verb by command, with the last characters of the id',
  async prove({ detect, type, alert, hears, card }) {
    const id = await detect();
    const ending = id.slice(-4);
    await type('ana', `take ${ending}`);
    await hears('ana', /Taken/);
    await type('ana', `confirm ${ending}`);
    expect((await card()).text).toMatch(/Confirmed/);
    await type('ana', `resolve ${ending} changed the bearing`);
    expect(await alert()).toMatchObject({ work: 'done', verdict: 'real' });
    await type('ole', 'take ffff');
    await hears('ole', /don’t know an alert/);
  },
};

const report: Ability = {
  name: 'The report: how often each model was right, how fast people answered',
  async prove({ detect, tap, type, hears }) {
    await detect();
    await tap('ana', 'confirm');
    await type('sam', 'report');
    await hears('sam', /Answered: 1 of 1/);
    await hears('sam', /scratch/);
  },
};

export const COMMANDS: Group = { title: 'Commands', abilities: [help, lists, acts, report] };
