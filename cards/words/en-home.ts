// English: what somebody’s own page says.
import { say, strong } from '../line.ts';
import type { HomeWords } from '../words.ts';

export const home: HomeWords = {
  title: { asked: 'You were asked', mine: 'Yours', open: 'Open for anybody' },
  empty: {
    asked: say`Nobody waits for your answer.`,
    mine: say`You own nothing at the moment.`,
    open: say`Nothing else is open. All quiet.`,
  },
  more: (n) => say`… and ${n} more. The command “open” lists them.`,
  noShifts: say`No shifts are set up for this site.`,
  offShift: say`You are not on shift now.`,
  onShift: (letter, crews, until) =>
    crews === ''
      ? say`You are on shift ${strong(letter)} until ${until}`
      : say`You are on shift ${strong(letter)} until ${until} (${crews})`,
};
