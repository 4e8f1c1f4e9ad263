// The way in over HTTP: POST /slack/events, and nothing else. The guard goes first; what passes it and is of a known kind goes
// to Bolt. The answer is always quick and never a 5xx, or Slack would send events again and switch them off: but for an event
// that could not be kept, which shall come again.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Logger } from '@slack/bolt';
import type { Door } from '../../ports/chat.ts';
import type { Clock, Log } from '../../ports/system.ts';
import { type Events, isEvent } from './events.ts';
import {
  BODY_MAX_BYTES,
  header,
  isCertificateCheck,
  isGenuine,
  mediaType,
  payloadOf,
  readBody,
} from './guard.ts';
import { isForBolt } from './payload.ts';

const PATH = '/slack/events';

/** Bolt's receiver for signed requests. Each carries its signature inwards, as a mark that never comes twice. */
export function httpReceiver(signingSecret: string, logger: Logger, log: Log): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret,
    endpoints: [PATH],
    logger,
    bodyLimit: BODY_MAX_BYTES,
    customPropertiesExtractor: (request) => ({
      onceKey: `slack:${header(request, 'x-slack-signature')}`,
    }),
    processEventErrorHandler: async ({ response }) => {
      log.warn('Bolt could not take a Slack request');
      answer(response, 200);
      return false;
    },
    unhandledRequestHandler: ({ response }) => {
      log.warn('a Slack request was left without an answer');
      answer(response, 200);
    },
  });
}

export function slackDoor(
  receiver: HTTPReceiver,
  signingSecret: string,
  deps: { readonly clock: Clock; readonly log: Log; readonly events: Events },
): Door {
  return {
    owns: (method, path) => method === 'POST' && path === PATH,

    async open(request, response) {
      const body = await readBody(request);
      if (body === null) return answer(response, 413);
      const type = mediaType(request);
      if (isCertificateCheck(body, type)) return answer(response, 200);
      if (!isGenuine(request, body, signingSecret, deps.clock.now())) {
        deps.log.warn('a request that is not Slack’s was refused');
        return answer(response, 401);
      }
      if (type === null) return answer(response, 415);
      const payload = payloadOf(body, type);
      if (payload === null) return answer(response, 400);
      // Bolt acknowledges an event before it is looked at, so events don't pass through it.
      if (isEvent(payload)) return answer(response, (await deps.events(payload)) ? 200 : 503);
      if (!isForBolt(payload)) {
        deps.log.info('Slack sent something that we have no use for');
        return answer(response, 200);
      }
      await passOn(receiver, request, response, body, type);
    },
  };
}

/** Bolt takes a body that was already read, and only the bare content type. Resolves when the answer is out. */
async function passOn(
  receiver: HTTPReceiver,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  type: string,
): Promise<void> {
  const answered = new Promise<void>((resolve) => response.once('close', resolve));
  request.headers['content-type'] = type;
  receiver.requestListener(Object.assign(request, { rawBody: body }), response);
  await answered;
}

function answer(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status).end();
}
