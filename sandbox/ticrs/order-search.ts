const NARROW = [
  ['o.id', 'orders', 'number'],
  ['o.id', 'orders', 'public_token'],
  ['o.customer_id', 'customers', 'name'],
  ['o.customer_id', 'customers', 'email'],
  ['o.customer_id', 'customers', 'phone'],
] as const;

/** One or two characters, row by row; LIKE folds ASCII only, so other letters are looked for in each case. */
function narrowClause(text: string): { sql: string; params: string[] } {
  const lower = text.toLowerCase();
  const capital = lower.charAt(0).toUpperCase() + lower.slice(1);
  const cases = [...new Set([lower, capital, lower.toUpperCase()])];
  const likes = cases.map((form) => `%${form.replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`);
  const parts = NARROW.flatMap(([id, table, column]) =>
    likes.map(() => `${id} IN (SELECT id FROM ${table} WHERE ${column} LIKE ? ESCAPE '\\')`),
  );
  return { sql: `(${parts.join(' OR ')})`, params: NARROW.flatMap(() => likes) };
}

/**
 * `search` of T7: number, customer's name, e-mail or phone, public token: any part, in any case; signature: from its
 * beginning. Trigram indexes keep it quick at a million tickets.
 */
export function searchClause(text: string): { sql: string; params: string[] } {
  const lower = text.toLowerCase();
  if ([...lower].length < 3) return narrowClause(text);
  const phrase = `"${lower.replaceAll('"', '""')}"`;
  return {
    sql: `o.id IN (SELECT rowid FROM order_fts WHERE order_fts MATCH ?
      UNION SELECT id FROM orders WHERE customer_id IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?)
      UNION SELECT id FROM orders WHERE signature >= ? AND signature < ?)`,
    params: [phrase, phrase, lower, `${lower}\uffff`],
  };
}
