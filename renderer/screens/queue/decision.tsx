import { Button, Group, Stack } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import type { CallInput } from '../../../shared/contract/index.ts';
import type { QueueEntry, ReconcileCandidate, Sale } from '../../../shared/domain/acts.ts';
import type { Order } from '../../../shared/domain/orders.ts';
import { useAct } from '../../bridge/use-act.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { say } from '../../components/say.ts';
import { formatMoney } from '../../format/money.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { foundCandidates } from './candidates.ts';
import { OtherOrders } from './other-orders.tsx';
import { unseenBecause, viewOf } from './queue-view.ts';
import { RefundComparison } from './refund-comparison.tsx';
import { SaleComparison } from './sale-comparison.tsx';

type Choice =
  | { readonly kind: 'this_is_it'; readonly order: Order | null }
  | { readonly kind: 'send_again' }
  | { readonly kind: 'give_up' };

/** A doubt that only a person can settle: it is this one, it never arrived, or it is given up. Each is asked twice. */
export function Decision({ entry }: { readonly entry: QueueEntry }) {
  const { t } = useTexts('queue');
  const language = useLanguage();
  const [choice, setChoice] = useState<Choice | null>(null);
  const decide = useAct('queue.decide');
  const view = viewOf(entry);
  const amount = view.amount === null ? '' : formatMoney(view.amount, language);
  const unseen = unseenBecause(view.attempts);
  const isSale = entry.kind === 'sale';
  const deed = entry.kind === 'deed' ? { what: t(`kind.${view.kind}`), label: view.label } : null;

  const texts = (chosen: Choice): { readonly title: string; readonly text: string; readonly label: string } => {
    switch (chosen.kind) {
      case 'this_is_it':
        return chosen.order
          ? {
              title: t('isItTitle'),
              text: t('isItText', { number: chosen.order.number, label: view.label, amount }),
              label: t('isItConfirm', { number: chosen.order.number }),
            }
          : {
              title: t('arrivedTitle'),
              text: deed ? t('arrivedDeedText', deed) : t('arrivedText', { label: view.label, amount }),
              label: t('arrived'),
            };
      case 'send_again':
        return {
          title: t('againTitle'),
          text: deed
            ? t('againDeedText', deed)
            : t(isSale ? 'againSaleText' : 'againRefundText', { label: view.label, amount }),
          label: t('again'),
        };
      case 'give_up':
        return {
          title: t('giveUpTitle'),
          text: deed ? t('giveUpDeedText', deed) : t('giveUpText', { label: view.label, amount }),
          label: t('giveUp'),
        };
    }
  };
  const asked = choice === null ? null : texts(choice);

  return (
    <Stack>
      <Notice tone="warn" icon={IconUserQuestion} title={t('decideTitle')}>
        {unseen === null
          ? t(isSale ? 'decideSale' : deed ? 'decideDeed' : 'decideRefund')
          : t('decideUnseen', { why: t(`doubt.${unseen}`) })}
      </Notice>
      {entry.kind === 'sale' ? (
        <SaleSides
          sale={entry.sale}
          found={entry.candidates ?? []}
          onPick={(order) => setChoice({ kind: 'this_is_it', order })}
        />
      ) : entry.kind === 'refund' ? (
        <RefundComparison refund={entry.refund} />
      ) : null}
      <Group>
        {isSale ? null : (
          <Button
            variant="default"
            data-testid="queue-this-is-it"
            onClick={() => setChoice({ kind: 'this_is_it', order: null })}
          >
            {t('arrived')}
          </Button>
        )}
        <Button variant="default" data-testid="queue-send-again" onClick={() => setChoice({ kind: 'send_again' })}>
          {t('again')}
        </Button>
        <Button variant="default" data-testid="queue-give-up" onClick={() => setChoice({ kind: 'give_up' })}>
          {t('giveUp')}
        </Button>
      </Group>
      <ConfirmDialog
        opened={asked !== null}
        title={asked?.title ?? ''}
        confirmLabel={asked?.label ?? ''}
        testId="queue-decide"
        danger={choice?.kind !== 'this_is_it'}
        busy={decide.isPending}
        problem={decide.error?.problem}
        onConfirm={() => {
          if (choice === null || decide.isPending) return;
          decide.mutate(
            { act: actOf(entry), choice: choiceOf(choice) },
            {
              onSuccess: () => {
                setChoice(null);
                say(t(`decided.${choice.kind}`, { label: view.label }));
              },
            },
          );
        }}
        onClose={() => {
          decide.reset();
          setChoice(null);
        }}
      >
        {asked?.text}
      </ConfirmDialog>
    </Stack>
  );
}

interface SaleSidesProps {
  readonly sale: Sale;
  readonly found: readonly ReconcileCandidate[];
  readonly onPick: (order: Order) => void;
}

/** What was found beside the sale; the platform's other orders behind a word, or at once where nothing was found. */
function SaleSides({ sale, found, onPick }: SaleSidesProps) {
  const { t } = useTexts('queue');
  const [looking, setLooking] = useState(found.length === 0);
  return (
    <>
      <SaleComparison sale={sale} candidates={foundCandidates(sale, found)} onPick={onPick} />
      {looking ? (
        <OtherOrders sale={sale} found={found} onPick={onPick} />
      ) : (
        <div>
          <Button variant="default" onClick={() => setLooking(true)}>
            {t('lookElsewhere')}
          </Button>
        </div>
      )}
    </>
  );
}

type DecideInput = CallInput<'queue.decide'>;

function actOf(entry: QueueEntry): DecideInput['act'] {
  switch (entry.kind) {
    case 'sale':
      return { kind: 'sale', saleId: entry.sale.id };
    case 'refund':
      return { kind: 'refund', refundId: entry.refund.id };
    case 'deed':
      return { kind: 'deed', deedId: entry.deed.id };
  }
}

function choiceOf(choice: Choice): DecideInput['choice'] {
  return choice.kind === 'this_is_it'
    ? { kind: 'this_is_it', orderId: choice.order?.id ?? null }
    : { kind: choice.kind };
}
