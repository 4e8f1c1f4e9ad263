// Web pages that show golden cards as the platforms would: Block Kit by slack-blocks-to-jsx, Adaptive Cards by Microsoft's
// own renderer. For pictures only.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Message, type MessageProps } from 'slack-blocks-to-jsx';
import { LOOKS, type TeamsLook } from './teams-look.ts';

const require = createRequire(import.meta.url);

export interface Face {
  readonly name: string;
  readonly json: string;
}

export type Theme = 'light' | 'dark';

const FONTS = "'Lato', 'Noto Sans', 'Liberation Sans', sans-serif";

// The product's mark on its messages.
const LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#b3261e"/><path d="M18 7v11" stroke="#fff" stroke-width="3"/><circle cx="18" cy="24" r="5" fill="#fff"/></svg>',
)}`;

/** Pictures of cameras, drawn; the real addresses are never asked. */
export const CAMERA_PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360">
<rect width="640" height="360" fill="#3c464f"/><rect y="226" width="640" height="134" fill="#20262c"/>
<g fill="#b7bfcb"><rect x="60" y="146" width="110" height="98" rx="8"/><rect x="250" y="146" width="120" height="98" rx="8"/><rect x="450" y="146" width="110" height="98" rx="8"/></g>
<path d="M268 164l72 52m-64 8l18-26" stroke="#6b1d1d" stroke-width="4"/><rect x="240" y="136" width="120" height="108" fill="none" stroke="#ff5b4d" stroke-width="4"/>
</svg>`;

/** Cards below each other in columns of one card's width. */
export function slackPage(faces: readonly Face[], width: number, theme: Theme): string {
  const css = readFileSync(require.resolve('slack-blocks-to-jsx/dist/style.css'), 'utf8');
  const cards = faces.map(({ name, json }) => {
    const message = slackMessage(json, theme);
    return `<figure data-face="${name}"><figcaption>${name}</figcaption><div class="face">${message}</div></figure>`;
  });
  const back = theme === 'light' ? '#ffffff' : '#1a1d21';
  const style = `${css} .face{background:${back};padding:8px 4px;font-family:${FONTS}!important} .face *{font-family:${FONTS}!important}`;
  return page(cards.join(''), style, width, back, '');
}

function slackMessage(json: string, theme: Theme): string {
  // This renderer reads escaped signs as live ones; Slack does not.
  const escaped = json.replaceAll('&lt;', '&lt;\u2060');
  // And it takes `verbatim` for "no mark-up at all"; Slack only stops linking bare addresses.
  const { blocks } = JSON.parse(escaped.replaceAll(/,\s*"verbatim": true/g, '')) as {
    readonly blocks: MessageProps['blocks'];
  };
  const users = [
    ['U0ANA00001', 'Ana Ruiz'],
    ['U0SAM00001', 'Sam Supervisor'],
    ['U0BOCHEN01', 'Bo Chen'],
  ].map(([id = '', name = '']) => ({ id, name }));
  return renderToStaticMarkup(
    createElement(Message, {
      blocks,
      theme,
      name: 'Andon',
      logo: LOGO,
      time: new Date(2026, 10, 22, 10, 20),
      data: { users, channels: [], user_groups: [] },
      hooks: { date: ({ fallback }) => fallback.replace(/ CET$/, '') },
    }),
  );
}

export function adaptivePage(faces: readonly Face[], width: number, theme: Theme): string {
  const look = LOOKS[theme];
  const script = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.min.js'), 'utf8');
  const css = readFileSync(require.resolve('adaptivecards/dist/adaptivecards.css'), 'utf8');
  const cards = faces.map(
    ({ name }) =>
      `<figure data-face="${name}"><figcaption>${name}</figcaption><div class="face"></div></figure>`,
  );
  const drawn = faces.map((f) => (JSON.parse(f.json) as { readonly card: unknown }).card);
  const inert = JSON.stringify({ drawn, hostConfig: look.hostConfig }).replaceAll('<', '\\u003c');
  const draw = `<script>${script}</script><script>
    const { drawn, hostConfig } = ${inert};
    drawn.forEach((json, i) => {
      const card = new AdaptiveCards.AdaptiveCard();
      card.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
      card.parse(json);
      document.querySelectorAll('.face')[i].appendChild(card.render());
    });
  </script>`;
  return page(cards.join(''), `${css} ${teamsStyle(look)}`, width, look.page, draw);
}

function teamsStyle({ card, border, text, action }: TeamsLook): string {
  return `.face{background:${card};border:1px solid ${border};border-radius:6px;overflow:hidden;max-width:476px}
    .ac-pushButton{font:600 14px/20px ${FONTS};padding:5px 12px;border-radius:4px;background:${action.back};color:${action.text};border:1px solid ${action.border};overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
    .ac-pushButton.expandable:after{font:inherit;content:' ▾'}
    .ac-pushButton.style-positive{background:#5b5fc7;border-color:#5b5fc7;color:#fff}
    .ac-pushButton.style-destructive{background:${action.back}!important;color:#c4314b!important;border-color:#c4314b!important}
    .ac-input{font:14px ${FONTS};padding:5px 8px;border-radius:4px;border:1px solid ${action.border};background:${card};color:${text};width:100%}
    .ac-input-label *{font-size:12px!important}`;
}

function page(body: string, style: string, width: number, back: string, tail: string): string {
  const label = back === '#1f1f1f' || back === '#1a1d21' ? '#bbb' : '#555';
  return `<!doctype html><meta charset="utf-8"><style>
    body{margin:0;padding:8px;background:${back};display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}
    figure{margin:0;width:${width}px} figcaption{font:12px ${FONTS};color:${label};padding:2px 4px}
    ${style}</style>${body}${tail}`;
}
