// The app templates that a newcomer uploads: the shape that Slack and Teams ask for, our own addresses and scopes, commands
// that exist, icons of the right size.
import { readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { REPORT_MISS } from '../../bot/adapters/slack/forms.ts';
import { COMMAND_WORDS, parseCommand } from '../../bot/core/command.ts';

const FOLDER = 'config/templates';
const EVENTS = 'https://YOUR-HOST/slack/events';

function json(file: string): unknown {
  return JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
}

const ROOMS = ['channels', 'groups', 'im', 'mpim'];
const KINDS = ['channels', 'groups', 'mpim'];

/** What each method of Slack's that the adapter calls needs of the app. A method that is not here fails the test. */
const SCOPES: Readonly<Record<string, readonly string[]>> = {
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.history': ROOMS.map((r) => `${r}:history`),
  'conversations.info': KINDS.map((r) => `${r}:read`),
  'conversations.list': KINDS.map((r) => `${r}:read`),
  'conversations.members': KINDS.map((r) => `${r}:read`),
  'conversations.open': ['im:write'],
  'conversations.replies': ROOMS.map((r) => `${r}:history`),
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'files.info': ['files:read'],
  'usergroups.list': ['usergroups:read'],
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'views.open': [],
  'views.publish': [],
};

/** Read from the adapter's own pages. */
function calledMethods(): readonly string[] {
  const folder = 'bot/adapters/slack';
  const text = readdirSync(folder).map((file) => readFileSync(`${folder}/${file}`, 'utf8'));
  const families = 'auth|bots|chat|conversations|files|pins|team|usergroups|users|views';
  const calls = text.join('\n').matchAll(new RegExp(`\\b((?:${families})\\.(\\w+))\\(`, 'g'));
  return [
    ...new Set([...calls].flatMap(([, method = '', name]) => (name === 'filter' ? [] : method))),
  ];
}

test('the Slack manifest asks for what the bot uses, and no more', () => {
  const Slack = z.strictObject({
    _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.literal(1) }),
    display_information: z.strictObject({
      name: z.string().max(35),
      description: z.string().max(140),
      long_description: z.string().min(174).max(4000),
      background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    }),
    features: z.strictObject({
      app_home: z.strictObject({
        home_tab_enabled: z.literal(true),
        messages_tab_enabled: z.literal(true),
        messages_tab_read_only_enabled: z.literal(true),
      }),
      bot_user: z.strictObject({ display_name: z.literal('Andon'), always_online: z.boolean() }),
      slash_commands: z.tuple([
        z.strictObject({
          command: z.literal('/andon'),
          url: z.literal(EVENTS),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.literal(true),
        }),
      ]),
      shortcuts: z.tuple([
        z.strictObject({
          name: z.string().max(24),
          type: z.literal('message'),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      ]),
    }),
    oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
    settings: z.strictObject({
      event_subscriptions: z.strictObject({
        request_url: z.literal(EVENTS),
        bot_events: z.array(z.string()),
      }),
      interactivity: z.strictObject({
        is_enabled: z.literal(true),
        request_url: z.literal(EVENTS),
      }),
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.literal(false),
      token_rotation_enabled: z.literal(false),
    }),
  });
  const manifest = Slack.parse(json('slack-manifest.json'));
  const wanted = new Set([
    'commands',
    ...calledMethods().flatMap((m) => SCOPES[m] ?? [`for ${m}`]),
  ]);
  expect(manifest.oauth_config.scopes.bot).toEqual([...wanted].sort());
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'message.channels',
    'message.groups',
    'message.mpim',
  ]);
  expect(manifest.features.shortcuts.map((s) => s.callback_id)).toEqual([REPORT_MISS]);
  const hint = manifest.features.slash_commands[0].usage_hint;
  for (const part of hint.split(' | ')) expect(isCommand(part)).toBe(true);
});

describe('the Teams manifest', () => {
  const Scopes = z.array(z.enum(['team', 'personal', 'groupChat'])).max(3);
  const Teams = z.strictObject({
    $schema: z.literal(
      'https://developer.microsoft.com/json-schemas/teams/v1.19/MicrosoftTeams.schema.json',
    ),
    manifestVersion: z.literal('1.19'),
    version: z.string().regex(/^\d+\.\d+\.\d+$/),
    id: z.guid(),
    developer: z.strictObject({
      name: z.string().max(32),
      websiteUrl: z.url({ protocol: /^https$/ }),
      privacyUrl: z.url({ protocol: /^https$/ }),
      termsOfUseUrl: z.url({ protocol: /^https$/ }),
    }),
    icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
    name: z.strictObject({ short: z.string().max(30), full: z.string().max(100) }),
    description: z.strictObject({ short: z.string().max(80), full: z.string().max(4000) }),
    accentColor: z.string().regex(/^#[0-9A-F]{6}$/),
    bots: z.tuple([
      z.strictObject({
        botId: z.guid(),
        scopes: Scopes,
        isNotificationOnly: z.literal(false),
        supportsCalling: z.literal(false),
        supportsVideo: z.literal(false),
        supportsFiles: z.literal(false),
        commandLists: z
          .array(
            z.strictObject({
              scopes: Scopes,
              commands: z
                .array(
                  z.strictObject({ title: z.string().max(32), description: z.string().max(128) }),
                )
                .max(10),
            }),
          )
          .max(3),
      }),
    ]),
    permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
    validDomains: z.array(z.string()).max(16),
  });

  test('has the shape that the schema of 1.19 asks for, and one id to replace', () => {
    const manifest = Teams.parse(json('teams/manifest.json'));
    const [bot] = manifest.bots;
    expect(bot.botId).toBe(manifest.id);
    expect(bot.commandLists[0]?.scopes).toEqual(bot.scopes);
  });

  test('lists commands that exist', () => {
    const [bot] = Teams.parse(json('teams/manifest.json')).bots;
    const titles = bot.commandLists.flatMap((list) => list.commands.map((c) => c.title));
    expect(titles.slice(0, 5)).toEqual(['help', 'open', 'mine', 'show', 'take']);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => !COMMAND_WORDS.includes(title))).toEqual([]);
  });

  test.each([
    ['color.png', 192, 2],
    ['outline.png', 32, 6],
  ])('%s is a PNG of %i pixels', (file, size, colourType) => {
    const { width, height, type, pixels } = png(`${FOLDER}/teams/${file}`);
    expect([width, height, type]).toEqual([size, size, colourType]);
    expect(pixels.length).toBe(height * (1 + width * (type === 6 ? 4 : 3)));
  });
});

test('the page on templates names every placeholder', () => {
  const page = readFileSync(`${FOLDER}/README.md`, 'utf8');
  for (const word of ['YOUR-HOST', 'MICROSOFT_APP_ID', 'SLACK_APP_TOKEN', 'zip'])
    expect(page).toContain(word);
});

function isCommand(text: string): boolean {
  const command = parseCommand(text.replace('ID', '1a2b'));
  return command.kind !== 'help' || command.unknown === null;
}

/** The parts of a PNG that matter here; its colour type 2 is RGB, 6 is RGB with transparency. */
function png(file: string): { width: number; height: number; type: number; pixels: Buffer } {
  const bytes = readFileSync(file);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + length));
  }
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    type: bytes.readUInt8(25),
    pixels: inflateSync(Buffer.concat(parts)),
  };
}
