// How Entra is asked for a token. A server's error is thrown here like a broken line: MSAL would remember it, and refuse to ask
// again for a whole minute although the server is back. When Entra asks us to slow down (429), MSAL is let to obey.
import { Agent, globalAgent, request } from 'node:https';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

export function entraLine(limitMs: number): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => ask(url, 'GET', options, limitMs),
    sendPostRequestAsync: (url, options) => ask(url, 'POST', options, limitMs),
  };
}

function ask<T>(
  url: string,
  method: 'GET' | 'POST',
  { headers = {}, body = '' }: NetworkRequestOptions = {},
  limitMs: number,
): Promise<NetworkResponse<T>> {
  return new Promise((resolve, reject) => {
    const length = method === 'POST' ? { 'content-length': Buffer.byteLength(body) } : {};
    const signal = AbortSignal.timeout(limitMs);
    // Whom the process trusts, but no kept connection: it may be closed at the other end just as we ask on it.
    const agent = new Agent({ ...globalAgent.options, keepAlive: false });
    const asked = { method, headers: { ...headers, ...length }, agent, signal };
    const call = request(url, asked, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers: given } = response;
        try {
          if (status >= 500) throw new Error(`Entra answered ${status}`);
          const text = JSON.parse(Buffer.concat(parts).toString()) as T;
          resolve({ status, headers: plainOf(given), body: text });
        } catch (error) {
          reject(error);
        }
      });
    });
    call.on('error', reject);
    call.end(method === 'POST' ? body : undefined);
  });
}

function plainOf(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
