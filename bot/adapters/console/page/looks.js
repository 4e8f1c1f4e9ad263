// How Adaptive Cards look here. Colours are the page's own variables, so that light and dark switch without drawing anew.
// Sizes are chosen for reading at arm's length on a phone.

const FOREGROUND = Object.fromEntries(
  [
    ['default', '--ink', '--ink-soft'],
    ['dark', '--ink', '--ink-soft'],
    ['light', '--surface', '--surface'],
    ['accent', '--accent-ink', '--accent-ink'],
    ['good', '--good-ink', '--good-ink'],
    ['warning', '--warning-ink', '--warning-ink'],
    ['attention', '--attention-ink', '--attention-ink'],
  ].map(([name, full, subtle]) => [name, { default: `var(${full})`, subtle: `var(${subtle})` }]),
);

function containerStyle(background) {
  return {
    backgroundColor: background,
    borderColor: 'transparent',
    foregroundColors: FOREGROUND,
  };
}

export const HOST_CONFIG = {
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 13, default: 15, medium: 17, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  lineHeights: { small: 19, default: 22, medium: 24, large: 27, extraLarge: 31 },
  imageSizes: { small: 48, medium: 96, large: 200 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--rule)' },
  containerStyles: {
    default: containerStyle('transparent'),
    emphasis: containerStyle('var(--emphasis)'),
    good: containerStyle('var(--good)'),
    attention: containerStyle('var(--attention)'),
    warning: containerStyle('var(--warning)'),
    accent: containerStyle('var(--accent-soft)'),
  },
  actions: {
    maxActions: 12,
    spacing: 'default',
    buttonSpacing: 8,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 8, style: 'emphasis' },
  },
  inputs: {
    label: {
      inputSpacing: 'none',
      requiredInputs: { size: 'small' },
      optionalInputs: { size: 'small' },
    },
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 140 },
  factSet: {
    title: { weight: 'default', isSubtle: true, wrap: true, maxWidth: 160 },
    value: { weight: 'default', wrap: true },
    spacing: 10,
  },
  textStyles: { heading: { size: 'medium', weight: 'bolder', color: 'default' } },
  // The place has the page's only level 1.
  textBlock: { headingLevel: 2 },
};
