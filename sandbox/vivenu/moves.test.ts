import { expect, test } from 'vitest';
import { vivenuForTests } from './test-client.ts';

const client = vivenuForTests();
const tx = async (name: string) => `/api/transactions/${await client.caseOf(name)}`;
const entries = (doc: { historyEntries: { type: string }[] }) => doc.historyEntries.map((entry) => entry.type);
const mails = async () => (await client.control('GET', '/vivenu/outbox?kind=mail')).body.data;

test('complete works from NEW only, sends both mails and leaves the payment as it is (V5, V-14)', async () => {
  const before = (await mails()).length;
  const path = await tx('new_online');
  const { status, body } = await client.post(`${path}/complete`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'COMPLETE', paymentStatus: 'AWAITING', ticketMailSend: true });
  expect(entries(body).slice(-2)).toEqual(['completed.manually', 'tickets.booked']);
  const sent = (await mails()).slice(before);
  expect(sent.map((mail: { template: string }) => mail.template)).toEqual(['ticket', 'order']);
  const cash = await client.post(`${path}/paymentstatus`, { paymentStatus: 'LOCAL-RECEIVED' });
  expect(cash.status).toBe(201);
  expect((await client.get(path)).body).toMatchObject({ status: 'COMPLETE', paymentStatus: 'LOCAL-RECEIVED' });
  for (const name of ['complete_seats', 'reserved', 'aborted', 'canceled_kept', 'pos_open']) {
    expect((await client.post(`${await tx(name)}/complete`)).status, name).toBe(400);
  }
});

test('a seat that went to somebody else cannot be booked: 400, and nothing changes', async () => {
  const path = await tx('new_seat_lost');
  const answer = await client.post(`${path}/complete`);
  expect([answer.status, answer.body.message]).toEqual([400, 'Seats could not be booked']);
  expect((await client.get(path)).body.status).toBe('NEW');
});

test('personal tickets wait for details once they are complete', async () => {
  const [ticket] = await client.tickets(await client.caseOf('details_required'));
  expect(ticket.status).toBe('DETAILSREQUIRED');
});

test('cash is booked once, and only as LOCAL-RECEIVED (V8)', async () => {
  const path = `${await tx('new_local')}/paymentstatus`;
  for (const body of [{}, { paymentStatus: 'RECEIVED' }, { paymentStatus: 5 }]) {
    expect((await client.post(path, body)).status).toBe(400);
  }
  const body = { paymentStatus: 'LOCAL-RECEIVED' };
  expect((await client.post(path, body)).status).toBe(201);
  expect((await client.post(path, body)).status).toBe(400);
  for (const name of ['complete_seats', 'aborted', 'canceled_refunded', 'pos_open']) {
    expect((await client.post(`${await tx(name)}/paymentstatus`, body)).status, name).toBe(400);
  }
});

test('tickets by mail go to the guest or to a corrected address (V6)', async () => {
  const path = await tx('complete_seats');
  const own = await client.post(`${path}/ticket-mail`);
  expect(own.status).toBe(200);
  const to = await client.post(`${path}/ticket-mail`, { email: 'neu@mail.example.test' });
  expect(to.body.historyEntries.at(-1)).toMatchObject({
    ...{ type: 'transaction.resent.ticket_mail', data: { email: 'neu@mail.example.test' } },
  });
  expect((await mails()).at(-1)).toMatchObject({ template: 'ticket', to: 'neu@mail.example.test' });
  expect((await client.post(`${path}/ticket-mail`, { email: 'nonsense' })).status).toBe(400);
  expect((await client.post(`${await tx('new_pending')}/ticket-mail`, {})).status).toBe(400);
  // Nobody gave an address at the POS.
  expect((await client.post(`${await tx('pos_closed')}/ticket-mail`, {})).status).toBe(400);
  expect((await client.post(`${path}/order-sms`, { phone: '+4915112345' })).status).toBe(200);
  expect((await client.post(`${path}/history`, { type: 'commented', data: { comment: 'Stammgast' } })).status).toBe(
    201,
  );
  expect((await client.get(path)).body.historyEntries.at(-1).data).toEqual({ comment: 'Stammgast' });
});

test('the invitation is for what is reserved (V7)', async () => {
  const jwt = await client.login();
  const path = await tx('reserved');
  expect((await client.post(`${path}/invitationmail`, undefined, jwt)).status).toBe(201);
  expect(entries((await client.get(path)).body).at(-1)).toBe('invitation.reserved.mail');
  expect((await client.post(`${await tx('complete_seats')}/invitationmail`, undefined, jwt)).status).toBe(400);
});

test('tickets: invalidate, validate, details, reissue, change, mail (V24)', async () => {
  const [ticket] = await client.tickets(await client.caseOf('external'));
  const path = `/api/tickets/${ticket._id}`;
  const act = (name: string, body?: object) => client.post(`${path}/${name}`, body);
  expect((await act('invalidate')).body.status).toBe('INVALID');
  expect((await act('invalidate')).status).toBe(400);
  expect((await act('reissue')).status).toBe(400);
  expect((await act('validate')).body.status).toBe('VALID');
  expect((await act('detailsrequired')).body.status).toBe('DETAILSREQUIRED');
  expect((await act('validate')).body.status).toBe('VALID');
  const issued = (await act('reissue')).body;
  expect(issued.barcode).not.toBe(ticket.barcode);
  expect(issued.__v).toBeGreaterThan(ticket.__v);
  expect((await client.door('POST', `/tickets/${ticket.barcode}/scan`)).status).toBe(404);
  expect((await client.put(path, { barcode: '12345' })).status).toBe(400);
  expect((await client.put(path, { barcode: '1234567890', extraFields: { tisch: 4 } })).body).toMatchObject({
    ...{ barcode: '1234567890', extraFields: { tisch: 4 } },
  });
  const mail = await act('mail', { email: 'neu@mail.example.test' });
  expect([mail.status, mail.text]).toEqual([200, '']);
  expect((await act('mail', {})).status).toBe(400);
});

test('a ticket moves to a free seat, and its own is free again', async () => {
  const [ticket] = await client.tickets(await client.caseOf('complete_seats'));
  const other = (await client.tickets(await client.caseOf('partial_refunded')))[1];
  const path = `/api/tickets/${ticket._id}/seat`;
  expect((await client.post(path, { statusId: other.seatingInfo.statusId })).status).toBe(400);
  const [prefix] = ticket.seatingInfo.statusId.split('-');
  const { body: type } = { body: (await client.event('Kammerabend')).tickets[0] };
  const taken = (await client.get(`/api/tickets?event=${ticket.eventId}&top=1000`)).body.rows
    .filter((row: { ticketTypeId: string }) => row.ticketTypeId === type._id)
    .map((row: { seatingInfo: { statusId: string } }) => Number(row.seatingInfo.statusId.split('-')[1]));
  const free = Math.max(...taken) + 1;
  const moved = await client.post(path, { seatingInfo: { _type: 6, statusId: `${prefix}-${free}` } });
  expect(moved.body.seatingInfo.statusId).toBe(`${prefix}-${free}`);
  expect((await client.post(path, { statusId: ticket.seatingInfo.statusId })).status).toBe(200);
});
