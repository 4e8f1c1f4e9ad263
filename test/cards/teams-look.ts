// How Teams dresses an Adaptive Card, light and dark: host configurations for the official renderer, written after the
// look of the real client. For pictures only.

export interface TeamsLook {
  readonly page: string;
  readonly card: string;
  readonly border: string;
  readonly text: string;
  readonly action: { readonly back: string; readonly text: string; readonly border: string };
  readonly hostConfig: Readonly<Record<string, unknown>>;
}

function colors(of: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const { text = '', subtle = '' } = of;
  const pair = (color = text) => ({ default: color, subtle: color === text ? subtle : color });
  return {
    default: pair(),
    dark: pair(),
    light: pair(),
    accent: pair(of.accent),
    good: pair(of.good),
    warning: pair(of.warning),
    attention: pair(of.attention),
  };
}

function hostConfig(
  foreground: Readonly<Record<string, string>>,
  back: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const style = (backgroundColor = '') => ({
    backgroundColor,
    foregroundColors: colors(foreground),
  });
  return {
    hostCapabilities: { capabilities: null },
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', 'Lato', 'Noto Sans', 'Liberation Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
    lineHeights: { small: 16, default: 20, medium: 22, large: 24, extraLarge: 32 },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 14 },
    separator: { lineThickness: 1, lineColor: back.line },
    imageSizes: { small: 32, medium: 52, large: 100 },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    },
    containerStyles: {
      default: style(back.card),
      emphasis: style(back.emphasis),
      accent: style(back.accent),
      good: style(back.good),
      warning: style(back.warning),
      attention: style(back.attention),
    },
    adaptiveCard: { allowCustomStyle: false },
  };
}

export const LOOKS: Readonly<Record<'light' | 'dark', TeamsLook>> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    border: '#e0e0e0',
    text: '#242424',
    action: { back: '#ffffff', text: '#242424', border: '#d1d1d1' },
    hostConfig: hostConfig(
      {
        text: '#242424',
        subtle: '#616161',
        accent: '#5b5fc7',
        good: '#13631f',
        warning: '#835c00',
        attention: '#c4314b',
      },
      {
        card: '#ffffff',
        emphasis: '#f0f0f0',
        accent: '#e8ebfa',
        good: '#e7f2da',
        warning: '#fbf6d9',
        attention: '#fcf4f6',
        line: '#e0e0e0',
      },
    ),
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    border: '#3d3d3d',
    text: '#ffffff',
    action: { back: '#292929', text: '#ffffff', border: '#666666' },
    hostConfig: hostConfig(
      {
        text: '#ffffff',
        subtle: '#adadad',
        accent: '#9299f7',
        good: '#92c353',
        warning: '#f8d22a',
        attention: '#f9526b',
      },
      {
        card: '#292929',
        emphasis: '#333333',
        accent: '#2f2f4a',
        good: '#1b3a1d',
        warning: '#463100',
        attention: '#4a1c24',
        line: '#3d3d3d',
      },
    ),
  },
};
