import { Group, Kbd, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n/use-texts.ts';
import { mainScreens } from '../../navigation/routes.ts';

/** The keys of the whole app, in one place to learn them from. */
export function KeyList() {
  const { t } = useTexts('settings');
  const last = mainScreens.length;
  return (
    <Table>
      <Table.Tbody>
        <Row what={t('keysMain')}>
          <Kbd>F1</Kbd>…<Kbd>F{last}</Kbd> · <Kbd>Alt</Kbd>+<Kbd>1</Kbd>…<Kbd>{last}</Kbd>
        </Row>
        <Row what={t('keysSearch')}>{t('keysSearchHow')}</Row>
        <Row what={t('keysOpen')}>
          <Kbd>Enter</Kbd>
        </Row>
        <Row what={t('keysUndo')}>
          <Kbd>Alt</Kbd>+<Kbd>U</Kbd>
        </Row>
        <Row what={t('keysBack')}>
          <Kbd>Esc</Kbd>
        </Row>
      </Table.Tbody>
    </Table>
  );
}

function Row({ what, children }: { readonly what: string; readonly children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {what}
      </Table.Th>
      <Table.Td>
        <Group gap={4} justify="flex-end">
          {children}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
