// Every sentence that the console's own page says, as a shape: a language is offered only when all of it is written, and the
// type sees to it. Cards say their own words (cards/words.ts). `{name}` stands for what is filled in.

/** A language without a form for a number uses `other`. */
export interface Counted {
  readonly one: string;
  readonly other: string;
}

export interface PageWords {
  readonly frame: {
    readonly skip: string;
    readonly connecting: string;
    readonly live: string;
    readonly offline: string;
    readonly lost: string;
    readonly channels: string;
    readonly channel: string;
    readonly allChannels: string;
    readonly forYou: string;
    readonly newCount: string;
    readonly youAre: string;
    readonly choose: string;
    readonly lead: string;
    readonly signOut: string;
    readonly older: string;
    readonly newer: Counted;
    readonly about: string;
    readonly changed: string;
    readonly details: string;
    readonly detailsOf: string;
    readonly lostPicture: string;
    readonly lostPictureOf: string;
    readonly noScript: string;
    readonly wall: string;
    readonly keys: string;
  };
  readonly input: {
    readonly command: string;
    readonly hint: string;
    readonly send: string;
    readonly answers: string;
    readonly onlyYou: string;
    readonly close: string;
    readonly closeAnswer: string;
  };
  readonly told: {
    readonly notSent: string;
    readonly signInAgain: string;
    readonly botAnswered: string;
    readonly nobodyNamed: string;
    readonly chooseWho: string;
    readonly chooseCard: string;
    readonly noButton: string;
    readonly notTaken: string;
    readonly copied: string;
    readonly marked: string;
  };
  readonly empty: {
    readonly channel: { readonly title: string; readonly text: string };
    readonly you: { readonly title: string; readonly text: string };
    readonly nowhere: { readonly title: string; readonly text: string };
    readonly filtered: { readonly title: string; readonly text: string };
    readonly copy: string;
    readonly token: string;
  };
  readonly filter: {
    readonly title: string;
    readonly severity: string;
    readonly state: string;
    readonly any: string;
    readonly open: string;
    readonly unowned: string;
    readonly owned: string;
    readonly escalated: string;
    readonly shelved: string;
    readonly closed: string;
    readonly mine: string;
    readonly matches: Counted;
    readonly active: string;
    readonly clear: string;
    readonly mineNeedsName: string;
  };
  readonly alert: {
    readonly back: string;
    readonly timeline: string;
    readonly detections: string;
    readonly copies: string;
    readonly labels: string;
    readonly noLabels: string;
    readonly noCopies: string;
    readonly latestOf: string;
    readonly by: string;
    readonly to: { readonly channel: string; readonly lead: string; readonly other: string };
    readonly until: string;
    readonly observed: string;
    readonly source: string;
    readonly confidence: string;
    readonly model: string;
    readonly readings: string;
    readonly place: string;
    readonly state: string;
    readonly posted: string;
    readonly after: string;
    readonly updated: string;
    readonly steps: string;
    readonly kind: {
      readonly card: string;
      readonly digest: string;
      readonly thread: string;
      readonly direct: string;
    };
    readonly verdict: { readonly real: string; readonly not_real: string; readonly unsure: string };
    readonly reason: string;
    readonly deciding: string;
    readonly second: string;
    readonly replaced: string;
    readonly withdrawn: string;
    readonly nothing: string;
  };
  readonly keys: {
    readonly title: string;
    readonly move: string;
    readonly confirm: string;
    readonly reject: string;
    readonly escalate: string;
    readonly open: string;
    readonly command: string;
    readonly filter: string;
    readonly help: string;
    readonly close: string;
    readonly never: string;
  };
  readonly wall: {
    readonly title: string;
    readonly open: Counted;
    readonly unowned: Counted;
    readonly noOwner: string;
    readonly climbs: string;
    readonly asked: string;
    readonly reminder: string;
    readonly back: string;
    readonly in: string;
    readonly overdue: string;
    readonly more: Counted;
    readonly calm: string;
    readonly calmText: string;
    readonly lost: string;
    readonly minutes: string;
    readonly seconds: string;
    readonly hours: string;
  };
  readonly door: {
    readonly title: string;
    readonly password: string;
    readonly signIn: string;
    readonly wrong: string;
    readonly wait: string;
    readonly who: string;
    readonly failed: string;
    readonly noAlert: string;
    readonly noPicture: string;
  };
}
