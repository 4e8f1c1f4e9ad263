// Teams passes the chat contract, over real HTTP against the stand-in. The one exemption: a bot can't search Teams for a post.
import type { Person } from '../../bot/core/plant.ts';
import type { Place, Reactions } from '../../bot/ports/chat.ts';
import { words } from '../../cards/words.ts';
import { chatContract } from '../contracts/chat.ts';
import type { ChatRig, ChatTrouble, PrivateAnswer, Shown } from '../contracts/chat-rig.ts';
import { startTeamsBot } from '../fakes/teams/bot.ts';
import { at, directId, type TeamsMessage, type TeamsUser } from '../fakes/teams/conversations.ts';
import {
  cardOf,
  deliver,
  parts,
  pressOf,
  shownButtons,
  shownData,
  typedInChannel,
} from '../fakes/teams/people.ts';
import type { TeamsFault } from '../fakes/teams-server.ts';

/** What stands where the card says it all but there is no card. */
const NOTHING_TO_SAY = words('en').received;

chatContract('teams', makeRig, {
  find: 'Teams gives a bot no way to look for a message it posted (platforms: no history without Graph)',
});

const FAULTS: Readonly<Record<ChatTrouble, TeamsFault>> = {
  limited: { of: 'post', kind: 'status', status: 429, retryAfter: '0.1' },
  unavailable: { of: 'call', kind: 'status', status: 503 },
  'lost-answer': { of: 'post', kind: 'reset', when: 'after' },
  missing: { of: 'update', kind: 'status', status: 404, code: 'ActivityNotFoundInConversation' },
  refused: { of: 'post', kind: 'status', status: 403, code: 'BotNotInConversationRoster' },
};

async function makeRig(reactions: Reactions): Promise<ChatRig> {
  const bot = await startTeamsBot(reactions);
  const { teams, chat, door } = bot;
  const { world } = teams;
  const ana = personOf('p-ana', teams.ana);
  const ben = personOf('p-ben', teams.ben);
  const said: PrivateAnswer[] = [];

  const standing = (place: Place): readonly TeamsMessage[] =>
    world.messages.filter((m) => m.by === 'bot' && m.conversation === baseOf(place));
  const baseOf = (place: Place): string =>
    place.channel ?? directId(world, place.person?.id === ben.id ? teams.ben : teams.ana);

  return {
    chat,
    place: { channel: teams.channel, person: null, thread: null },
    direct: { channel: null, person: ana, thread: null },
    ana,
    ben,
    async shown(place, address) {
      const message = standing(place).find((m) => m.id === address);
      return message === undefined ? null : shownOn(message);
    },
    async posts(place) {
      return standing(place).filter((m) => m.root === place.thread).length;
    },
    async tap(_place, address, user, verb, inputs = {}) {
      const [message, who] = [teams.message(address), userWith(user)];
      if (message === null) throw new Error(`nothing stands at ${address}`);
      const data = { ...Object(shownData(message, verb)), ...inputs };
      const answer = await deliver(teams, door, pressOf(teams, message, who, verb, data));
      if (answer.status !== 200) throw new Error(`the tap was answered ${answer.status}`);
      const text = answer.body?.type === SENTENCE ? String(answer.body.value) : NOTHING_TO_SAY;
      // That a press arrived is no news to whoever pressed.
      if (text !== NOTHING_TO_SAY) said.push({ user, text });
    },
    async command(_place, user, text) {
      await deliver(teams, door, typedInChannel(teams, userWith(user), text));
    },
    async answers() {
      return [...said, ...[teams.ana, teams.ben].flatMap(toldAlone)];
    },
    fail(trouble) {
      teams.fail(FAULTS[trouble]);
    },
    close: bot.close,
  };

  function userWith(id: string): TeamsUser {
    const user = world.users.find((u) => u.id === id);
    if (user === undefined) throw new Error(`nobody has the id ${id}`);
    return user;
  }

  function toldAlone(user: TeamsUser): PrivateAnswer[] {
    return world.messages
      .filter((m) => m.conversation === directId(world, user))
      .map((m) => ({ user: user.id, text: `${m.activity.text ?? ''}${wordsOn(m)}` }));
  }
}

const SENTENCE = 'application/vnd.microsoft.activity.message';

function personOf(id: string, user: TeamsUser): Person {
  const identities = [{ platform: 'teams', tenant: '', user: user.id }] as const;
  return { id, key: id, name: user.name, roles: ['technician'], identities };
}

function shownOn(message: TeamsMessage): Shown {
  const elements = parts(cardOf(message));
  const blocks = elements.filter((e) => e.type === 'TextBlock').map((e) => String(e.text));
  const all = wordsOn(message);
  const entities = at(at(cardOf(message), 'msteams'), 'entities');
  const mentions = (Array.isArray(entities) ? entities : []).filter((e) =>
    all.includes(String(at(e, 'text'))),
  );
  const unresolved = [...all.matchAll(/<at>.*?<\/at>/g)]
    .map(([text]) => text)
    .filter((text) => !mentions.some((m) => at(m, 'text') === text));
  return {
    text: all,
    summary: String(message.activity.summary),
    buttons: shownButtons(message).map(({ verb, data }) => ({ verb, value: data })),
    mentions: [...mentions.map((m) => String(at(at(m, 'mentioned'), 'id'))), ...unresolved],
    // Markdown is read in text blocks alone, and addresses there become links by themselves.
    links: blocks.flatMap((text) =>
      [...text.matchAll(/\[[^\]]*\]\([^)]*\)|https?:\/\/\S+/g)].map(([l]) => l),
    ),
  };
}

function wordsOn(message: TeamsMessage): string {
  return parts(cardOf(message))
    .flatMap((p) => [p.text, p.title, p.altText])
    .filter((t) => typeof t === 'string')
    .join('\n');
}
