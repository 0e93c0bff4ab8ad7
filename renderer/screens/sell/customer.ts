import {
  type CountryCode,
  isSupportedCountry,
  ParseError,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from 'libphonenumber-js';
import type { Contact } from '../../../shared/domain/tickets.ts';

/** What a typed phone number says. `e164` is what is sent; `shown` is how people read it. */
export type PhoneReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'ok'; readonly e164: string; readonly shown: string; readonly country: string | null }
  | { readonly kind: 'wrong'; readonly reason: PhoneTrouble };

export type PhoneTrouble = 'too_short' | 'too_long' | 'not_a_number' | 'unknown_country' | 'no_such_number';

/**
 * Reads a phone number as it is typed.
 * @param region ISO 3166 alpha-2 from the settings; a number without a country code is read as one of it.
 */
export function readPhone(text: string, region: string): PhoneReading {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    const number = isSupportedCountry(region)
      ? parsePhoneNumberWithError(text, { defaultCountry: region as CountryCode, extract: false })
      : parsePhoneNumberWithError(text, { extract: false });
    const length = validatePhoneNumberLength(number.number);
    if (length !== undefined) return { kind: 'wrong', reason: troubleOf(length) };
    if (!number.isValid()) return { kind: 'wrong', reason: 'no_such_number' };
    return { kind: 'ok', e164: number.number, shown: number.formatInternational(), country: number.country ?? null };
  } catch (error) {
    if (error instanceof ParseError) return { kind: 'wrong', reason: troubleOf(error.message) };
    throw error;
  }
}

function troubleOf(message: string): PhoneTrouble {
  switch (message) {
    case 'TOO_SHORT':
      return 'too_short';
    case 'TOO_LONG':
      return 'too_long';
    case 'INVALID_COUNTRY':
      return 'unknown_country';
    case 'INVALID_LENGTH':
      return 'no_such_number';
    default:
      return 'not_a_number';
  }
}

/** Accepts what the contract's own check accepts (held to it by a test), without its library in the window. */
const emailShape = /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** True for an e-mail address that may be sent; an empty one is no address. */
export function isEmail(text: string): boolean {
  return emailShape.test(text);
}

/** What is wrong with the guest's fields; all null when the contact may be sent. Everything may be left empty (T8). */
export interface CustomerTroubles {
  readonly email: 'not_an_email' | null;
  readonly phone: PhoneTrouble | null;
}

/** Checks the fields as typed. */
export function customerTroubles(typed: Contact, region: string): CustomerTroubles {
  const phone = readPhone(typed.phone, region);
  const email = typed.email.trim();
  return {
    email: email === '' || isEmail(email) ? null : 'not_an_email',
    phone: phone.kind === 'wrong' ? phone.reason : null,
  };
}

/** The contact as it is sent: trimmed, the phone in E.164. */
export function contactOf(typed: Contact, region: string): Contact {
  const phone = readPhone(typed.phone, region);
  return { name: typed.name.trim(), email: typed.email.trim(), phone: phone.kind === 'ok' ? phone.e164 : '' };
}
