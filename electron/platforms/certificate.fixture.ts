import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate that names only this machine, and its key, as PEM. */
export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
}

const tlv = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const { length } = body;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const seq = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = seq(oid('2a8648ce3d040302'));

/** Makes a certificate that signs itself: trusted by whoever is told to, and by nobody else. @param ip IPv4 address that it is for. */
export function selfSigned(ip = '127.0.0.1'): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = seq(tlv(0x31, seq(oid('550403'), tlv(0x0c, Buffer.from(`Willcall test ${Math.random()}`)))));
  const validity = seq(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from('490101000000Z')));
  const altName = seq(tlv(0x87, Buffer.from(ip.split('.').map(Number))));
  const mayIssue = seq(oid('551d13'), tlv(0x01, Buffer.from([255])), tlv(0x04, seq(tlv(0x01, Buffer.from([255])))));
  const extensions = tlv(0xa3, seq(mayIssue, seq(oid('551d11'), tlv(0x04, altName))));
  const body = seq(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = tlv(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const der = seq(body, ecdsaWithSha256, signature)
    .toString('base64')
    .replace(/(.{64})/g, '$1\n');
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}
