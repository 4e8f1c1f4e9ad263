// What an empty place says: in a channel the line that sends the first detection, ready to copy.
import { element } from './tray.js';

const TITLES = {
  channel: 'No alerts here yet',
  you: 'Nothing is asked of you',
  nowhere: 'No channel is shown here',
};
const SENTENCES = {
  channel: 'Send a first detection from a terminal. It appears here within a second.',
  you: 'Messages that are meant for you alone appear here.',
  nowhere:
    'Give a channel of the plant file a console address, for example floor: { console: floor }.',
};

/** `place.kind` is channel, you or nowhere. */
export function drawWelcome(section, place) {
  if (section.dataset.kind === place.kind) return;
  section.dataset.kind = place.kind;
  section.replaceChildren(
    element('h2', '', TITLES[place.kind]),
    element('p', '', SENTENCES[place.kind]),
  );
  if (place.kind === 'channel') section.append(...firstDetection(place));
}

function firstDetection({ publicUrl, toast }) {
  const line = curlLine(publicUrl);
  const code = element('pre', 'curl', line);
  code.tabIndex = 0;
  const copy = element('button', '', 'Copy');
  copy.type = 'button';
  copy.addEventListener('click', async () => {
    // Browsers give the clipboard to safe origins only.
    const isCopied = await navigator.clipboard?.writeText(line).then(
      () => true,
      () => false,
    );
    if (!isCopied) getSelection().selectAllChildren(code);
    toast(isCopied ? 'Copied. Paste it into a terminal.' : 'Marked. Copy it with Ctrl+C.');
  });
  const hint = element('p', 'hint');
  hint.append(element('code', '', 'TOKEN'), ' is the API token that the first start printed.');
  return [code, copy, hint];
}

/** The line of the README; the shell fills in an id, so that it may be sent again. */
function curlLine(publicUrl) {
  return `curl ${publicUrl}/v1/detections \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{ "source": "cam-12", "id": "frame-'$(date +%s)'", "type": "surface-scratch", "asset": "line-1/station-12",
        "title": "Scratch on housing", "severity": "high", "confidence": 0.93,
        "model": { "name": "scratch", "version": "4.2" } }'`;
}
