// What an empty place says: in a channel the line that sends the first detection, ready to copy.
import { words } from './say.js';
import { element } from './tray.js';

/** `place.kind` is channel, you, nowhere or filtered. */
export function drawWelcome(section, place) {
  if (section.dataset.kind === place.kind) return;
  section.dataset.kind = place.kind;
  section.replaceChildren(
    element('h2', '', words.empty[place.kind].title),
    element('p', '', words.empty[place.kind].text),
  );
  if (place.kind === 'channel') section.append(...firstDetection(place));
}

function firstDetection({ publicUrl, toast }) {
  const line = curlLine(publicUrl);
  const code = element('pre', 'curl', line);
  code.tabIndex = 0;
  const copy = element('button', '', words.empty.copy);
  copy.type = 'button';
  copy.addEventListener('click', async () => {
    // Browsers give the clipboard to safe origins only.
    const isCopied = await navigator.clipboard?.writeText(line).then(
      () => true,
      () => false,
    );
    if (!isCopied) getSelection().selectAllChildren(code);
    toast(isCopied ? words.told.copied : words.told.marked);
  });
  return [code, copy, element('p', 'hint', words.empty.token)];
}

/** The line of the README; the shell fills in an id, so that it may be sent again. */
function curlLine(publicUrl) {
  return `curl ${publicUrl}/v1/detections \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{ "source": "cam-12", "id": "frame-'$(date +%s)'", "type": "surface-scratch", "asset": "line-1/station-12",
        "title": "Scratch on housing", "severity": "high", "confidence": 0.93,
        "model": { "name": "scratch", "version": "4.2" } }'`;
}
