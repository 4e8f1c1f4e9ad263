// A self-signed certificate for 127.0.0.1, made at run time: MSAL insists on https, Node can't make certificates, and a key
// does not belong into a repository. For tests only; it is trusted by this process alone.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { globalAgent } from 'node:https';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;

let made: Certificate | null = null;

/** The certificate of this process; https calls of this process trust it from now on. */
export function trustedCertificate(): Certificate {
  made ??= selfSigned();
  globalAgent.options.ca = [made.cert];
  return made;
}

/** X.509 v3 in DER, by hand. */
function selfSigned(): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const algorithm = seq(oid('2a8648ce3d040302'));
  const name = seq(tag(0x31, seq(oid('550403'), tag(0x0c, Buffer.from('andon tests')))));
  const validity = seq(utcTime(Date.now() - DAY_MS), utcTime(Date.now() + DAY_MS));
  const address = tag(0x87, Buffer.from([127, 0, 0, 1]));
  const host = tag(0x82, Buffer.from('localhost'));
  const extensions = tag(
    0xa3,
    seq(
      extension('551d13', seq(tag(0x01, Buffer.from([255])))),
      extension('551d11', seq(host, address)),
    ),
  );
  const serial = Buffer.concat([Buffer.from([0x40]), randomBytes(7)]);
  const body = seq(
    tag(0xa0, tag(0x02, Buffer.from([2]))),
    tag(0x02, serial),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = sign('sha256', body, privateKey);
  const der = seq(body, algorithm, tag(0x03, Buffer.from([0]), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function tag(type: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const n = body.length;
  const size = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
  return Buffer.concat([Buffer.from([type, ...size]), body]);
}

function seq(...parts: readonly Buffer[]): Buffer {
  return tag(0x30, ...parts);
}

function oid(hex: string): Buffer {
  return tag(0x06, Buffer.from(hex, 'hex'));
}

function extension(id: string, value: Buffer): Buffer {
  return seq(oid(id), tag(0x04, value));
}

function utcTime(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/^\d\d|[-:T]|\.\d+/g, '');
  return tag(0x17, Buffer.from(text));
}
