import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type VariantColorsResolver,
} from '@mantine/core'
import { palette } from './palette.ts'

// Filled surfaces are dark in the light scheme and light in the dark one, so their text follows the scheme.
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  if (input.variant === 'filled') return { ...colors, color: 'var(--on-filled)' }
  if (input.variant === 'subtle' && input.color === 'gray')
    return { ...colors, color: 'var(--muted)', hover: 'var(--hover)' }
  return colors
}

export const theme = createTheme({
  colors: palette,
  primaryColor: 'petrol',
  primaryShade: { light: 6, dark: 4 },
  black: '#151b1c',
  variantColorResolver,
  fontFamily: '"Inter Variable", "Inter Fallback", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Roboto Mono", Menlo, Consolas, monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '14px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 550 } } },
    Badge: { styles: { root: { textTransform: 'none', fontWeight: 550 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Anchor: { defaultProps: { underline: 'not-hover' } },
    Checkbox: { defaultProps: { iconColor: 'var(--on-filled)' } },
    Radio: { defaultProps: { iconColor: 'var(--on-filled)' } },
    InputWrapper: { styles: { label: { marginBottom: 5 }, description: { marginBottom: 5 } } },
    Input: { defaultProps: { size: 'sm' } },
    // In place rather than in a portal: inside the landmark that its button is in.
    Menu: {
      defaultProps: {
        withinPortal: false,
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        transitionProps: { transition: 'fade-down', duration: 120 },
      },
    },
    Modal: {
      defaultProps: {
        centered: true,
        radius: 'lg',
        padding: 'lg',
        overlayProps: { backgroundOpacity: 0.45, blur: 2 },
      },
      styles: { title: { fontSize: 'var(--mantine-font-size-lg)', fontWeight: 600 } },
    },
    Tabs: { styles: { tab: { fontWeight: 500 } } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 100 }, withArrow: true } },
    Select: { defaultProps: { comboboxProps: { withinPortal: false } } },
    Skeleton: { defaultProps: { radius: 'sm' } },
  },
})

const names = Object.keys(palette).filter((name) => name !== 'dark')
const perColor = (variables: (name: string) => Record<string, string>) => Object.assign({}, ...names.map(variables))

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...perColor((name) => ({
      [`--mantine-color-${name}-light`]: `var(--mantine-color-${name}-1)`,
      [`--mantine-color-${name}-light-hover`]: `var(--mantine-color-${name}-2)`,
      [`--mantine-color-${name}-light-color`]: `var(--mantine-color-${name}-7)`,
    })),
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': palette.gray[6],
    '--mantine-color-placeholder': palette.gray[6],
    '--mantine-color-error': palette.red[6],
    '--mantine-color-default-border': palette.gray[3],
    '--mantine-color-anchor': palette.petrol[6],
  },
  dark: {
    ...perColor((name) => ({
      [`--mantine-color-${name}-light`]: `color-mix(in srgb, var(--mantine-color-${name}-5) 18%, var(--mantine-color-dark-7))`,
      [`--mantine-color-${name}-light-hover`]: `color-mix(in srgb, var(--mantine-color-${name}-5) 26%, var(--mantine-color-dark-7))`,
      [`--mantine-color-${name}-light-color`]: `var(--mantine-color-${name}-3)`,
    })),
    '--mantine-color-body': palette.dark[7],
    '--mantine-color-dimmed': palette.dark[2],
    '--mantine-color-placeholder': palette.dark[2],
    '--mantine-color-error': palette.red[4],
    '--mantine-color-default': palette.dark[6],
    '--mantine-color-default-hover': palette.dark[5],
    '--mantine-color-default-border': palette.dark[4],
    '--mantine-color-anchor': palette.petrol[4],
  },
})
