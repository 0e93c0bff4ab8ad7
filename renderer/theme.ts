/**
 * The look: one thing big, the rest quiet. Sizes are in rem, so that the text size setting and zoom move everything together.
 * Touch targets are at least 44 px; colours never speak alone (components/status-word.tsx).
 */
import {
  ActionIcon,
  Button,
  CloseButton,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Modal,
  NavLink,
  Paper,
  PasswordInput,
  Popover,
  SegmentedControl,
  Select,
  Table,
} from '@mantine/core';

export const theme = createTheme({
  colors: {
    // The fifth of each draws the frames of fields, boxes and buttons: 3 to 1 on its ground, so that they are seen in bad light.
    gray: [
      '#f8f9fa',
      '#f1f3f5',
      '#e9ecef',
      '#dee2e6',
      '#8b939e',
      '#adb5bd',
      '#868e96',
      '#495057',
      '#343a40',
      '#212529',
    ],
    // Cool greys, lightest first; Mantine takes text, borders, fields and grounds of the dark scheme from here.
    dark: [
      '#e4e7ec',
      '#c3c9d2',
      '#9aa2ad',
      '#6b7380',
      '#6b7380',
      '#323841',
      '#262a31',
      '#1d2025',
      '#15171b',
      '#0f1114',
    ],
  },
  primaryColor: 'indigo',
  primaryShade: 8,
  autoContrast: true,
  respectReducedMotion: true,
  defaultRadius: 'md',
  cursorType: 'pointer',
  fontFamily: 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.5rem' }, h2: { fontSize: '1.25rem' } } },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.1875rem', xl: '1.5rem' },
  components: {
    // A long word of another language makes a button higher, never cuts it.
    Button: Button.extend({
      defaultProps: { size: 'md' },
      styles: {
        root: { height: 'auto', minHeight: 'max(2.75rem, var(--button-height))', paddingBlock: '0.25rem' },
        label: { whiteSpace: 'normal', lineHeight: 1.25, height: 'auto' },
      },
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { size: '2.75rem', variant: 'subtle' } }),
    CloseButton: CloseButton.extend({ defaultProps: { size: '2.75rem' } }),
    Input: Input.extend({
      defaultProps: { size: 'md' },
      vars: (_theme, props) => ({
        wrapper: props.size === undefined || props.size === 'md' ? { '--input-height': '2.75rem' } : {},
      }),
    }),
    // Mantine's own are two pixels smaller than the field: too small to be read from a step away.
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { size: 'md' },
      vars: () => ({
        label: {},
        success: {},
        error: { '--input-error-size': '1rem' },
        description: { '--input-description-size': '0.9375rem' },
      }),
    }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'md' },
      styles: { label: { minHeight: '2.75rem', minWidth: '2.75rem', paddingBlock: '0.6rem' } },
    }),
    // Eight choices at a glance, and each as high as a finger.
    Select: Select.extend({
      defaultProps: { maxDropdownHeight: '24rem' },
      styles: { option: { minHeight: '2.75rem' } },
    }),
    PasswordInput: PasswordInput.extend({
      defaultProps: { rightSectionWidth: '2.75rem' },
      styles: { visibilityToggle: { width: '2.75rem', height: '2.75rem' } },
    }),
    // Edges of cards and lines between rows take no press: quiet.
    Paper: Paper.extend({ styles: { root: { borderColor: 'var(--wc-line)' } } }),
    Table: Table.extend({ defaultProps: { borderColor: 'var(--wc-line)' } }),
    NavLink: NavLink.extend({ defaultProps: { mih: '2.75rem' } }),
    // Gone at once: while it faded, the keys would still be its own.
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 0 } } }),
    // The page itself never scrolls, so there is nothing to lock; locking would add a style element that the CSP refuses.
    Modal: Modal.extend({
      defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 } },
      styles: { title: { fontSize: '1.25rem', fontWeight: 650 } },
    }),
  },
});

/** Quiet text that still has a contrast of 4.5 to 1 on every surface it stands on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4d5560',
    '--mantine-color-placeholder': '#656d78',
    '--mantine-color-error': '#b42318',
    '--wc-surface': '#ffffff',
    '--wc-ground': '#f4f5f7',
    '--wc-line': '#d9dde3',
    '--wc-mark': '#ffe58a',
    '--wc-mark-text': '#2b2100',
    '--wc-chosen': '#e3e9ff',
    '--wc-good': '#14743a',
    '--wc-good-ground': '#e2f5e8',
    '--wc-warn': '#8a4b00',
    '--wc-warn-ground': '#fff1d6',
    '--wc-bad': '#b42318',
    '--wc-bad-ground': '#fde6e3',
    '--wc-busy': '#2b4acb',
    '--wc-busy-ground': '#e6ebff',
    '--wc-quiet': '#4d5560',
    '--wc-quiet-ground': '#eceef1',
  },
  dark: {
    '--mantine-color-dimmed': '#b3bac4',
    '--mantine-color-placeholder': '#98a0ab',
    '--mantine-color-error': '#ff9a8f',
    '--mantine-color-body': '#15171b',
    '--wc-surface': '#1d2025',
    '--wc-ground': '#15171b',
    '--wc-line': '#383d46',
    '--wc-mark': '#6b5400',
    '--wc-mark-text': '#fff3c4',
    '--wc-chosen': '#2a3358',
    '--wc-good': '#7fe0a3',
    '--wc-good-ground': '#12351f',
    '--wc-warn': '#ffc46b',
    '--wc-warn-ground': '#3d2a07',
    '--wc-bad': '#ff9a8f',
    '--wc-bad-ground': '#48160f',
    '--wc-busy': '#a9bcff',
    '--wc-busy-ground': '#222d57',
    '--wc-quiet': '#b3bac4',
    '--wc-quiet-ground': '#2a2e35',
  },
});
