import { expect, test } from 'vitest';
import { OZORA_PATHS } from './paths.ts';
import { simpleSignature } from './simplepay/signature.ts';
import { stripeV1 } from './stripe/signature.ts';
import { ozoraForTests } from './test-client.ts';

/** Test vectors of platform-spec 3.5. */
const client = ozoraForTests({ now: '2026-04-10T14:31:06+02:00' });
const BACK = '{"r":0,"t":509007600,"e":"SUCCESS","m":"SANDBOXHUF","o":"TR1234"}';
const R = 'eyJyIjowLCJ0Ijo1MDkwMDc2MDAsImUiOiJTVUNDRVNTIiwibSI6IlNBTkRCT1hIVUYiLCJvIjoiVFIxMjM0In0=';
const S = 'waG47Sj5loEZN/BmkeX1ib1x4b+9+Ys7ijxz008OXyBLrH9/G147MOAYITem4GM3';
const IPN =
  '{"salt":"0123456789abcdef0123456789abcdef","orderRef":"TR1234","method":"CARD","merchant":"SANDBOXHUF",' +
  '"finishDate":"2026-04-10T14:31:05+02:00","paymentDate":"2026-04-10T14:30:00+02:00","transactionId":509007600,"status":"FINISHED"}';
const IPN_SIGNATURE = 'OFk4AeDKmj7qdgaa7ocMI1zmEcIwDwAWlCP3PBZiRex6MFZ2aXcYhDJ57cb5MyDY';
const REPLY = `${IPN.slice(0, -1)},"receiveDate":"2026-04-10T14:31:06+02:00"}`;
const REPLY_SIGNATURE = '2ERSpSpaLhSp7RCXJxxEBZGapBJmjfT19jEffgq3Pi0z/vvcdz5OvBWtbjeKIu3e';
const EVENT = '{"id":"evt_1","object":"event","type":"payment_intent.succeeded"}';
const EVENT_V1 = 'fc3ae28668ad044f7dfea5f2e55f65545d6e2a0b5d9a28e8162062ce323a330d';

test('SimplePay back: r and s, over HTTP and with a + that became a space', async () => {
  expect([Buffer.from(BACK).toString('base64'), simpleSignature(BACK)]).toEqual([R, S]);
  for (const s of [S, S.replaceAll('+', ' ')]) {
    const reply = await client.post(OZORA_PATHS.simpleBack, { r: R, s }, null);
    expect([reply.status, reply.text]).toEqual([200, '{"message":"success"}']);
  }
});

test('SimplePay IPN: the reply is the received bytes with receiveDate, signed', async () => {
  expect([simpleSignature(IPN), simpleSignature(REPLY)]).toEqual([IPN_SIGNATURE, REPLY_SIGNATURE]);
  for (const body of [IPN, ` ${IPN}\n`]) {
    const reply = await client.post(OZORA_PATHS.simpleIpn, body, null, { Signature: simpleSignature(body) });
    expect([reply.status, reply.text, reply.headers.get('signature')]).toEqual([200, REPLY, REPLY_SIGNATURE]);
    expect(reply.headers.get('content-type')).toBe('application/json');
  }
});

test('SimplePay IPN: odd spelling of the JSON comes back byte for byte', async () => {
  const odd = '{ "orderRef" : "TR1234", "status":"FINISHED", "x": {"y": "\\u00e1 ő }"}, "n": 1.0 }';
  const reply = await client.post(OZORA_PATHS.simpleIpn, odd, null, { Signature: simpleSignature(odd) });
  expect(reply.text).toBe(`${odd.slice(0, -1)},"receiveDate":"2026-04-10T14:31:06+02:00"}`);
  expect(reply.headers.get('signature')).toBe(simpleSignature(reply.text));
});

test('Stripe v1, over HTTP within the tolerance', async () => {
  expect(stripeV1(1775824200, EVENT)).toBe(EVENT_V1);
  const send = (header: string) => client.post(OZORA_PATHS.stripeWebhook, EVENT, null, { 'Stripe-Signature': header });
  expect((await send(`t=1775824200,v1=${EVENT_V1}`)).status).toBe(200);
  expect((await send(`t=1775824200,v0=${EVENT_V1}`)).status).toBe(400);
  expect((await send(`t=1775824200, v1=00,v1=${EVENT_V1}`)).status).toBe(200);
  expect((await send(`t=1775824201,v1=${EVENT_V1}`)).body).toEqual({ message: 'Invalid signature' });
  expect((await send(`v1=${EVENT_V1}`)).status).toBe(400);
  // 14:30:00 + 300 s is the last moment.
  await client.control('POST', '/clock', { now: '2026-04-10T14:35:00+02:00' });
  expect((await send(`t=1775824200,v1=${EVENT_V1}`)).status).toBe(200);
  await client.control('POST', '/clock', { advance_s: 1 });
  expect((await send(`t=1775824200,v1=${EVENT_V1}`)).body).toEqual({ message: 'Timestamp outside the tolerance zone' });
});
