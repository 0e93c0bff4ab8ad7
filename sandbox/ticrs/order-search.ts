/**
 * `search` of T7: number, customer's name, e-mail or phone, public token: any part, in any case; signature: from its
 * beginning. Trigram indexes keep it quick at a million tickets; one or two characters are looked for row by row.
 */
export function searchClause(text: string): { sql: string; params: string[] } {
  const lower = text.toLowerCase();
  if ([...lower].length < 3) {
    const like = `%${lower.replace(/[\\%_]/g, (ch) => `\\${ch}`)}%`;
    return {
      sql: `(o.id IN (SELECT id FROM orders WHERE lower(number) LIKE ? ESCAPE '\\' OR lower(public_token) LIKE ? ESCAPE '\\')
        OR o.customer_id IN (SELECT id FROM customers WHERE name LIKE ? ESCAPE '\\' OR email LIKE ? ESCAPE '\\' OR phone LIKE ? ESCAPE '\\'))`,
      params: [like, like, like, like, like],
    };
  }
  const phrase = `"${lower.replaceAll('"', '""')}"`;
  return {
    sql: `o.id IN (SELECT rowid FROM order_fts WHERE order_fts MATCH ?
      UNION SELECT id FROM orders WHERE customer_id IN (SELECT rowid FROM customer_fts WHERE customer_fts MATCH ?)
      UNION SELECT id FROM orders WHERE signature >= ? AND signature < ?)`,
    params: [phrase, phrase, lower, `${lower}\uffff`],
  };
}
