import { type Call, choice, fields, flag, idOf, type Route, requiredText, text } from './call.ts';
import { cancelWhole } from './cancel.ts';
import { openCheckout, turn } from './checkouts.ts';
import { momentOf, type Vivenu } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import { note } from './history.ts';
import { completeManually, Forbidden } from './lifecycle.ts';
import { announceComplete, partyOf, saveCancelled, saveParty } from './parties.ts';
import { presentTransaction } from './present.ts';
import { filter, paging } from './query.ts';

interface PosRow {
  id: string;
  seller_id: string;
  name: string;
  session_id: string | null;
  doc: string;
}

function posOf(ctx: Vivenu, call: Call): PosRow {
  const row = ctx.store
    .sql<PosRow>('SELECT * FROM pos WHERE id = ? AND seller_id = ?')
    .get(idOf(call), call.caller.sellerId);
  if (!row) throw notFound('Pos');
  return row;
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId).equal('sellerId', 'seller_id');
  const rows = ctx.store
    .sql<PosRow>(`SELECT * FROM pos WHERE ${wanted.where} ORDER BY id LIMIT ? OFFSET ?`)
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM pos WHERE ${wanted.where}`, ...wanted.values);
  const docs = rows.map((row) => ({ ...(JSON.parse(row.doc) as object), sessionId: row.session_id }));
  return { body: { docs, total } };
}

function setSession(ctx: Vivenu, call: Call, open: boolean) {
  return ctx.store.write(() => {
    const row = posOf(ctx, call);
    if (open === (row.session_id !== null)) return { body: { message: open ? 'already-open' : 'already-closed' } };
    const { ids, ms } = momentOf(ctx);
    ctx.store.sql('UPDATE pos SET session_id = ? WHERE id = ?').run(open ? `ses_${ids.object(ms)}` : null, row.id);
    return { body: { message: open ? 'opened' : 'closed' } };
  });
}

function cancel(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const refundFunds = flag(body, 'refundFunds') ?? false;
  return ctx.store.write(() => {
    const row = posOf(ctx, call);
    const doc = ctx.store.transaction(idOf(call, 'transactionId'));
    if (!doc || doc.sellerId !== row.seller_id) throw notFound('Transaction');
    // Same POS and still-open session only (V-13).
    if (doc.posId !== row.id || row.session_id === null || doc.posInfo?.sessionId !== row.session_id) {
      throw new Forbidden('POS transactions can only be canceled in the same POS and session');
    }
    const party = partyOf(ctx, doc);
    const at = momentOf(ctx, call.caller);
    const made = cancelWhole(party, at, { refundFunds, reason: text(body, 'reason') });
    doc.posInfo.canceledAt = new Date(at.ms).toISOString();
    doc.posInfo.cancellationNo = `S-${doc.posInfo.billingNo}`;
    saveCancelled(ctx, party, made, at);
    return { body: presentTransaction(doc) };
  });
}

function convert(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const paymentType = choice(body, 'paymentType', ['terminal', 'local', 'terminalManual', 'qrCode']);
  if (paymentType === undefined) throw badRequest('"paymentType" is required');
  const paymentMethod = requiredText(body, 'paymentMethod');
  const checkoutId = requiredText(body, 'checkoutId');
  return ctx.store.write(() => {
    const row = posOf(ctx, call);
    if (row.session_id === null) throw new Forbidden('POS has no open session');
    const open = openCheckout(ctx, call, checkoutId);
    const at = momentOf(ctx, call.caller);
    open.checkout.origin = 'pos';
    open.checkout.channel = 'pos';
    open.checkout.posId = row.id;
    const billingNo = `A1-${at.ids.barcode().slice(0, 4)}`;
    const session = { _id: at.ids.object(at.ms), sessionId: row.session_id, billingNo, taxId: 'DE123456789' };
    const { party, event } = turn(ctx, open, at, {
      ...{ paymentStatus: 'POS-RECEIVED', origin: 'pos' },
      more: { posId: row.id, paymentMethod: 'local', posInfo: { ...session, paymentMethod } },
    });
    completeManually(party, event, at);
    note(party.doc, at, 'pos.created', { paymentType });
    saveParty(ctx, party);
    announceComplete(ctx, party, { ticket: false, order: false });
    return { body: open.checkout };
  });
}

/** V30, and the only way to cancel what a POS sold. All but the list are for a user's JWT. */
export function posRoutes(ctx: Vivenu): Route[] {
  const access = 'jwt';
  return [
    {
      ...{ method: 'GET', path: '/api/pos', access: 'key-or-jwt', query: ['sellerId', 'top', 'skip'] },
      handle: (call) => list(ctx, call),
    },
    { method: 'POST', path: '/api/pos/:id/open', access, handle: (call) => setSession(ctx, call, true) },
    { method: 'POST', path: '/api/pos/:id/close', access, handle: (call) => setSession(ctx, call, false) },
    { method: 'POST', path: '/api/pos/:id/convert-checkout', access, handle: (call) => convert(ctx, call) },
    { method: 'POST', path: '/api/pos/:id/cancel/:transactionId', access, handle: (call) => cancel(ctx, call) },
  ];
}
