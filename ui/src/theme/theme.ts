import { ActionIcon, type CSSVariablesResolver, createTheme, localStorageColorSchemeManager } from '@mantine/core';

const dialogTitle = { title: { fontSize: '16px', fontWeight: 600 } };

/** Mantine theme: compact, small text, one accent colour, system fonts. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  respectReducedMotion: true,
  defaultRadius: 'sm',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '18px', lineHeight: '28px' } } },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle', color: 'gray' },
      // No target is smaller than WCAG 2.2 asks for.
      vars: (_, { size }) => ({ root: size === 'sm' || size === 'xs' ? { '--ai-size': '24px' } : {} }),
    }),
    Drawer: { styles: dialogTitle },
    // Its placeholder for the focus is no item of a menu, which screen readers do not expect there.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Modal: { defaultProps: { centered: true }, styles: dialogTitle },
    Popover: { defaultProps: { shadow: 'md' } },
    Tooltip: { defaultProps: { openDelay: 300 } },
  },
});

/** Replacements for Mantine's greys and reds, which fail WCAG AA (4.5 : 1) as text; these pass on every surface. */
export const readableColors: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5a626a',
    '--mantine-color-placeholder': '#6b737b',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-gray-light-color': '#495057',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a9ad',
    '--mantine-color-placeholder': '#9a9da1',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-gray-light-color': '#b9bcc1',
  },
});

/** Stores the colour scheme. public/color-scheme.js reads the same key before this code is loaded. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'parley.color-scheme' });
