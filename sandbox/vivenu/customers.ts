import { fullName } from './assemble.ts';
import { type Call, choice, email, type Fields, fields, flag, idOf, type Route, text } from './call.ts';
import { momentOf, type Vivenu } from './context.ts';
import { badRequest, notFound } from './errors.ts';
import type { Customer } from './model.ts';
import { filter, paging } from './query.ts';

export const LANGUAGES =
  'de de-CH en en-GB en-AU fr es es-MX is it ru pt tr nb nl pl sv sl da cs lv he ar th ko ja zh-TW'.split(' ');

/** The customer of an id, if it is the caller's. */
export function customerOf(ctx: Vivenu, id: string, sellerId: string): Customer | undefined {
  const customer = ctx.store.customer(id);
  return customer?.sellerId === sellerId ? customer : undefined;
}

function list(ctx: Vivenu, { query, caller }: Call) {
  const { top, skip } = paging(query);
  const wanted = filter(query, caller.sellerId).part('name').part('email').range('updatedAt', 'updated_ms');
  wanted.part('company', "lower(COALESCE(json_extract(doc, '$.company'), ''))");
  if (query.get('tags')) wanted.add('0');
  const rows = ctx.store
    .sql<{ doc: string }>(
      `SELECT doc FROM customers WHERE ${wanted.where} ORDER BY created_ms DESC, n DESC LIMIT ? OFFSET ?`,
    )
    .all(...wanted.values, top, skip);
  const total = ctx.store.count(`SELECT COUNT(*) FROM customers WHERE ${wanted.where}`, ...wanted.values);
  return { body: { docs: rows.map(({ doc }) => JSON.parse(doc) as Customer), total } };
}

function apply(customer: Customer, body: Fields): void {
  for (const key of ['prename', 'lastname', 'company', 'phone', 'country'] as const) {
    customer[key] = text(body, key) ?? customer[key];
  }
  customer.preferredLanguage = choice(body, 'preferredLanguage', LANGUAGES) ?? customer.preferredLanguage;
  customer.name = fullName(customer) ?? customer.name;
}

function create(ctx: Vivenu, call: Call) {
  const body = fields(call);
  const primaryEmail = email(body, 'primaryEmail');
  if (primaryEmail === undefined) throw badRequest('"primaryEmail" is required');
  const upsert = flag(body, 'upsert') ?? true;
  const { sellerId } = call.caller;
  return ctx.store.write(() => {
    const { ids, ms } = momentOf(ctx);
    const updatedAt = new Date(ms).toISOString();
    const row = ctx.store
      .sql<{ doc: string }>('SELECT doc FROM customers WHERE email = ? AND seller_id = ?')
      .get(primaryEmail.toLowerCase(), sellerId);
    if (row && !upsert) throw badRequest('Customer already exists');
    const number = String(100_000 + ctx.store.count('SELECT COALESCE(MAX(n), 0) FROM customers') + 1);
    const known: Customer = row
      ? { ...(JSON.parse(row.doc) as Customer), updatedAt }
      : { _id: ids.object(ms), sellerId, number, primaryEmail, name: primaryEmail, createdAt: updatedAt, updatedAt };
    apply(known, body);
    if (row) ctx.store.saveCustomer(known);
    else ctx.store.addCustomer(known);
    ctx.outbox.hook(row ? 'customer.updated' : 'customer.created', { customer: known });
    return { body: known };
  });
}

/** V29. `GET /api/customers` does not exist, here as there. */
export function customerRoutes(ctx: Vivenu): Route[] {
  const access = 'key-or-jwt';
  const query = ['name', 'email', 'company', 'tags', 'updatedAt[]', 'top', 'skip'];
  return [
    { method: 'GET', path: '/api/customers/rich', access, query, handle: (call) => list(ctx, call) },
    {
      ...{ method: 'GET', path: '/api/customers/:id', access },
      handle: (call) => {
        const customer = customerOf(ctx, idOf(call), call.caller.sellerId);
        if (!customer) throw notFound('Customer');
        return { body: customer };
      },
    },
    { method: 'POST', path: '/api/customers', access, handle: (call) => create(ctx, call) },
  ];
}
