import { z } from 'zod';

/* What O.Z.O.R.A. Payments answers (platform-spec 3.2). Fields that nothing here reads are left out: a change in them loses nothing. */

const text = z.string();
const id = z.int().nonnegative();
const currency = z.string().regex(/^[A-Za-z]{3}$/, 'expected a currency code');
/** The document's sample shows a text for what is not used; null and absence are our reading. */
const textOrNone = text.nullish();

/** Txn. */
export const transaction = z.object({
  id,
  created_at: text,
  id_ticket: id.nullish(),
  currency,
  debit: z.number(),
  payment_mode: textOrNone,
  status: z.string().min(1),
  document_no: textOrNone,
});

/** O1. */
export const ticketIds = z.object({ ticket_ids: z.array(id) });

/** O2. */
export const paymentOptions = z.object({
  payment_options: z.array(
    z.object({
      code: z.string().min(1),
      title: textOrNone,
      note: textOrNone,
      amount: z.number(),
      currency,
      payment_mode: textOrNone,
    }),
  ),
});

/** O3 and O5. A row that cannot be read spoils the whole answer: leaving it out could hide that a ticket is paid. */
export const transactions = z.object({ transactions: z.array(transaction) });

/** O4. */
export const started = z.object({
  required_additional_action: z.boolean().nullish(),
  redirect_url: textOrNone,
  client_secret: textOrNone,
  transaction_id: id,
});
