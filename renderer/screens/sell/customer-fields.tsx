import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Contact } from '../../../shared/domain/tickets.ts';
import type { Problem } from '../../../shared/errors.ts';
import { fieldError } from '../../components/field-error.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { customerTroubles, readPhone } from './customer.ts';
import { guestRefusal, type Refused } from './refused.ts';
import { RefusalWords } from './refused-notice.tsx';
import { setCustomer } from './session.ts';

interface CustomerFieldsProps {
  readonly customer: Contact;
  /** ISO 3166 alpha-2: whose numbers may be typed without a country code. */
  readonly region: string;
  readonly problem: Problem | undefined;
  readonly refused: Refused | null;
}

/** The guest's name, e-mail and phone; all may stay empty. A mistake is said once the field is left, not while it is typed. */
export function CustomerFields({ customer, region, problem, refused }: CustomerFieldsProps) {
  const { t } = useTexts('sell');
  const language = useLanguage();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const leave = (field: string) => setLeft((before) => new Set(before).add(field));
  const troubles = customerTroubles(customer, region);
  const phone = readPhone(customer.phone, region);
  const country = phone.kind === 'ok' && phone.country !== null ? countryName(phone.country, language) : null;

  const refusal = (field: keyof Contact): ReactNode => {
    const says = guestRefusal(refused, customer, field);
    return (
      fieldError(problem, `customer.${field}`, t) ??
      (says === null ? null : <RefusalWords what={t(`refused.guest.${field}`)} says={says} />)
    );
  };

  return (
    <>
      <TextInput
        label={t('common:name')}
        autoComplete="off"
        maxLength={200}
        value={customer.name}
        error={refusal('name')}
        onChange={(event) => setCustomer({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t('common:email')}
        type="email"
        autoComplete="off"
        spellCheck={false}
        value={customer.email}
        error={(left.has('email') && troubles.email ? t('notAnEmail') : null) ?? refusal('email')}
        onChange={(event) => setCustomer({ email: event.currentTarget.value })}
        onBlur={() => leave('email')}
      />
      <TextInput
        label={t('common:phone')}
        type="tel"
        autoComplete="off"
        maxLength={40}
        value={customer.phone}
        description={phone.kind === 'ok' ? [phone.shown, country].filter(Boolean).join(' · ') : null}
        error={(left.has('phone') && troubles.phone ? t(`phoneTrouble.${troubles.phone}`) : null) ?? refusal('phone')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onChange={(event) => setCustomer({ phone: event.currentTarget.value })}
        onBlur={() => leave('phone')}
      />
    </>
  );
}

function countryName(region: string, language: string): string {
  return new Intl.DisplayNames(language, { type: 'region' }).of(region) ?? region;
}
