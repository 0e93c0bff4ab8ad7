/**
 * One or two characters, row by row, newest first: a common letter fills a page after few rows. LIKE folds ASCII only,
 * so other letters of a name are looked for in each case.
 */
function narrowClause(text: string): { sql: string; params: string[] } {
  const lower = text.toLowerCase();
  const forms = [lower, lower.charAt(0).toUpperCase() + lower.slice(1), lower.toUpperCase()];
  const pattern = (form: string) => `%${form.replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`;
  const cases = /^[ -~]+$/.test(lower) ? [lower] : [...new Set(forms)];
  const like = (column: string) => `${column} LIKE ? ESCAPE '\\'`;
  const customer = [like('c.email'), like('c.phone'), ...cases.map(() => like('c.name'))].join(' OR ');
  const any = pattern(lower);
  return {
    sql: `(${like('o.number')} OR ${like('o.public_token')}
      OR EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id AND (${customer})))`,
    params: [any, any, any, any, ...cases.map(pattern)],
  };
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
