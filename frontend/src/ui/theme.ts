import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Ours: a deep green-blue, calm on white and clear on ink. */
const petrol: MantineColorsTuple = [
  '#eef7f7', '#d8ecec', '#b1d9da', '#86c3c6', '#5caab0', '#38929a', '#1d7781', '#125f69', '#0d4a53', '#083740',
]

/** The second voice: COPILOT, and what wants to be noticed without alarm. */
const clay: MantineColorsTuple = [
  '#fdf4ec', '#fae5d3', '#f4cba6', '#eeae75', '#e8964d', '#d67f35', '#b4652a', '#924f20', '#743e19', '#573015',
]

/** Brick rather than alarm. */
const red: MantineColorsTuple = [
  '#fcefed', '#f8dad6', '#f0b3ab', '#e88a7f', '#e16a5c', '#d5503f', '#b3372c', '#962c23', '#7a241d', '#5f1c17',
]

/** Neutrals lean to the warm side in the light, to petrol in the dark. */
const gray: MantineColorsTuple = [
  '#f8f8f5', '#f1f1ed', '#e6e6e1', '#d7d8d2', '#bdbfba', '#969995', '#6d716f', '#525755', '#383d3d', '#1f2526',
]
const dark: MantineColorsTuple = [
  '#dfe7e7', '#b9c5c6', '#93a2a4', '#66777a', '#3c4b4e', '#2c393c', '#20292c', '#182022', '#11181a', '#0b1012',
]

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { petrol, clay, red, gray, dark },
  black: '#1a2224',
  fontFamily: "'Figtree Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.55', lg: '1.6', xl: '1.6' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.875rem', lineHeight: '1.2' },
      h2: { fontSize: '1.375rem', lineHeight: '1.3' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '22px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { fw: 600 } },
    // Like the tabs of the dashboards, which are links.
    Tabs: {
      vars: (_theme: unknown, { variant }: { variant?: string }) =>
        variant === 'pills' ? { root: { '--tabs-color': 'var(--brand-soft)', '--tabs-text-color': 'var(--brand-ink)' } } : {},
    },
    Tooltip: { defaultProps: { openDelay: 400, withinPortal: true } },
  },
})
